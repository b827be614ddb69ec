"""Adults we may write to, and the receipt codes children hold.

Neither is ever on a revisioned model: revisions and log entries outlive the row they copy
(design 3). Each is a row that can be deleted whole.
"""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class ContactQuerySet(models.QuerySet["Contact"]):
    def about(self, subject: models.Model) -> ContactQuerySet:
        """The grown-ups we may write to about `subject`."""
        kind = ContentType.objects.get_for_model(subject, for_concrete_model=False)
        return self.filter(subject_type=kind, subject_id=str(subject.pk))


class Contact(models.Model):
    """An adult's address, for one subject and one reason only; deleted with the subject."""

    subject_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    subject_id = models.CharField(max_length=64)
    subject = GenericForeignKey("subject_type", "subject_id")
    email = models.EmailField()
    language = models.CharField(max_length=10, default="en")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"contact {self.pk}"


class ReceiptCode(models.Model):
    """The hash of a code such as 7K3-PLUM-RIVER; the code itself is shown once and never kept."""

    code_hash = models.CharField(max_length=64, unique=True)
    subject_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    subject_id = models.CharField(max_length=64)
    subject = GenericForeignKey("subject_type", "subject_id")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"])]

    def __str__(self) -> str:
        return f"receipt code {self.pk}"
