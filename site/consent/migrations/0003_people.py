"""Everybody whose yes counts gets a row, and every question and answer hangs on a voice."""

import django.db.models.deletion
from django.db import migrations, models

import people.sealed

CARE = [("yes", "yes"), ("no", "no"), ("unsaid", "rather not say")]
PARTIES = [
    ("child", "the child who made it"),
    ("person", "somebody else in it"),
    ("guardian", "a parent, guardian or carer"),
    ("authority", "the placing authority"),
]


def give_voices(apps, schema_editor):
    """Let what was asked and answered so far be about person 1 of each subject."""
    Person = apps.get_model("consent", "Person")
    Signatory = apps.get_model("consent", "Signatory")
    voices = {}
    for name in ("Ask", "Answer"):
        for row in apps.get_model("consent", name).objects.order_by("id"):
            key = (row.subject_type_id, row.subject_id, row.party)
            if key not in voices:
                person, _ = Person.objects.get_or_create(
                    subject_type_id=row.subject_type_id,
                    subject_id=row.subject_id,
                    number=1,
                    defaults={"under_13": False},
                )
                if row.party == "guardian":
                    # Whoever asked a guardian had to, or chose to; the stricter is the safer guess.
                    Person.objects.filter(pk=person.pk).update(under_13=True)
                voices[key] = Signatory.objects.create(person=person, party=row.party)
            row.signatory = voices[key]
            row.save(update_fields=["signatory"])


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0002_tombstone"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_id", models.CharField(max_length=64)),
                ("number", models.PositiveSmallIntegerField()),
                ("under_13", models.BooleanField()),
                ("in_frame", models.BooleanField(default=True, help_text="Can be seen or heard in it.")),
                ("care", people.sealed.EncryptedTextField(choices=CARE, default="unsaid")),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "subject_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contenttypes.contenttype",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("subject_type", "subject_id", "number"), name="person_numbered_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("removed_at__isnull", True), ("number__gt", 1), _connector="OR"),
                        name="maker_is_never_removed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Signatory",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("party", people.sealed.EncryptedTextField(choices=PARTIES)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="signatories",
                        to="consent.person",
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
        migrations.AddField(
            "ask",
            "signatory",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="asks",
                to="consent.signatory",
            ),
        ),
        migrations.AddField(
            "answer",
            "signatory",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="answers",
                to="consent.signatory",
            ),
        ),
        migrations.RunPython(give_voices, migrations.RunPython.noop),
    ]
