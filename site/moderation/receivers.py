"""After `migrate`, and whenever Wagtail says that a task has been approved or rejected."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import TaskState
from wagtail.signals import published, task_approved, task_rejected

from accounts.signals import groups_set
from moderation import public_copies, set_up, welfare
from moderation.enums import Hard, Verdict
from moderation.models import Decision, ReviewState
from moderation.public_copies import WithPublicCopy
from moderation.reviewed import Reviewed
from moderation.signals import deciding
from safeguarding.signals import held, lifted


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


@receiver(deciding, dispatch_uid="reviewed-deciding")
def follow_decision(decision: Decision, subject: Any, **kwargs: Any) -> None:
    """Let the facts of what is reviewed change together with the verdict."""
    moments = {Verdict.REFUSE: "refused_at", Verdict.ASK_CHANGE: "asked_at"}
    if isinstance(subject, Reviewed) and decision.verdict in moments:
        changed = {moments[Verdict(decision.verdict)]: timezone.now(), "reply": decision.reason}
        type(subject)._base_manager.filter(pk=subject.pk).update(**changed)


@receiver(held, dispatch_uid="reviewed-held")
def hide_held(subject: Any, **kwargs: Any) -> None:
    """A hold hides it in the same transaction."""
    if isinstance(subject, Reviewed):
        type(subject)._base_manager.filter(pk=subject.pk).update(held_at=timezone.now())
        subject.stop()


@receiver(lifted, dispatch_uid="reviewed-lifted")
def show_lifted(subject: Any, **kwargs: Any) -> None:
    """What is held no more goes on where it was."""
    if isinstance(subject, Reviewed):
        type(subject)._base_manager.filter(pk=subject.pk).update(held_at=None)


@receiver(published, dispatch_uid="copy-approved")
def show_approved(instance: Any, **kwargs: Any) -> None:
    """Two people approved it: its public copy is made after the commit."""
    if isinstance(instance, WithPublicCopy):
        transaction.on_commit(lambda: public_copies.put_right(instance), robust=True)


@receiver(held, dispatch_uid="copy-held")
@receiver(lifted, dispatch_uid="copy-lifted")
def follow_hold(subject: Any, **kwargs: Any) -> None:
    """Held: its public copy goes. Held no more: it comes back under another address."""
    if isinstance(subject, WithPublicCopy):
        transaction.on_commit(lambda: public_copies.put_right(subject), robust=True)
