"""What children take over, where and when; what a host is writing; whom a group asks for at the door.

People are named only where it is sealed: Draft, Arrival, Question.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, Revision, RevisionMixin, WorkflowMixin

from moderation.enums import Check
from people.sealed import EncryptedJSONField, EncryptedTextField
from safeguarding import audit
from takeover.challenges import gate, words
from takeover.challenges.enums import Access, CalledOffFor, ChallengeState
from takeover.models import AskedOfHost, Host, Season

ENGLAND = ZoneInfo("Europe/London")
YOUNGEST, OLDEST = 4, 17
LARGEST = 500


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    def public(self) -> ChallengeQuerySet:
        """What everybody may see: checked, not called off or held, and its host is fit today (S23)."""
        return self.filter(
            live=True, called_off_at__isnull=True, held_at__isnull=True, host__in=Host.objects.fit()
        )

    def to_come(self, today: date) -> ChallengeQuerySet:
        """Those that have not ended, the next first."""
        return self.filter(last_date__gte=today).order_by("first_date", "id")


class Challenge(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """One job or decision that children take over, on one day or on days in a row.

    The row's words (takeover/challenges/words.py) are what everybody sees once it is live; a newer
    version that was sent to be checked waits in its newest revision. Places are counted by `places`
    (Allotment about this row), from `starts_at` to `ends_at`. Nothing is live that the gate did not let
    through (takeover/challenges/gate.py).
    """

    decided_at_the_desk = True  # moderation.models.ReviewTask offers no verdict elsewhere

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="challenges", editable=False)
    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="challenges", editable=False)
    copied_from = models.ForeignKey(
        "self", null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    title = models.CharField(_("title"), max_length=80)
    decide = models.TextField(_("what children really decide"), max_length=1200)
    day = models.TextField(_("how the day goes"), max_length=1200, blank=True)
    first_date = models.DateField(_("first day"))
    last_date = models.DateField(_("last day"))
    starts_time = models.TimeField(_("starts each day at"))
    ends_time = models.TimeField(_("ends each day at"))
    authority = models.ForeignKey("geography.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    address = models.TextField(_("address"), max_length=300, help_text=_("Only booked groups see it (S12)."))
    capacity = models.PositiveIntegerField(
        _("places"), validators=[MinValueValidator(1), MaxValueValidator(LARGEST)]
    )
    smallest_group = models.PositiveIntegerField(_("smallest group"), default=1)
    largest_group = models.PositiveIntegerField(_("largest group"))
    youngest = models.PositiveSmallIntegerField(_("from age"))
    oldest = models.PositiveSmallIntegerField(_("to age"))
    access: models.Field[list[str], list[str]] = models.JSONField(_("access"), default=list, blank=True)
    access_more = models.TextField(_("more about access"), max_length=600, blank=True)
    bring = models.TextField(_("what to bring and wear"), max_length=600, blank=True)
    food = models.TextField(_("food and drink"), max_length=400, blank=True)
    travel = models.TextField(_("help with travel"), max_length=400, blank=True)

    live = models.BooleanField(default=False, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_digest = models.CharField(max_length=64, blank=True, editable=False)
    refused_at = models.DateTimeField(null=True, blank=True, editable=False)
    reply = models.ForeignKey(
        "moderation.Reason", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    held_at = models.DateTimeField(null=True, blank=True, editable=False)
    called_off_at = models.DateTimeField(null=True, blank=True, editable=False)
    called_off_for = models.CharField(max_length=8, choices=CalledOffFor.choices, blank=True, editable=False)

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="challenge",
        for_concrete_model=False,
    )
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="challenge")

    objects = ChallengeQuerySet.as_manager()

    class Meta:
        default_permissions = ("view", "change")
        ordering = ["first_date", "id"]
        verbose_name = _("challenge")
        verbose_name_plural = _("challenges")
        constraints = [
            models.CheckConstraint(
                name="challenge_days_in_order", condition=Q(first_date__lte=F("last_date"))
            ),
            models.CheckConstraint(
                name="challenge_hours_in_order", condition=Q(starts_time__lt=F("ends_time"))
            ),
            models.CheckConstraint(
                name="challenge_ages_of_children",
                condition=Q(youngest__gte=YOUNGEST, oldest__lte=OLDEST, youngest__lte=F("oldest")),
            ),
            models.CheckConstraint(
                name="challenge_groups_fit",
                condition=Q(smallest_group__gte=1)
                & Q(smallest_group__lte=F("largest_group"))
                & Q(largest_group__lte=F("capacity")),
            ),
            models.CheckConstraint(
                name="challenge_live_only_when_approved",
                condition=Q(live=False) | (Q(approved_at__isnull=False) & ~Q(approved_digest="")),
            ),
            models.CheckConstraint(
                name="challenge_called_off_at_and_for",
                condition=(Q(called_off_at__isnull=True) & Q(called_off_for=""))
                | (Q(called_off_at__isnull=False) & ~Q(called_off_for="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["first_date", "id"],
                name="challenge_shown",
                condition=Q(live=True, called_off_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def starts_at(self) -> datetime:
        """When it begins: from then on nobody books."""
        return datetime.combine(self.first_date, self.starts_time, tzinfo=ENGLAND)

    @property
    def ends_at(self) -> datetime:
        """When its last day ends."""
        return datetime.combine(self.last_date, self.ends_time, tzinfo=ENGLAND)

    @property
    def access_words(self) -> list[str]:
        """What is there, in words."""
        return [str(Access(code).label) for code in self.access if code in Access.values]

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it, by this row and its host's: what ChallengeQuerySet.public asks."""
        return self.live and self.called_off_at is None and self.held_at is None and self.host.is_fit

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed: it can be read and copied, and nothing else."""
        return self.last_date < today

    def state(self, today: date) -> ChallengeState:
        """Return where the challenge is, the weightiest first. Asks for its host."""
        if self.called_off_at is not None:
            return ChallengeState.CALLED_OFF
        if self.live and self.is_over(today):
            return ChallengeState.OVER
        if self.live:
            return ChallengeState.PUBLISHED if self.is_public else ChallengeState.CLOSED
        if self.refused_at is not None:
            return ChallengeState.REFUSED
        return ChallengeState.ASKED if self.asked_at is not None else ChallengeState.SENT

    def words(self) -> dict[str, Any]:
        """Return everything people read about it, as JSON holds it."""
        return words.of(self)

    def review_digest(self, check: Check | str = "") -> str:
        """Return the 64-hex digest of all that both checks look at (S13)."""
        return words.digest(self)

    def review_blockers(self, check: Check | str) -> list[str]:
        """Return what must happen, in words for staff, before `check` can be approved."""
        return [str(blocker.label) for blocker in gate.before_approval(self)]

    def with_content_json(self, content: dict[str, Any]) -> Challenge:
        """Return the challenge with a revision's words; every fact stays the row's."""
        challenge = super().with_content_json(content)
        for field in self._meta.local_concrete_fields:
            if field.name not in words.WORDS:
                setattr(challenge, field.attname, getattr(self, field.attname))
        challenge.go_live_at = challenge.expire_at = None
        return challenge

    @transaction.atomic
    def save_revision(self, *args: Any, approved_go_live_at: Any = None, **kwargs: Any) -> Revision:
        """Keep what was sent, for the workflow to hang on; never scheduled (F10)."""
        return super().save_revision(*args, approved_go_live_at=None, **kwargs)

    @transaction.atomic
    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> None:
        """Show `revision` to everybody if the gate says so: the only way (S13, S23). Raises gate.NotCleared.

        Every route of Wagtail's ends here: button, workflow, bulk, schedule. Places follow in the same
        transaction, and whoever listens is told.
        """
        before = gate.lock(self)
        # Read again under the lock: what the caller holds may be a minute old.
        revision = Revision.objects.get(pk=revision.pk)
        gate.let_through(revision.as_object(), user=user)
        super().publish(Revision.objects.get(pk=revision.pk), user=user, **kwargs)
        self.refresh_from_db()
        gate.follow(self, before=before, by=audit.actor(user))

    @transaction.atomic
    def unpublish(self, *args: Any, **kwargs: Any) -> None:
        """Refuse: a challenge that groups have booked is called off, held, or follows its host."""
        raise PermissionDenied("A published challenge is called off or held, never unpublished.")


class Draft(models.Model):
    """What a host is writing: a new challenge, or the next version of one (`challenge`). Sealed.

    The keys of `answers` are the fields of takeover.challenges.forms. It goes with what it is for: when
    the host leaves, and some days after a challenge's last day (takeover/challenges/sweeper.py).
    """

    host = models.ForeignKey(Host, on_delete=models.CASCADE, related_name="drafts")
    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="+")
    challenge = models.OneToOneField(
        Challenge, null=True, blank=True, on_delete=models.CASCADE, related_name="draft"
    )
    copied_from = models.ForeignKey(
        Challenge, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answers: models.Field[dict[str, Any], dict[str, Any]] = EncryptedJSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"draft {self.pk}"


class Question(AskedOfHost):
    """A question about one challenge."""

    challenge = models.ForeignKey(Challenge, on_delete=models.CASCADE, related_name="questions")


class Arrival(models.Model):
    """Whom a booked group asks for at the door: an adult's name, so in no revision, and sealed."""

    challenge = models.OneToOneField(Challenge, on_delete=models.CASCADE, related_name="arrival")
    contact_name = EncryptedTextField()
    contact_phone = EncryptedTextField()
    directions = EncryptedTextField(blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"arrival {self.pk}"
