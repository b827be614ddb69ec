"""What a host was commended for, in one season."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from takeover.commendations.enums import Level
from takeover.models import Host, Season


class CommendationQuerySet(models.QuerySet["Commendation"]):
    def given(self) -> CommendationQuerySet:
        """Those that count: not taken back, of a host that is still one."""
        return self.filter(taken_at__isnull=True, host__in=Host.objects.fit())


class Commendation(models.Model):
    """One host's level in one season, by rule or by hand. By hand, the rule changes it no more.

    `words` are why, for everybody to read; by hand only. One that was taken back stays as a row, so that
    the rule does not give it again.
    """

    host = models.ForeignKey(Host, on_delete=models.CASCADE, related_name="commendations")
    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="+")
    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices)
    words = models.CharField(_("why"), max_length=300, blank=True)
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = CommendationQuerySet.as_manager()

    class Meta:
        default_permissions = ("view", "change")
        ordering = ["-level", "host__name", "id"]
        verbose_name = _("commendation")
        verbose_name_plural = _("commendations")
        constraints = [
            models.UniqueConstraint(fields=["host", "season"], name="commendation_once_a_season"),
            models.CheckConstraint(
                name="commendation_by_hand_says_why",
                condition=Q(given_by__isnull=True, words="") | (Q(given_by__isnull=False) & ~Q(words="")),
            ),
            models.CheckConstraint(
                name="commendation_outstanding_by_hand",
                condition=~Q(level=Level.OUTSTANDING) | Q(given_by__isnull=False),
            ),
            models.CheckConstraint(
                name="commendation_taken_at_and_by",
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"commendation {self.pk}"

    @property
    def by_hand(self) -> bool:
        """Whether a person gave it."""
        return self.given_by_id is not None
