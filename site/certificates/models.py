"""What somebody did, said so that anybody can check it. Never a child's surname, age, school or face."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from certificates import numbers
from people.sealed import EncryptedTextField


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def about(self, subject: models.Model) -> CertificateQuerySet:
        """The certificates of `subject`."""
        kind = ContentType.objects.get_for_model(subject, for_concrete_model=False)
        return self.filter(subject_type=kind, subject_id=str(subject.pk))

    def good(self) -> CertificateQuerySet:
        """Those that count."""
        return self.filter(revoked_at__isnull=True)


class Certificate(models.Model):
    """One certificate: a number anybody may check, and plain facts. Its words are its kind's (kinds.py).

    It outlives its subject: when that is erased, the number still says that it is real, without a name.
    """

    number = models.CharField(max_length=numbers.LENGTH, unique=True, default=numbers.make, editable=False)
    kind = models.SlugField(max_length=40)
    subject_type = models.ForeignKey(
        ContentType, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    subject_id = models.CharField(max_length=64, blank=True)
    subject = GenericForeignKey("subject_type", "subject_id")
    what = models.CharField(max_length=160, help_text="What was done, as everybody could read it.")
    who = models.CharField(max_length=200, blank=True, help_text="An organisation; never a person.")
    place = models.CharField(max_length=120, blank=True)
    on_date = models.DateField()
    children = models.PositiveIntegerField(null=True, blank=True, help_text="How many, on a group's.")
    first_name = EncryptedTextField(blank=True, help_text="Only when the child asked for it.")
    named_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="certificate_once_of_a_kind",
                fields=["kind", "subject_type", "subject_id"],
                condition=Q(subject_type__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="certificate_of_subject"),
            models.Index(fields=["named_at"], name="certificate_named", condition=Q(named_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"certificate {self.pk}"

    @property
    def shown_number(self) -> str:
        """The number as people read it."""
        return numbers.spell(self.number)
