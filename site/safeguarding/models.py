"""The append-only audit trail, holds, seals, and worries about a child."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from people.sealed import EncryptedTextField
from safeguarding import clocks
from safeguarding.enums import Level, Outcome, Recipient, Source, State, WhySealed


def _person() -> Any:
    """A member of staff who did something here; such an account is closed, never deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )


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


class ConcernQuerySet(models.QuerySet["Concern"]):
    def open(self) -> ConcernQuerySet:
        return self.filter(closed_at__isnull=True)

    def unanswered(self) -> ConcernQuerySet:
        """Open, and nobody has taken it."""
        return self.open().filter(taken_at__isnull=True)

    def late(self, now: datetime) -> ConcernQuerySet:
        """Unanswered beyond the promised moment, or raised under a wrong clock (clocks.is_late, F10)."""
        return self.unanswered().filter(Q(respond_by__lte=now) | Q(raised_at__gt=now + clocks.SLACK))

    def with_state(self) -> ConcernQuerySet:
        """Have `is_handed_over` read with the row, for lists."""
        return self.annotate(is_handed_over=Exists(HandOver.objects.filter(concern=OuterRef("pk"))))

    def in_state(self, state: State | str) -> ConcernQuerySet:
        """Those whose first fitting State is `state`."""
        rows = self.with_state()
        if state == State.CLOSED:
            return rows.filter(closed_at__isnull=False)
        if state == State.HANDED_OVER:
            return rows.open().filter(handovers__isnull=False).distinct()
        return rows.open().filter(handovers__isnull=True, taken_at__isnull=state == State.RAISED)


class Concern(models.Model):
    """A worry about a child. Read by safeguarding leads, each look on record; in no list or search else.

    `words` are sealed in the database. `respond_by` is until when somebody must have taken it
    (safeguarding/clocks.py). There may be no subject: words of harm can come from anywhere.
    """

    wagtail_reference_index_ignore = True
    is_handed_over: bool  # annotated by with_state()

    level = models.CharField(max_length=8, choices=Level.choices)
    source = models.CharField(max_length=8, choices=Source.choices)
    subject_type = models.ForeignKey(
        ContentType, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    subject_id = models.CharField(max_length=64, blank=True)
    subject = GenericForeignKey("subject_type", "subject_id", for_concrete_model=False)
    words = EncryptedTextField(blank=True)
    raised_at = models.DateTimeField(default=timezone.now)
    raised_by = _person()
    respond_by = models.DateTimeField()
    escalated_at = models.DateTimeField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken_by = _person()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = _person()
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)

    objects: ClassVar[Any] = ConcernQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "view")
        indexes = [models.Index(fields=["closed_at", "respond_by"])]
        constraints = [
            models.CheckConstraint(
                name="concern_taken_at_and_by",
                condition=Q(taken_at__isnull=True, taken_by__isnull=True)
                | Q(taken_at__isnull=False, taken_by__isnull=False),
            ),
            models.CheckConstraint(
                name="concern_closed_by_with_outcome",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, outcome="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(outcome="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Concern')} {self.pk}"

    @property
    def state(self) -> State:
        """Where it is; see State."""
        if self.closed_at is not None:
            return State.CLOSED
        handed = getattr(self, "is_handed_over", None)
        if handed if handed is not None else self.handovers.exists():
            return State.HANDED_OVER
        return State.TAKEN if self.taken_at is not None else State.RAISED

    @property
    def is_late(self) -> bool:
        """Whether nobody has answered in the time promised."""
        return self.state == State.RAISED and clocks.is_late(
            respond_by=self.respond_by, raised_at=self.raised_at, now=timezone.now()
        )


class ConcernNote(models.Model):
    """What a lead writes down about a concern. Rows are only added; the database refuses changes."""

    wagtail_reference_index_ignore = True

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="notes")
    words = EncryptedTextField()
    written_at = models.DateTimeField(default=timezone.now)
    written_by = _person()

    class Meta:
        ordering = ["id"]
        default_permissions = ()


class HandOver(models.Model):
    """To whom a concern was handed over, and when. Rows are only added; the database refuses changes."""

    wagtail_reference_index_ignore = True

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="handovers")
    to = models.CharField(max_length=20, choices=Recipient.choices)
    whom = EncryptedTextField(blank=True, help_text="Who took it there, and their reference.")
    handed_over_at = models.DateTimeField(default=timezone.now)
    handed_over_by = _person()

    class Meta:
        ordering = ["id"]
        default_permissions = ()


