"""Every message we owe somebody, written in the transaction of the act that causes it."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, *, now: datetime | None = None) -> MessageQuerySet:
        """Messages whose turn it is."""
        return self.filter(state=Message.State.WAITING, next_try_at__lte=now or timezone.now())


class Message(models.Model):
    """One e-mail. Sent at most once; retried for hours; then visibly failed.

    The body is rendered when it is sent, from `template` and `context`, so that nothing a child
    wrote is ever stored here (design 4). Address and context go when it is settled.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    key = models.CharField(
        max_length=200, unique=True, help_text="Names the act; a second one is not written."
    )
    to = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default="en")
    template = models.CharField(max_length=100)
    context = models.JSONField(default=dict, blank=True)
    subject_ref = models.CharField(
        max_length=100, blank=True, db_index=True, help_text="'our_childhood.film:12', for withdrawal."
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    created_at = models.DateTimeField(auto_now_add=True)
    sending_at = models.DateTimeField(null=True, blank=True, help_text="When the last try began.")
    sent_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(
        max_length=200, blank=True, help_text="The error's class only, never its text."
    )

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        # Written by acts and settled by the post: staff look, nobody adds, edits or deletes.
        default_permissions = ("view",)
        indexes = [models.Index(fields=["state", "next_try_at"])]
        constraints = [
            models.CheckConstraint(
                name="message_sent_keeps_no_address",
                condition=~Q(state__in=["sent", "cancelled"]) | Q(to=""),
            ),
            models.CheckConstraint(
                name="message_sending_since",
                condition=~Q(state="sending") | Q(sending_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.key
