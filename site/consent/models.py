"""Who allowed what, in which words and language, until when, and its ending. Answers are only added."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from consent.enums import Channel, Party, Purpose


class Wording(models.Model):
    """The exact words somebody was shown; changed words are a new row (consent/wordings.py)."""

    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    party = models.CharField(max_length=20, choices=Party.choices)
    language = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "party", "language", "version"], name="wording_versioned"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}/{self.party}/{self.language} v{self.version}"


class Ask(models.Model):
    """A question put to one adult by a link. Without SECRET_KEY this row does not open the link.

    `closed_at` ends a link before its time: another one was sent, or its subject is gone.
    """

    subject_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    subject_id = models.CharField(max_length=64)
    subject = GenericForeignKey("subject_type", "subject_id")
    party = models.CharField(max_length=20, choices=Party.choices)
    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="asks")
    contact = models.ForeignKey("people.Contact", null=True, on_delete=models.SET_NULL, related_name="asks")
    nonce = models.CharField(max_length=32, help_text="The link's token follows from it and SECRET_KEY.")
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id"]),
            models.Index(fields=["asked_at"], name="ask_open", condition=Q(closed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"ask {self.pk}: {self.purpose} of {self.party}"


class Answer(models.Model):
    """A yes or a no. Never changed: a later row speaks louder than an earlier one."""

    subject_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    subject_id = models.CharField(max_length=64)
    subject = GenericForeignKey("subject_type", "subject_id")
    party = models.CharField(max_length=20, choices=Party.choices)
    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    yes = models.BooleanField()
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="answers")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    ask = models.ForeignKey(Ask, null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    answered_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id", "purpose", "-answered_at"])]

    def __str__(self) -> str:
        return f"{'yes' if self.yes else 'no'} of {self.party} to {self.purpose}"
