"""Giving a verdict, and starting a review (again)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from moderation import queries, rules, signals
from moderation.enums import Objection, Verdict
from moderation.models import Decision, Reason
from safeguarding import actions as safeguarding
from safeguarding import audit


class NoWorkflow(RuntimeError):
    """No review workflow is assigned to the model: run `manage.py migrate`."""


@transaction.atomic
def decide(
    *,
    task_state: TaskState,
    user: Any,
    verdict: Verdict | str,
    reason: str = "",
    note: str = "",
    comment: str = "",
    people: int | None = None,
) -> Decision | None:
    """Give `user`'s verdict on the check `task_state` asks for; `reason` is a Reason's code.

    `people` is how many they saw or heard, which approving the first check needs (S19).

    The verdict is bound to the exact content that is there under the lock (S13). Returns None,
    having started the review anew, when an earlier approval of this round was for other content
    (F13). The second approval publishes; if the gate says no, nothing of it happened.

    Raises rules.NotAllowed, and whatever the subject's own `publish` raises.
    """
    verdict = Verdict(verdict)
    round_ = WorkflowState.objects.filter(pk=task_state.workflow_state_id).first()
    subject = _locked(round_.content_object) if round_ is not None and round_.content_object else None
    # Read again under the lock: a withdrawal takes the whole round away.
    row = TaskState.objects.select_related("workflow_state").filter(pk=task_state.pk).first()
    if subject is None or row is None:
        raise rules.NotAllowed([Objection.NOT_WAITING])
    state = row.specific
    round_ = state.workflow_state
    submitted = queries.as_submitted(subject)
    now = queries.situation(state, user, subject=submitted)
    chosen = Reason.objects.filter(code=reason, active=True).first() if reason else None
    why_not = rules.objections(verdict, now, reason_verdict=chosen.verdict if chosen else None, people=people)
    if why_not:
        raise rules.NotAllowed(why_not, now.blockers if Objection.BLOCKED in why_not else ())
    if verdict == Verdict.APPROVE and rules.stale(now.approvals, now.digests):
        review_again(subject=subject, by=audit.actor(user))
        return None

    decision = Decision.objects.create(
        subject_type=round_.base_content_type,
        subject_id=round_.object_id,
        round=round_.pk,
        check_kind=now.check,
        verdict=verdict,
        reason=chosen,
        note=(note or comment).strip(),
        digest=now.digests[now.check],
        decided_by=user,
    )
    audit.record(
        by=audit.actor(user),
        act=f"{subject._meta.model_name}.{_PAST[verdict]}",
        subject=subject,
        check=now.check.value,
        round=round_.pk,
        reason=chosen.code if chosen else "",
        digest=decision.digest,
        people=people,
    )
    _release(subject)
    signals.deciding.send(sender=Decision, decision=decision, subject=subject, user=user)
    said = chosen.label if chosen else ""  # the note stays here: Wagtail's log outlives the subject
    match verdict:
        case Verdict.APPROVE:
            state.approve(user=user, comment=said)
        case Verdict.ASK_CHANGE:
            state.reject(user=user, comment=said)
        case Verdict.REFUSE:
            state.reject(user=user, comment=said)
            WorkflowState.objects.get(pk=round_.pk).cancel(user=user)
        case Verdict.HOLD:
            safeguarding.hold(
                subject=subject, reason=chosen.code if chosen else "reviewer", by=audit.actor(user), user=user
            )
    transaction.on_commit(
        lambda: signals.decided.send_robust(sender=Decision, decision=decision, subject=subject, user=user)
    )
    return decision


@transaction.atomic
def start_review(*, subject: Any, by: str, user: Any = None) -> WorkflowState:
    """Make sure that `subject` is being reviewed as it is now; return its round.

    A running round without approvals goes on; one with approvals for other content, or one that
    waits for a change, ends and a new one begins. `user` (None for the machine or a child) is the
    starter, who approves nothing in that round.

    Raises NoWorkflow.
    """
    subject = _locked(subject)
    running = WorkflowState.objects.for_instance(subject).active().order_by("-pk").first()
    if running is not None and running.status == WorkflowState.STATUS_IN_PROGRESS:
        submitted = queries.as_submitted(subject)
        digests = {check: submitted.review_digest(check) for check in rules.ORDER}
        if not rules.stale(queries.approvals(running), digests):
            return running
    return _begin(subject, running, by=by, user=user)


@transaction.atomic
def review_again(*, subject: Any, by: str) -> WorkflowState:
    """End the running round, if any, and begin a new one: the content is not what it was (F13)."""
    subject = _locked(subject)
    running = WorkflowState.objects.for_instance(subject).active().order_by("-pk").first()
    return _begin(subject, running, by=by, user=None)


@transaction.atomic
def void_if_changed(*, subject: Any, by: str) -> bool:
    """Begin the review anew if an approval of the running round was for other content; say so."""
    subject = _locked(subject)
    running = (
        WorkflowState.objects.for_instance(subject).filter(status=WorkflowState.STATUS_IN_PROGRESS).first()
    )
    if running is None:
        return False
    submitted = queries.as_submitted(subject)
    digests = {check: submitted.review_digest(check) for check in rules.ORDER}
    if not rules.stale(queries.approvals(running), digests):
        return False
    _begin(subject, running, by=by, user=None)
    return True


@transaction.atomic
def end_review(*, subject: Any, by: str, user: Any = None) -> bool:
    """End the running round without a verdict (the subject was withdrawn); say whether there was one."""
    running = WorkflowState.objects.for_instance(subject).active().order_by("-pk").first()
    if running is None:
        return False
    running.cancel(user=user)
    audit.record(by=by, act=f"{subject._meta.model_name}.review_ended", subject=subject, round=running.pk)
    return True


@transaction.atomic
def claim(*, subject: Any, user: Any) -> None:
    """Take `subject` to look at; others see whose it is. Raises rules.NotAllowed if it is taken."""
    subject = _locked(subject)
    holder = queries.claimed_by(subject)
    if holder not in (None, user.pk):
        raise rules.NotAllowed([Objection.CLAIMED])
    subject.locked, subject.locked_by, subject.locked_at = True, user, timezone.now()
    subject.save(update_fields=["locked", "locked_by", "locked_at"])
    audit.record(by=audit.actor(user), act=f"{subject._meta.model_name}.claimed", subject=subject)


@transaction.atomic
def release(*, subject: Any, user: Any) -> None:
    """Put `subject` back for others. Raises rules.NotAllowed when it is somebody else's."""
    subject = _locked(subject)
    if queries.claimed_by(subject) not in (None, user.pk):
        raise rules.NotAllowed([Objection.CLAIMED])
    _release(subject)


