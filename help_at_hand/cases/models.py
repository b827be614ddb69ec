"""What children write to the help team, and what is done about it. Everything anybody wrote is sealed.

Seen by helpline advisers alone; a safeguarding lead reads red cases. Nothing here is in a revision, a search
index, a letter or the trail.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin

from help_at_hand.cases.enums import Kind, Outcome, Referral, Safe, Speed, State, Time, Topic, Way
from people.ages import AgeBand
from people.sealed import EncryptedJSONField, EncryptedTextField
from safeguarding import clocks
from safeguarding.enums import Level


def _person() -> Any:
    """A member of staff who did something here; such an account is closed, never deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


class CaseQuerySet(models.QuerySet["Case"]):
    def here(self) -> CaseQuerySet:
        """Those the child has not taken back."""
        return self.filter(taken_back_at__isnull=True)

    def open(self) -> CaseQuerySet:
        return self.filter(closed_at__isnull=True)

    def waiting(self) -> CaseQuerySet:
        """Open, and the last word is the child's."""
        return self.open().filter(respond_by__isnull=False)

    def late(self, now: datetime) -> CaseQuerySet:
        """Waiting beyond the promised moment, or since a wrong clock's moment (clocks.is_late, F10)."""
        return self.waiting().filter(Q(respond_by__lte=now) | Q(waits_since__gt=now + clocks.SLACK))

    def in_state(self, state: State | str) -> CaseQuerySet:
        """Those whose first fitting State is `state`."""
        match state:
            case State.CLOSED:
                return self.filter(closed_at__isnull=False)
            case State.ANSWERED:
                return self.open().filter(respond_by__isnull=True)
            case State.TAKEN:
                return self.waiting().filter(taken_by__isnull=False)
            case _:
                return self.waiting().filter(taken_by__isnull=True)


