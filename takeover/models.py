"""Seasons, the organisations that host in them, and what was seen of each before children meet it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Revision,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail_localize.fields import SynchronizedField, TranslatableField

from moderation.enums import Check
from people.sealed import EncryptedJSONField, EncryptedTextField
from takeover import gate, proofs
from takeover.enums import DocumentKind, HostKind, HostState, Proof, SuspendedFor


class SeasonQuerySet(models.QuerySet["Season"]):
    def canonical(self) -> SeasonQuerySet:
        """Return each season once: the row in the first language, to which everything is tied."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE)

    def taking_hosts(self, today: date) -> SeasonQuerySet:
        """Return seasons for which an organisation can register today."""
        return self.filter(hosts_from_date__lte=today, hosts_until_date__gte=today)

    def not_over(self, today: date) -> SeasonQuerySet:
        """Return seasons that run or come, the next first."""
        return self.filter(ends_date__gte=today).order_by("starts_date", "id")

    def over(self, today: date) -> SeasonQuerySet:
        """Return the archive, the last first."""
        return self.filter(ends_date__lt=today).order_by("-ends_date", "-id")


class Season(TranslatableMixin, models.Model):
    """One round of takeovers around a national day. Several may run side by side.

    All days are England's and include themselves: sign-up that ends on the 30th is open on the 30th.
    """

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(max_length=60)
    intro = models.TextField(_("what this season is about"), max_length=600, blank=True)
    starts_date = models.DateField(_("first day of takeovers"))
    ends_date = models.DateField(_("last day of takeovers"))
    national_date = models.DateField(_("national day"))
    hosts_from_date = models.DateField(_("hosts can register from"))
    hosts_until_date = models.DateField(_("hosts can register until"))
    children_from_date = models.DateField(_("children can sign up from"))
    children_until_date = models.DateField(_("children can sign up until"))
    target_hosts = models.PositiveIntegerField(_("how many hosts we hope for"), default=0)
    target_children = models.PositiveIntegerField(_("how many children we hope for"), default=0)

    objects = SeasonQuerySet.as_manager()

    translatable_fields = [
        TranslatableField("name"),
        TranslatableField("intro"),
        SynchronizedField("slug", overridable=False),
        SynchronizedField("starts_date", overridable=False),
        SynchronizedField("ends_date", overridable=False),
        SynchronizedField("national_date", overridable=False),
        SynchronizedField("hosts_from_date", overridable=False),
        SynchronizedField("hosts_until_date", overridable=False),
        SynchronizedField("children_from_date", overridable=False),
        SynchronizedField("children_until_date", overridable=False),
        SynchronizedField("target_hosts", overridable=False),
        SynchronizedField("target_children", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["-starts_date", "id"]
        permissions = [("read_figures", "Can read the figures of takeovers")]
        verbose_name = _("season")
        verbose_name_plural = _("seasons")
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="season_slug_once_per_locale"),
            models.CheckConstraint(
                name="season_days_in_order",
                condition=Q(starts_date__lte=F("national_date")) & Q(national_date__lte=F("ends_date")),
                violation_error_message=_("The national day lies between the first and the last day."),
            ),
            models.CheckConstraint(
                name="season_sign_up_in_order",
                condition=Q(hosts_from_date__lte=F("hosts_until_date"))
                & Q(children_from_date__lte=F("children_until_date"))
                & Q(hosts_until_date__lte=F("ends_date"))
                & Q(children_until_date__lte=F("ends_date")),
                violation_error_message=_(
                    "Sign-up opens before it closes, and closes before the season ends."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def takes_hosts(self, today: date) -> bool:
        """Whether an organisation can register today."""
        return self.hosts_from_date <= today <= self.hosts_until_date

    def is_over(self, today: date) -> bool:
        """Whether the season belongs to the archive."""
        return self.ends_date < today


class HostQuerySet(models.QuerySet["Host"]):
    def fit(self) -> HostQuerySet:
        """Hosts that children may meet: approved, and nothing has ended since (S23)."""
        return self.filter(
            live=True,
            approved_at__isnull=False,
            suspended_at__isnull=True,
            refused_at__isnull=True,
            left_at__isnull=True,
        )

    def alive(self) -> HostQuerySet:
        """Hosts that have not left."""
        return self.filter(left_at__isnull=True)


class Host(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, models.Model):
    """An organisation that wants children to take over. Names nobody: people are in its Registration.

    Its revisions hold nothing but its number (design 3): what two people approve is named by a digest
    over the registration's sealed answers and papers. `live` is Wagtail's; the constraint says that
    nothing is live that the gate did not let through.
    """

    decided_at_the_desk = True  # moderation.models.ReviewTask offers no verdict elsewhere

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="hosts")
    name = models.CharField(max_length=160, blank=True)
    plain_name = models.CharField(max_length=200, blank=True, help_text="takeover.names.plain of it.")
    kind = models.CharField(max_length=12, choices=HostKind.choices)
    authority = models.ForeignKey("geography.LocalAuthority", on_delete=models.PROTECT, related_name="+")

    live = models.BooleanField(default=False, editable=False)
    registered_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(editable=False, help_text="What is there now was sent then.")
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_digest = models.CharField(max_length=64, blank=True, editable=False)
    refused_at = models.DateTimeField(null=True, blank=True, editable=False)
    reply = models.ForeignKey(
        "moderation.Reason", null=True, blank=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    suspended_at = models.DateTimeField(null=True, blank=True, editable=False)
    suspended_for = models.CharField(max_length=8, choices=SuspendedFor.choices, blank=True, editable=False)
    left_at = models.DateTimeField(null=True, blank=True, editable=False)

    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="host",
        for_concrete_model=False,
    )
    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="host")

    objects = HostQuerySet.as_manager()

    class Meta:
        default_permissions = ("view", "change")
        verbose_name = _("host")
        verbose_name_plural = _("hosts")
        constraints = [
            models.UniqueConstraint(
                name="host_once_in_its_authority",
                fields=["authority", "plain_name"],
                condition=Q(left_at__isnull=True, refused_at__isnull=True),
            ),
            models.CheckConstraint(
                name="host_live_only_when_approved",
                condition=Q(live=False)
                | (
                    Q(approved_at__isnull=False, left_at__isnull=True, refused_at__isnull=True)
                    & ~Q(approved_digest="")
                ),
            ),
            models.CheckConstraint(
                name="host_suspended_at_and_for",
                condition=(Q(suspended_at__isnull=True) & Q(suspended_for=""))
                | (Q(suspended_at__isnull=False) & ~Q(suspended_for="")),
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"host {self.pk}"

    @property
    def state(self) -> HostState:
        """Return where the host is, the weightiest first."""
        for state, moment in (
            (HostState.LEFT, self.left_at),
            (HostState.REFUSED, self.refused_at),
            (HostState.ASKED, self.asked_at),
            (HostState.SUSPENDED, self.suspended_at),
            (HostState.APPROVED, self.approved_at),
        ):
            if moment is not None:
                return state
        return HostState.WAITING

    @property
    def is_fit(self) -> bool:
        """Whether children may meet it, by this row: what HostQuerySet.fit asks the database."""
        return (
            self.live
            and self.approved_at is not None
            and self.suspended_at is None
            and self.refused_at is None
            and self.left_at is None
        )

    def answers(self) -> dict[str, Any]:
        """Return what the host last sent; nothing once it is erased."""
        registration = getattr(self, "registration", None)
        return registration.sent if registration is not None else {}

    def papers(self) -> list[tuple[str, str]]:
        """Return (kind, SHA-256) of each document the host last sent."""
        registration = getattr(self, "registration", None)
        if registration is None:
            return []
        return [(document.kind, document.sha256) for document in registration.documents.sent()]

    def review_digest(self, check: Check | str) -> str:
        """Return the 64-hex digest of all that both checks look at (S13)."""
        return proofs.whole_digest(self.answers(), self.papers())

    def review_blockers(self, check: Check | str) -> list[str]:
        """Return what must happen, in words for staff, before `check` can be approved."""
        return [str(blocker.label) for blocker in gate.before_approval(self)]

    def serializable_data(self) -> dict[str, Any]:
        """Return what a revision keeps of a host: its number, so that erasing it leaves no copy."""
        return {"pk": self.pk}

    def with_content_json(self, content: dict[str, Any]) -> Host:
        """Return the host as its row is now."""
        return type(self).objects.get(pk=self.pk)

    @transaction.atomic
    def save_revision(self, *args: Any, approved_go_live_at: Any = None, **kwargs: Any) -> Revision:
        """Keep a revision, for the workflow to hang on; never scheduled (F10)."""
        return super().save_revision(*args, approved_go_live_at=None, **kwargs)

    @transaction.atomic
    def publish(self, revision: Revision, user: Any = None, **kwargs: Any) -> None:
        """Let the organisation be a host if the gate says so: the only way (S23). Raises gate.NotFit."""
        gate.open_for(self, user=user)
        super().publish(revision, user=user, **kwargs)
        self.refresh_from_db()


class Registration(models.Model):
    """What one adult said for an organisation; sealed, and deleted whole.

    `answers` are being worked on; `sent` is what was last sent to be checked. The keys are the fields
    of takeover.forms.
    """

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="host_registration"
    )
    host = models.OneToOneField(
        Host, null=True, blank=True, on_delete=models.CASCADE, related_name="registration"
    )
    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=10, default="en")
    answers: models.Field[dict[str, Any], dict[str, Any]] = EncryptedJSONField(default=dict, blank=True)
    sent: models.Field[dict[str, Any], dict[str, Any]] = EncryptedJSONField(default=dict, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    touched_at = models.DateTimeField(auto_now=True, db_index=True)

    def __str__(self) -> str:
        return f"registration {self.pk}"


class DocumentQuerySet(models.QuerySet["Document"]):
    def sent(self) -> DocumentQuerySet:
        """Documents that belong to what was last sent."""
        return self.filter(sent_at__isnull=False, replaced_at__isnull=True).order_by("id")

    def here(self) -> DocumentQuerySet:
        """Documents the host has now: the newest of each kind."""
        return self.filter(replaced_at__isnull=True, dropped_at__isnull=True).order_by("-id")


class Document(models.Model):
    """A host's paper, in private storage under a random key. Its file name is not kept (ADR 0024).

    A new one of a kind waits beside the one that was sent, until it is sent itself.
    """

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="documents")
    kind = models.CharField(max_length=12, choices=DocumentKind.choices)
    key = models.CharField(max_length=120, unique=True)
    ending = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField(auto_now_add=True)
    scanned_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    dropped_at = models.DateTimeField(null=True, blank=True, help_text="Taken away, and not sent so yet.")
    replaced_at = models.DateTimeField(null=True, blank=True, help_text="Its file can go.")

    objects = DocumentQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Tick(models.Model):
    """'Checked by X on date': one person saw one proof, with evidence. Rows are only added (S26)."""

    host = models.ForeignKey(Host, on_delete=models.CASCADE, related_name="ticks")
    proof = models.CharField(max_length=12, choices=Proof.choices)
    digest = models.CharField(max_length=64, help_text="What it was ticked for.")
    evidence = EncryptedTextField(help_text="What was seen, and how.")
    ends_date = models.DateField(help_text="The last day on which it counts.")
    ticked_at = models.DateTimeField(default=timezone.now)
    ticked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        indexes = [models.Index(fields=["host", "proof", "-id"])]

    def __str__(self) -> str:
        return f"{self.proof} {self.pk}"


class AskedOfHost(models.Model):
    """What somebody of ours asks a host about something it sent, and the answer."""

    words = EncryptedTextField()
    answer = EncryptedTextField(blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"question {self.pk}"


class Question(AskedOfHost):
    """A question about the organisation; it goes with the registration."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="questions")