class Seal(models.Model):
    """Something nobody may see, copy or delete: kept for the police (S17).

    One person seals; two undo it: one asks, another one does it.
    """

    wagtail_reference_index_ignore = True

    subject_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    subject_id = models.CharField(max_length=64)
    subject = GenericForeignKey("subject_type", "subject_id", for_concrete_model=False)
    concern = models.ForeignKey(Concern, on_delete=models.PROTECT, related_name="seals")
    reason = models.CharField(max_length=12, choices=WhySealed.choices)
    sealed_at = models.DateTimeField(default=timezone.now)
    sealed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    unseal_asked_at = models.DateTimeField(null=True, blank=True)
    unseal_asked_by = _person()
    unseal_words = EncryptedTextField(blank=True, help_text="Why it may be opened.")
    unsealed_at = models.DateTimeField(null=True, blank=True)
    unsealed_by = _person()

    class Meta:
        default_permissions = ("add",)
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=Q(unsealed_at__isnull=True),
                name="one_seal_per_subject",
            ),
            models.CheckConstraint(
                name="seal_unseal_asked_at_and_by",
                condition=Q(unseal_asked_at__isnull=True, unseal_asked_by__isnull=True)
                | Q(unseal_asked_at__isnull=False, unseal_asked_by__isnull=False),
            ),
            models.CheckConstraint(
                name="seal_opened_by_two_people",
                condition=Q(unsealed_at__isnull=True, unsealed_by__isnull=True)
                | (
                    Q(unsealed_at__isnull=False, unsealed_by__isnull=False, unseal_asked_by__isnull=False)
                    & ~Q(unsealed_by=F("unseal_asked_by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{_('Seal')} {self.pk}"


class HarmList(models.Model):
    """Words of harm in one language, one phrase a line; staff edit them (S21, safeguarding/harm.py)."""

    language = models.CharField(max_length=10, unique=True, editable=False)
    red = models.TextField(
        _("A child may be in danger"),
        blank=True,
        help_text=_("One phrase a line. A star ends a word with any ending: hurt* me. After # a remark."),
    )
    amber = models.TextField(
        _("A worry"), blank=True, help_text=_("The same, for words that are less urgent.")
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["language"]
        default_permissions = ("view", "change")
        verbose_name = _("words of harm")
        verbose_name_plural = _("words of harm")

    def __str__(self) -> str:
        return str(dict(settings.LANGUAGES).get(self.language, self.language))


@register_setting(icon="warning", order=50)
class SafeguardingSettings(BaseGenericSetting):
    """Who is told of a concern, and what whoever finds something terrible reads first."""

    team_email = models.EmailField(
        _("the team"), blank=True, help_text=_("A shared mailbox. Told of red concerns in working hours.")
    )
    on_call_email = models.EmailField(
        _("on call"), blank=True, help_text=_("Told of red concerns at night, at weekends and on holidays.")
    )
    escalation_email = models.EmailField(
        _("if nobody answers"), blank=True, help_text=_("Told once when nobody has taken a concern in time.")
    )
    route = models.TextField(
        _("what to do with a sealed film"),
        default=(
            "If a child is in danger now, call 999.\n"
            "Tell the police on 101, and ask for the officer for child protection.\n"
            "Report it to the Internet Watch Foundation. They may ask for the facts on this page.\n"
            "Write down here whom you spoke to, and when."
        ),
        help_text=_("One step a line."),
    )
    do_not = models.TextField(
        _("what not to do"),
        default=(
            "Do not look at it again.\n"
            "Do not copy, download, photograph or send it, not even to the police.\n"
            "Do not describe it in an e-mail or a message.\n"
            "Do not ask the child about it yourself."
        ),
        help_text=_("One sentence a line."),
    )

    class Meta:
        verbose_name = _("Safeguarding")
        default_permissions = ("change",)
