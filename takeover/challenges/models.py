"""What children take over, where and when. No person is named here but in Arrival, which is sealed."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, WorkflowMixin

from people.sealed import EncryptedTextField
from takeover.challenges.enums import Access, ChallengeState
from takeover.models import Host, Season

ENGLAND = ZoneInfo("Europe/London")
YOUNGEST, OLDEST = 4, 17
LARGEST = 500


class ChallengeQuerySet(models.QuerySet["Challenge"]):
    def public(self) -> ChallengeQuerySet:
        """What everybody may see: checked, not called off, and its host is fit today (S23)."""
        return self.filter(live=True, called_off_at__isnull=True, host__in=Host.objects.fit())

    def to_come(self, today: date) -> ChallengeQuerySet:
        """Those that have not ended, the next first."""
        return self.filter(last_date__gte=today).order_by("first_date", "id")


class Challenge(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """One job or decision that children take over, on one day or on days in a row.

    The row's words are what two people checked and everybody sees; what a host writes on waits in its
    newest revision. Places are counted by `places` (Allotment about this row), from `starts_at` to
    `ends_at`. Nothing is live that the gate did not let through (takeover/challenges/gate.py).
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
    called_off_at = models.DateTimeField(null=True, blank=True, editable=False)

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

    def state(self, today: date) -> ChallengeState:
        """Return where the challenge is, the weightiest first."""
        if self.called_off_at is not None:
            return ChallengeState.CALLED_OFF
        if self.refused_at is not None and not self.live:
            return ChallengeState.REFUSED
        if self.live and self.last_date < today:
            return ChallengeState.OVER
        if self.live:
            return ChallengeState.PUBLISHED
        if self.asked_at is not None:
            return ChallengeState.ASKED
        if self.approved_at is not None:
            return ChallengeState.CLOSED
        return ChallengeState.SENT if self.sent_at is not None else ChallengeState.DRAFT


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
