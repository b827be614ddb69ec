"""The append-only audit trail, and holds."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class AuditEntry(models.Model):
    """One thing somebody did or looked at. Written only by safeguarding.audit.record (S22).

    `hash` covers this entry and the hash of the one before it, so that a change or a gap shows.
    """

    at = models.DateTimeField()
    actor = models.CharField(
        max_length=60, help_text="'user:7', 'child', 'guardian', 'system'; never a name."
    )
    act = models.CharField(max_length=60)
    subject = models.CharField(max_length=100, help_text="'our_childhood.film:12'")
    facts = models.JSONField(
        default=dict, blank=True, help_text="Codes and numbers; never what a child wrote."
    )
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["subject", "act"])]
        default_permissions = ("view",)
        verbose_name_plural = "audit entries"

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"


class Hold(models.Model):
    """Something is not to be published until the hold is lifted."""

    subject_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    subject_id = models.CharField(max_length=64)
    subject = GenericForeignKey("subject_type", "subject_id")
    reason = models.CharField(max_length=60)
    placed_at = models.DateTimeField(auto_now_add=True)
    placed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=models.Q(lifted_at__isnull=True),
                name="one_open_hold_per_subject",
            ),
        ]


class SwitchTurn(models.Model):
    """One turn of the switch that hides every film (S16). Rows are only added; the newest one holds."""

    on = models.BooleanField(help_text="Films may come in and be shown.")
    turned_at = models.DateTimeField(auto_now_add=True)
    turned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    operator = models.CharField(
        max_length=60, blank=True, help_text="Who said they are, at the machine; emptied after a year."
    )

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        permissions = [("turn_switch", "Can stop and start every film")]
