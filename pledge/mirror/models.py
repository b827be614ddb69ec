"""'Did it happen?': what children in care say of the promises. Whose answer it is cannot be told."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from geography.models import LocalAuthority
from people.sealed import EncryptedTextField
from pledge.mirror.enums import Happened
from pledge.models import Version


class Reply(models.Model):
    """One child's answers. No name, no age, no moment: a council area, if they say one, and a day.

    `form_key` is a keyed hash of the journey, so that what is sent twice counts once (F8). It
    leads to nobody.
    """

    form_key = models.CharField(max_length=64, unique=True, editable=False)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="replies")
    authority = models.ForeignKey(
        LocalAuthority, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    said_on = models.DateField(default=timezone.localdate)
    words = EncryptedTextField(blank=True, help_text="Never shown to anybody but staff.")
    has_words = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "replies"
        ordering = ["-said_on", "id"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["said_on", "authority"], name="reply_of_a_time"),
            models.Index(fields=["said_on"], name="reply_words", condition=Q(has_words=True)),
        ]

    def __str__(self) -> str:
        return f"reply {self.pk}"


class Mark(models.Model):
    """What one reply says of one promise; `promise` is its translation key, the same in every language."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="marks")
    promise = models.UUIDField()
    happened = models.PositiveSmallIntegerField(choices=Happened.choices)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="mark_once_a_promise", fields=["reply", "promise"])]

    def __str__(self) -> str:
        return f"mark {self.pk}"
