"""Private feeds, and what calendars that follow them have been told."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils import timezone


class FeedQuerySet(models.QuerySet["Feed"]):
    def about(self, holder: models.Model) -> FeedQuerySet:
        """The feeds of `holder`: one that is open at most, and those that were stopped."""
        kind = ContentType.objects.get_for_model(holder, for_concrete_model=False)
        return self.filter(holder_type=kind, holder_id=str(holder.pk))

    def open(self) -> FeedQuerySet:
        """Those whose address answers."""
        return self.filter(stopped_at__isnull=True)


class Feed(models.Model):
    """One address under which a holder's calendar is read, until it is stopped.

    The address is kept nowhere: a keyed hash of its token finds the row, and the token follows from
    the nonce and SECRET_KEY, to show it once more.
    """

    holder_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    holder_id = models.CharField(max_length=64)
    holder = GenericForeignKey("holder_type", "holder_id")
    nonce = models.CharField(max_length=32)
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    stopped_at = models.DateTimeField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="feed_one_open_for_a_holder",
                fields=["holder_type", "holder_id"],
                condition=Q(stopped_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"feed {self.pk}"


class Version(models.Model):
    """How often an event changed since somebody first read it: SEQUENCE of RFC 5545, 3.8.7.4."""

    uid = models.CharField(max_length=120, unique=True)
    digest = models.CharField(max_length=64, help_text="Of what was last told.")
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField(help_text="After which nobody asks any more.")

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["ends_at"], name="version_over")]

    def __str__(self) -> str:
        return f"{self.uid} {self.sequence}"