class Case(models.Model):
    """A child who wrote to us. `told` is {'safe', 'way', 'reach', 'times', 'name'}, sealed as a whole.

    `waits_since` and `respond_by` are set while the last word is the child's (safeguarding/clocks.py gives
    the time by level). `rushed` marks what came in beyond what one place may send in an hour: it is listed
    apart, and nobody is turned away. `taken_back_at` is when the child took back what has to be kept for its
    safety: no code opens it any more.
    """

    wagtail_reference_index_ignore = True

    form_key = models.CharField(max_length=64, unique=True, editable=False)
    level = models.CharField(max_length=8, choices=Level.choices, default=Level.GREEN)
    told = EncryptedJSONField(default=dict, blank=True)
    age_band = models.CharField(max_length=6, choices=AgeBand.choices, blank=True)
    region = models.ForeignKey(
        "geography.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=10, default="en", blank=True)
    topic = models.CharField(max_length=12, choices=Topic.choices, blank=True)
    rushed = models.BooleanField(default=False)
    opened_at = models.DateTimeField(default=timezone.now)
    waits_since = models.DateTimeField(null=True, blank=True)
    respond_by = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True, help_text="When the team was told it is late.")
    answered_at = models.DateTimeField(null=True, blank=True, help_text="The first answer.")
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = _person()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = _person()
    taken_back_at = models.DateTimeField(null=True, blank=True, editable=False)
    outcome = models.CharField(max_length=12, choices=Outcome.choices, blank=True)

    objects: ClassVar[Any] = CaseQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        permissions = [
            ("work_case", "Can read help cases and work on them"),
            ("read_red_case", "Can read red help cases"),
            ("see_help_figures", "Can see the figures of Help at Hand"),
            ("release_help_figures", "Can release a year's figures of Help at Hand"),
        ]
        indexes = [models.Index(fields=["closed_at", "respond_by"])]
        constraints = [
            models.CheckConstraint(
                name="case_waits_with_a_promise",
                condition=Q(waits_since__isnull=True, respond_by__isnull=True)
                | Q(waits_since__isnull=False, respond_by__isnull=False),
            ),
            models.CheckConstraint(
                name="case_taken_at_and_by",
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
            ),
            models.CheckConstraint(
                name="case_closed_with_outcome",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, outcome="")
                | (Q(closed_at__isnull=False) & ~Q(outcome="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Case')} {self.pk}"

    @property
    def state(self) -> State:
        """Where it is; see State."""
        if self.closed_at is not None:
            return State.CLOSED
        if self.respond_by is None:
            return State.ANSWERED
        return State.TAKEN if self.taken_by_id is not None else State.NEW

    @property
    def is_late(self) -> bool:
        """Whether the child has waited longer than promised."""
        if self.closed_at is not None or self.respond_by is None or self.waits_since is None:
            return False
        return clocks.is_late(respond_by=self.respond_by, raised_at=self.waits_since, now=timezone.now())

    @property
    def is_red(self) -> bool:
        return self.level == Level.RED

    @property
    def safe(self) -> str:
        """What the child said of its safety, in words."""
        return str(dict(Safe.choices).get(self.told.get("safe", ""), ""))

    @property
    def times(self) -> str:
        """When it is safe to call, in words."""
        return ", ".join(str(Time(time).label) for time in self.told.get("times", ()) if time in Time)

    @property
    def way(self) -> str:
        """How the child wants its answer, in words."""
        return str(Way(self.told.get("way", Way.CODE)).label)


class Entry(models.Model):
    """One line of a case: what the child wrote, our answers, and what advisers did. Rows are only added."""

    wagtail_reference_index_ignore = True

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = EncryptedTextField(blank=True)
    to = models.CharField(max_length=20, choices=Referral.choices, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    written_by = _person()
    given_to = _person()

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="case_entry_by_the_child_or_by_staff",
                condition=Q(kind=Kind.CHILD, written_by__isnull=True)
                | (~Q(kind=Kind.CHILD) & Q(written_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="case_entry_referral_says_where",
                condition=(Q(kind=Kind.REFERRAL) & ~Q(to="")) | (~Q(kind=Kind.REFERRAL) & Q(to="")),
            ),
        ]


class Visit(models.Model):
    """A browser that writes to us or reads our answer, for as long as it does; gone when it leaves (S31).

    The cookie holds a random token, the row its keyed hash. `answers` are those of cases/journey.py, sealed.
    `case` is the one this browser sent, or opened with its code.
    """

    wagtail_reference_index_ignore = True

    token_hash = models.CharField(max_length=64, unique=True)
    answers = EncryptedJSONField(default=dict, blank=True)
    case = models.ForeignKey(Case, null=True, blank=True, on_delete=models.CASCADE, related_name="visits")
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()


class Canned(TranslatableMixin, models.Model):
    """An answer advisers begin with, in plain words, once in each language."""

    title = models.CharField(_("title"), max_length=80)
    topic = models.CharField(_("about"), max_length=12, choices=Topic.choices, blank=True)
    words = models.TextField(_("words"), max_length=3000)

    class Meta(TranslatableMixin.Meta):
        ordering = ["topic", "title"]
        verbose_name = _("ready answer")
        verbose_name_plural = _("ready answers")

    def __str__(self) -> str:
        return self.title


class Count(models.Model):
    """What stays of cases whose time is over: how many of a year, from where, about what, how soon."""

    year = models.PositiveSmallIntegerField()
    region = models.ForeignKey(
        "geography.Region", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    topic = models.CharField(max_length=12, choices=Topic.choices, blank=True)
    speed = models.CharField(max_length=6, choices=Speed.choices)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["year", "region", "topic", "speed"],
                condition=Q(region__isnull=False),
                name="case_count_once_a_region",
            ),
            models.UniqueConstraint(
                fields=["year", "topic", "speed"],
                condition=Q(region__isnull=True),
                name="case_count_once_without_region",
            ),
        ]
