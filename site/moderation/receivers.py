"""After `migrate`, and whenever Wagtail says that a task has been approved or rejected."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import TaskState
from wagtail.signals import task_approved, task_rejected

from accounts.signals import groups_set
from moderation import set_up, welfare
from moderation.enums import Hard, Verdict
from moderation.models import Decision, ReviewState
from moderation.signals import deciding


@receiver(groups_set)
def set_up_reviews(**kwargs: Any) -> None:
    set_up.put_in_place()


@receiver(task_approved)
def approved_only_by_decision(instance: TaskState, user: Any, **kwargs: Any) -> None:
    """Undo an approval nobody decided: Wagtail sends this inside the transaction that moved the state.

    ReviewState asks before it moves; a state read as Wagtail's plain TaskState is caught here.
    """
    if isinstance(instance, ReviewState):
        instance.must_be_decided(user, [Verdict.APPROVE])


@receiver(task_rejected)
def rejected_only_by_decision(instance: TaskState, user: Any, **kwargs: Any) -> None:
    if isinstance(instance, ReviewState):
        instance.must_be_decided(user, [Verdict.REFUSE, Verdict.ASK_CHANGE])


@receiver(deciding, dispatch_uid="count-hard-material")
def count_hard_material(decision: Decision, user: Any, **kwargs: Any) -> None:
    """Whoever refuses or holds for a hard reason has seen hard material; nobody has to say so."""
    if decision.reason is not None and decision.reason.code in welfare.HARD_REASONS:
        welfare.note(user=user, why=Hard.REFUSED)
