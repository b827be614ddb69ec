from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('video', '0002_hiding_and_fingerprints'),
    ]

    operations = [
        migrations.AddField(
            model_name='video',
            name='sealed_at',
            field=models.DateTimeField(blank=True, help_text='Its files lie where nothing reads them, and are not deleted (S17).', null=True),
        ),
    ]
