"""What somebody tells us about a film, and a child who asks for a second look: the rows (S14, S15).

Kept apart from the review's own rows; Django finds them through moderation.models.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from moderation.enums import AppealOutcome, ReportOutcome
from moderation.report_reasons import ReportReason
from people.sealed import EncryptedTextField


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> ReportQuerySet:
        return self.filter(closed_at__isnull=True)

    def about(self, subject: models.Model) -> ReportQuerySet:
        kind = ContentType.objects.get_for_model(subject, for_concrete_model=False)
        return self.filter(subject_type=kind, subject_id=str(subject.pk))


class Report(models.Model):
    """Somebody told us about something public, without an account (S14).

    `what` is a list of ReportReason; `words` are sealed at rest and go some days after the outcome;
    `has_words` says whether there are any, since nobody can search what is sealed.
    """

    subject_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    subject_id = models.CharField(max_length=64)
    subject = GenericForeignKey("subject_type", "subject_id", for_concrete_model=False)
    what = models.JSONField(default=list)
    words = EncryptedTextField(blank=True)
    has_words = models.BooleanField(default=False)
    language = models.CharField(max_length=10, default="en")
    form_key = models.CharField(
        max_length=64, unique=True, help_text="Keyed hash of the form; a second press is the first report."
    )
    told_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(db_index=True)
    urgent = models.BooleanField(default=False)
    held_it = models.BooleanField(default=False, help_text="The film was put away until a person has looked.")
    outcome = models.CharField(max_length=12, choices=ReportOutcome.choices, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    digest = models.CharField(
        max_length=64, blank=True, help_text="The content that was looked at when it was closed."
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        default_permissions = ("view",)
        indexes = [models.Index(fields=["subject_type", "subject_id"])]
        constraints = [
            models.CheckConstraint(
                name="report_closed_at_and_outcome",
                condition=(Q(closed_at__isnull=True) & Q(outcome=""))
                | (Q(closed_at__isnull=False) & ~Q(outcome="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{_('report')} {self.pk}"

    @property
    def reasons(self) -> list[str]:
        """What was ticked, in words."""
        return [str(ReportReason(code).label) for code in self.what if code in ReportReason.values]

    @property
    def is_late(self) -> bool:
        return self.closed_at is None and self.due_at <= timezone.now()


class AppealQuerySet(models.QuerySet["Appeal"]):
    def open(self) -> AppealQuerySet:
        return self.filter(decided_at__isnull=True)

    def about(self, subject: models.Model) -> AppealQuerySet:
        kind = ContentType.objects.get_for_model(subject, for_concrete_model=False)
        return self.filter(subject_type=kind, subject_id=str(subject.pk))


class Appeal(models.Model):
    """A child asks that somebody else looks at a refusal; once for each refusal, and with no words (S15)."""

    subject_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    subject_id = models.CharField(max_length=64)
    subject = GenericForeignKey("subject_type", "subject_id", for_concrete_model=False)
    refusal = models.OneToOneField("moderation.Decision", on_delete=models.PROTECT, related_name="appeal")
    asked_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(db_index=True)
    outcome = models.CharField(max_length=12, choices=AppealOutcome.choices, blank=True)
    reason = models.ForeignKey(
        "moderation.Reason", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = _("appeal")
        verbose_name_plural = _("appeals")
        default_permissions = ("view",)
        indexes = [models.Index(fields=["subject_type", "subject_id"])]
        constraints = [
            models.CheckConstraint(
                name="appeal_decided_at_and_outcome",
                condition=(Q(decided_at__isnull=True) & Q(outcome=""))
                | (Q(decided_at__isnull=False) & ~Q(outcome="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{_('appeal')} {self.pk}"

    @property
    def is_late(self) -> bool:
        return self.decided_at is None and self.due_at <= timezone.now()


@register_setting(icon="time", order=60)
class PublishedTimes(BaseGenericSetting):
    """How soon people look: what the pages promise and what the desk is measured by (S14, S15)."""

    report_days = models.PositiveSmallIntegerField(
        _("working days until somebody has looked at a report"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
    )
    urgent_hours = models.PositiveSmallIntegerField(
        _("working hours until somebody has looked at an urgent report"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(8)],
        help_text=_("Somebody is in a film who did not say yes, a place can be found, or the law."),
    )
    appeal_days = models.PositiveSmallIntegerField(
        _("working days until somebody else has looked at a refused film"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(20)],
    )

    class Meta:
        verbose_name = _("Published times")
        default_permissions = ("change",)
