"""Reads across decisions, Wagtail's workflow states and the audit trail.

A reviewed model is any with Wagtail's WorkflowMixin that offers

    review_digest(check) -> str           64 hex digits over what that check looks at
    review_blockers(check) -> list[str]   what must be there before the check can be approved
    review_address() -> str               where reviewers look at it

and, if people in it are counted otherwise than by the ledger of consent,

    people_seen() -> int | None           how many the first check has to see
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from consent import queries as consent
from moderation import rules
from moderation.enums import Check, Objection, Verdict
from moderation.models import Decision, ReviewTask
from safeguarding import audit
from safeguarding.models import AuditEntry
from safeguarding.permissions import LEADS

CLAIM_LASTS = timedelta(hours=2)
SEEN = "seen"


@dataclass(frozen=True)
class Clearance:
    """What the approvals of the current round amount to.

    `digest` is the content they were given for, and empty when an earlier approval was for
    something else; whoever publishes compares it with what would be shown.
    """

    digest: str = ""
    by: set[int] = field(default_factory=set)
    complete: bool = False


def clearance(subject: Any) -> Clearance:
    """Return how far `subject`, as it is in memory, has been approved (S13)."""
    state = current_round(subject)
    if state is None:
        return Clearance()
    given = approvals(state)
    digests = {check: subject.review_digest(check) for check in Check}
    last = next((approval for approval in given if approval.check == rules.ORDER[-1]), None)
    return Clearance(
        digest=last.digest if last is not None and not rules.stale(given, digests) else "",
        by={approval.by for approval in given},
        complete=rules.complete(
            given,
            started_by=state.requested_by_id,
            barred=consent.entered_by(subject),
            lead_needed=consent.needs_a_lead(subject),
        ),
    )


def current_round(subject: Any) -> WorkflowState | None:
    """Return the newest workflow state of `subject` if its approvals still count.

    One that was cancelled, or waits for a change, counts for nothing.
    """
    newest = WorkflowState.objects.for_instance(subject).order_by("-pk").first()
    if newest is None or newest.status not in (
        WorkflowState.STATUS_IN_PROGRESS,
        WorkflowState.STATUS_APPROVED,
    ):
        return None
    return newest


def approvals(state: WorkflowState) -> tuple[rules.Approval, ...]:
    """Return the approvals of one round, none if somebody refused or asked for a change in it."""
    given = list(
        Decision.objects.filter(
            subject_type=state.base_content_type_id, subject_id=state.object_id, round=state.pk
        ).order_by("pk")
    )
    if any(decision.verdict in (Verdict.REFUSE, Verdict.ASK_CHANGE) for decision in given):
        return ()
    leads = set(get_user_model().objects.filter(groups__name=LEADS).values_list("pk", flat=True))
    return tuple(
        rules.Approval(
            Check(decision.check_kind),
            decision.decided_by_id,
            decision.digest,
            decision.decided_by_id in leads,
        )
        for decision in given
        if decision.verdict == Verdict.APPROVE
    )


def lock(subject: Any) -> Any:
    """Return `subject` read again, its row locked: taken first by whoever also writes rows about it, so
    that a withdrawal, which locks in this order too, never waits for somebody who waits for it."""
    return type(subject)._base_manager.select_for_update().get(pk=subject.pk)


def refusers(subject: Model) -> set[int]:
    """Return everybody who ever refused `subject`: they take no part in its second look (S15)."""
    refusals = decisions(subject).filter(verdict=Verdict.REFUSE)
    return set(refusals.values_list("decided_by_id", flat=True))


def as_submitted(subject: Any) -> Any:
    """Return `subject` with the words of its newest revision: what a finished review publishes."""
    revision = subject.latest_revision
    return revision.as_object() if revision is not None else subject


def situation(state: TaskState, user: Any, *, subject: Any = None) -> rules.Situation:
    """Gather what moderation.rules needs to know. `subject` as submitted spares a read."""
    round_ = state.workflow_state
    subject = as_submitted(round_.content_object) if subject is None else subject
    task: ReviewTask = state.task.specific
    check = task.check_kind
    digests = {each: subject.review_digest(each) for each in Check}
    return rules.Situation(
        check=check,
        user_id=user.pk,
        active=bool(user.is_active),
        groups=frozenset(user.groups.values_list("pk", flat=True)),
        check_groups=frozenset(task.groups.values_list("pk", flat=True)),
        started_by=round_.requested_by_id,
        waiting=(
            state.status == TaskState.STATUS_IN_PROGRESS
            and round_.status == WorkflowState.STATUS_IN_PROGRESS
            and round_.current_task_state_id == state.pk
        ),
        seen=has_seen(subject, user, digests[check]),
        claimed_by=claimed_by(subject),
        approvals=approvals(round_),
        refusers=frozenset(refusers(subject)),
        digests=digests,
        blockers=tuple(str(blocker) for blocker in subject.review_blockers(check)),
        is_lead=user.groups.filter(name=LEADS).exists(),
        lead_needed=consent.needs_a_lead(subject),
        entered_a_paper=user.pk in consent.entered_by(subject),
        people=subject.people_seen() if hasattr(subject, "people_seen") else consent.in_frame(subject),
    )


def objections(state: TaskState, user: Any, verdict: Verdict | str) -> list[Objection]:
    """Return why `user` cannot give `verdict` on this task state now."""
    return rules.objections(Verdict(verdict), situation(state, user), reason_verdict="", people=rules.LATER)


def has_seen(subject: Any, user: Any, digest: str) -> bool:
    """Whether the trail shows that `user` watched this exact content (S22)."""
    return AuditEntry.objects.filter(
        subject=audit.reference(subject),
        actor=audit.actor(user),
        act=f"{subject._meta.model_name}.{SEEN}",
        facts__digest=digest,
    ).exists()


def claimed_by(subject: Any) -> int | None:
    """Return who is looking at `subject` now: Wagtail's lock, which a desk's claim is, for two hours."""
    if not getattr(subject, "locked", False) or subject.locked_at is None:
        return None
    if timezone.now() - subject.locked_at > CLAIM_LASTS:
        return None
    return subject.locked_by_id


def decisions(subject: Model) -> QuerySet[Decision]:
    """Return every decision ever made on `subject`, oldest first."""
    kind = ContentType.objects.get_for_model(subject, for_concrete_model=False)
    return (
        Decision.objects.filter(subject_type=kind, subject_id=str(subject.pk))
        .select_related("decided_by", "reason")
        .order_by("pk")
    )