def note_seen(*, subject: Any, user: Any, digest: str, what: str) -> None:
    """Put on record that `user` watched `what` (a rendition's name) of this content (S22)."""
    audit.record(
        by=audit.actor(user),
        act=f"{subject._meta.model_name}.{queries.SEEN}",
        subject=subject,
        digest=digest,
        what=what,
    )


@transaction.atomic
def erase_notes(*, subject: Model, by: str) -> int:
    """Empty what staff wrote about an erased subject; the verdicts stay. Returns how many."""
    count = queries.decisions(subject).exclude(note="").update(note="")
    if count:
        audit.record(by=by, act=f"{subject._meta.model_name}.notes_erased", subject=subject, count=count)
    return count


_PAST = {
    Verdict.APPROVE: "approved",
    Verdict.REFUSE: "refused",
    Verdict.ASK_CHANGE: "change_asked",
    Verdict.HOLD: "hold_asked",
}


def _locked(subject: Any) -> Any:
    """Read `subject` again, its row locked, so that two who write it see one another's work."""
    return type(subject)._base_manager.select_for_update().get(pk=subject.pk)


def _begin(subject: Any, running: WorkflowState | None, *, by: str, user: Any) -> WorkflowState:
    workflow = subject.get_workflow()
    if workflow is None:
        raise NoWorkflow(f"{subject._meta.label} has no review workflow.")
    if running is not None:
        running.cancel(user=user)
    if subject.latest_revision is None:
        subject.save_revision(user=user, log_action=False)
    state = workflow.start(subject, user)
    audit.record(
        by=by,
        act=f"{subject._meta.model_name}.review_started",
        subject=subject,
        round=state.pk,
        ended=running.pk if running is not None else 0,
    )
    if running is not None:
        signals.restarted.send(sender=WorkflowState, subject=subject, by=by)
    return state


def _release(subject: Any) -> None:
    if not getattr(subject, "locked", False):
        return
    subject.locked, subject.locked_by, subject.locked_at = False, None, None
    subject.save(update_fields=["locked", "locked_by", "locked_at"])
