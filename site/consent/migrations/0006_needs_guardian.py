from django.db import migrations


class Migration(migrations.Migration):
    """Whether a guardian is needed is a programme's line: 13 for a film, 16 for a takeover (ADR 0130)."""

    dependencies = [
        ("consent", "0005_answers_are_append_only"),
        # Which still writes the old name.
        ("our_childhood", "0002_people_and_sealed_answers"),
    ]

    operations = [
        migrations.RenameField(model_name="person", old_name="under_13", new_name="needs_guardian"),
    ]
