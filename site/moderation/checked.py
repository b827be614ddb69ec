"""Somebody from outside whom one person of ours looks at, once and then again: 'Checked by X on date' (S26).

    class Group(Checked): ...
    class Look(LookBase):
        group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="looks")

A check counts up to a day. Where somebody stands is worked out from these moments, and kept nowhere.
"""

from __future__ import annotations

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.sealed import EncryptedTextField


class CheckState(models.TextChoices):
    """Where somebody's check is, in words for them."""

    WAITING = "waiting", _("Being checked")
    ASKED = "asked", _("A question for you")
    CHECKED = "checked", _("Checked")
    ENDED = "ended", _("To be checked again")
    REFUSED = "refused", _("Not this time")


class Seen(models.TextChoices):
    """What somebody of ours said after looking."""

    CHECKED = "checked", _("Checked")
    ASKED = "asked", _("Asked something")
    REFUSED = "refused", _("Refused")


class CheckedQuerySet[Row: "Checked"](models.QuerySet[Row]):
    def checked(self, today: date) -> Self:
        """Return those whose check counts today."""
        return self.filter(checked_until__gte=today)

    def to_check(self, today: date) -> Self:
        """Return those somebody of ours has to look at: new, answered, changed, or whose check is over."""
        return self.filter(
            Q(checked_until__isnull=True) | Q(checked_until__lt=today),
            asked_at__isnull=True,
            refused_at__isnull=True,
        )


class Checked(models.Model):
    """Somebody who is looked at by one person of ours; the check counts until `checked_until`."""

    checked_at = models.DateTimeField(null=True, blank=True)
    checked_until = models.DateField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        default_permissions = ("view", "change")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_checked_at_and_until",
                condition=Q(checked_at__isnull=True, checked_until__isnull=True)
                | Q(checked_at__isnull=False, checked_until__isnull=False),
            ),
            models.CheckConstraint(
                name="%(class)s_refused_is_not_checked",
                condition=Q(refused_at__isnull=True) | Q(checked_at__isnull=True),
            ),
        ]

    def is_checked(self, today: date) -> bool:
        """Whether its check counts today."""
        return self.checked_until is not None and self.checked_until >= today

    def state(self, today: date) -> CheckState:
        """Return where its check is, the weightiest first."""
        if self.refused_at is not None:
            return CheckState.REFUSED
        if self.asked_at is not None:
            return CheckState.ASKED
        if self.is_checked(today):
            return CheckState.CHECKED
        return CheckState.ENDED if self.checked_at is not None else CheckState.WAITING


class LookBase(models.Model):
    """One person looked and said what they saw. Rows are only added (S26)."""

    verdict = models.CharField(max_length=10, choices=Seen.choices)
    words = EncryptedTextField(help_text="What was seen, asked, or why not.")
    ends_date = models.DateField(null=True, blank=True, help_text="The last day on which it counts.")
    looked_at = models.DateTimeField(default=timezone.now)
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer = EncryptedTextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="%(class)s_ends_when_it_is_a_yes",
                condition=Q(verdict=Seen.CHECKED, ends_date__isnull=False)
                | (~Q(verdict=Seen.CHECKED) & Q(ends_date__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verdict} {self.pk}"
