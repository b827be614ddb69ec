"""Verdicts, the reasons they carry, and the workflow tasks that ask for them."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from wagtail.models import AbstractGroupApprovalTask, TaskState

from moderation.comfort import Comfort, HardMoment, WelfareSettings
from moderation.enums import Check, Verdict
from moderation.remembered import RememberedBand, RememberedFilm, RememberedPicture
from moderation.told import Appeal, PublishedTimes, Report

__all__ = [
    "Appeal",
    "Comfort",
    "Decision",
    "EditorialCheck",
    "HardMoment",
    "PublishedTimes",
    "Reason",
    "RememberedBand",
    "RememberedFilm",
    "RememberedPicture",
    "Report",
    "ReviewState",
    "ReviewTask",
    "SafeguardingCheck",
    "WelfareSettings",
]


class Decision(models.Model):
    """One person's verdict on one exact content, named by its digest (S13). Rows are only added.

    `round` is the workflow state's id: a decision counts only in its round and for the digest it
    was made on. Changed content starts a new round.
    """

    subject_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    subject_id = models.CharField(max_length=64)
    subject = GenericForeignKey("subject_type", "subject_id", for_concrete_model=False)
    round = models.PositiveBigIntegerField()
    check_kind = models.CharField(max_length=16, choices=Check.choices)
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    reason = models.ForeignKey(
        "moderation.Reason", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    note = models.TextField(blank=True, help_text="For staff only; emptied when the film is erased.")
    digest = models.CharField(max_length=64)
    decided_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        default_permissions = ()
        indexes = [models.Index(fields=["subject_type", "subject_id", "round"])]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "round", "decided_by"],
                condition=Q(verdict=Verdict.APPROVE),
                name="nobody_approves_twice_in_a_round",
            ),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "round", "check_kind"],
                condition=Q(verdict=Verdict.APPROVE),
                name="each_check_approved_once_in_a_round",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_kind}: {self.verdict}"


class Reason(models.Model):
    """Why something is refused or sent back: a code, a reply a child can read, a note for staff.

    The rows are code's own (moderation/reasons.csv), set at the end of every `migrate`.
    """

    code = models.SlugField(max_length=40, unique=True)
    verdict = models.CharField(max_length=12, choices=Verdict.choices)
    label = models.CharField(max_length=120)
    reply = models.TextField(help_text="What the child reads. Short, kind, no blame, reading age 9.")
    staff_note = models.TextField(blank=True)
    active = models.BooleanField(default=True)

    class Meta:
        ordering = ["verdict", "label"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.label


class ReviewState(TaskState):
    """A Wagtail task state that moves only when a Decision stands behind the move.

    Wagtail lets any code, and any superuser, approve or reject a task state; this one asks for the
    row that moderation.actions.decide writes in the same transaction.
    """

    class Meta:
        default_permissions = ()

    def approve(self, user: Any = None, update: bool = True, comment: str = "") -> TaskState:
        self.must_be_decided(user, [Verdict.APPROVE])
        return super().approve(user=user, update=update, comment=comment)

    def reject(self, user: Any = None, update: bool = True, comment: str = "") -> TaskState:
        self.must_be_decided(user, [Verdict.REFUSE, Verdict.ASK_CHANGE])
        return super().reject(user=user, update=update, comment=comment)

    def must_be_decided(self, user: Any, verdicts: list[Verdict]) -> None:
        """Raise PermissionDenied unless `user` decided one of `verdicts` on this check in this round."""
        state = self.workflow_state
        decided = Decision.objects.filter(
            subject_type=state.base_content_type_id,
            subject_id=state.object_id,
            round=state.pk,
            check_kind=self.task.specific.check_kind,
            verdict__in=verdicts,
            decided_by=getattr(user, "pk", None),
        )
        if not decided.exists():
            raise PermissionDenied("Only a decision at the review desk moves a review.")


class ReviewTask(AbstractGroupApprovalTask):
    """One check by members of its groups. Being a superuser gives no say; membership does."""

    check_kind: ClassVar[Check]
    task_state_class = ReviewState
    admin_form_widgets = {"groups": forms.CheckboxSelectMultiple}

    class Meta:
        abstract = True

    def user_can_access_editor(self, obj: models.Model, user: Any) -> bool:
        return self._user_in_groups(user)

    def locked_for_user(self, obj: models.Model, user: Any) -> bool:
        return not self._user_in_groups(user)

    def user_can_lock(self, obj: models.Model, user: Any) -> bool:
        return self._user_in_groups(user)

    def user_can_unlock(self, obj: models.Model, user: Any) -> bool:
        return False

    def get_actions(self, obj: models.Model, user: Any) -> list[tuple[str, Any, bool]]:
        """Return the verdicts this person can give now, each with a form of its own."""
        from moderation import queries

        state = obj.current_workflow_task_state  # type: ignore[attr-defined]
        if state is None or state.task_id != self.pk or getattr(obj, "decided_at_the_desk", False):
            return []
        return [
            (verdict.value, verdict.label, True)
            for verdict in Verdict
            if not queries.objections(state, user, verdict)
        ]

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        from moderation.forms import form_for

        return form_for(action, self.check_kind)

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Give a verdict. Raises rules.NotAllowed (a PermissionDenied), whoever asks and however."""
        from moderation import actions

        actions.decide(task_state=task_state.specific, user=user, verdict=action_name, **kwargs)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        if not self._user_in_groups(user):
            return TaskState.objects.none()
        approved_by_user = Decision.objects.filter(
            round=OuterRef("workflow_state_id"), decided_by=user.pk, verdict=Verdict.APPROVE
        )
        return (
            TaskState.objects.filter(task_id=self.pk, status=TaskState.STATUS_IN_PROGRESS)
            .filter(~Exists(approved_by_user))
            .exclude(workflow_state__requested_by=user.pk)
        )

    @classmethod
    def get_description(cls) -> str:
        return "Members of these groups decide; never the same person twice, never whoever sent it in."


class SafeguardingCheck(ReviewTask):
    """The first look, on the preview: is every child in it safe?"""

    check_kind = Check.SAFEGUARDING

    class Meta:
        verbose_name = "safeguarding check"
        default_permissions = ()


class EditorialCheck(ReviewTask):
    """The second look, by somebody else, on the very renditions that will be public."""

    check_kind = Check.EDITORIAL

    class Meta:
        verbose_name = "editorial check"
        default_permissions = ()
