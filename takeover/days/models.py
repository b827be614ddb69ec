"""Who came, and how it was. No name is here: names are on tickets, and go with them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from people.sealed import EncryptedTextField
from takeover.challenges.models import Challenge
from takeover.days.enums import Face, Side, Voice
from takeover.sign_ups.models import SignUp, Ticket


class Roll(models.Model):
    """What one side says of one sign-up: how many of its children came. The last word of a side counts."""

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="rolls")
    side = models.CharField(max_length=4, choices=Side.choices)
    came = models.PositiveSmallIntegerField()
    marked_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="roll_one_a_side", fields=["sign_up", "side"])]

    def __str__(self) -> str:
        return f"roll {self.pk}"


class Presence(models.Model):
    """Whether one child came, on one side's roll: of those whose names that side sees, or of all or none."""

    roll = models.ForeignKey(Roll, on_delete=models.CASCADE, related_name="presences")
    ticket = models.ForeignKey(Ticket, on_delete=models.CASCADE, related_name="presences")
    came = models.BooleanField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(name="presence_once_on_a_roll", fields=["roll", "ticket"])]

    def __str__(self) -> str:
        return f"presence {self.pk}"


class Feedback(models.Model):
    """How a day was, in three faces and perhaps a sentence. Whose it is cannot be told.

    `key` is a keyed hash of who said it, so that a second time changes the first; it leads to nobody.
    `said_on` is a day, not a moment, for the same reason.
    """

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="feedback")
    voice = models.CharField(max_length=5, choices=Voice.choices)
    key = models.CharField(max_length=64, unique=True)
    first = models.PositiveSmallIntegerField(choices=Face.choices)
    second = models.PositiveSmallIntegerField(choices=Face.choices)
    third = models.PositiveSmallIntegerField(choices=Face.choices)
    words = EncryptedTextField(blank=True)
    has_words = models.BooleanField(default=False)
    said_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["-said_on", "id"]
        default_permissions = ("view",)
        indexes = [
            models.Index(fields=["challenge", "voice"], name="feedback_of_challenge"),
            models.Index(fields=["said_on"], name="feedback_words", condition=Q(has_words=True)),
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk}"
