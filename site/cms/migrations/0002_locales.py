"""Polish and Arabic beside English; their page trees follow the English one."""

from django.db import migrations

FOLLOWERS = ("pl", "ar")


def add_locales(apps, schema_editor):
    Locale = apps.get_model("wagtailcore", "Locale")
    Synchronization = apps.get_model("wagtail_localize", "LocaleSynchronization")
    english, _ = Locale.objects.get_or_create(language_code="en")
    for code in FOLLOWERS:
        locale, _ = Locale.objects.get_or_create(language_code=code)
        Synchronization.objects.get_or_create(locale=locale, defaults={"sync_from": english})


class Migration(migrations.Migration):
    dependencies = [
        ("cms", "0001_initial"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtail_localize", "0016_rename_page_revision_translationlog_revision"),
    ]

    operations = [migrations.RunPython(add_locales, migrations.RunPython.noop, elidable=False)]
