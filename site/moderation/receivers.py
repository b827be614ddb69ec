"""After `migrate`, and whenever Wagtail says that a task has been approved or rejected."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import TaskState
from wagtail.signals import task_approved, task_rejected

from accounts.signals import groups_set
from moderation import set_up
from moderation.enums import Verdict
from moderation.models import ReviewState


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
