"""A second look at a refusal, by somebody who did not refuse (S15; docs/adr/0097)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from moderation import actions, promises, queries, signals
from moderation.enums import AppealOutcome, Check, Unfit, Verdict
from moderation.models import Appeal, Decision, Reason
from moderation.permissions import may_settle
from moderation.reports import NotFit
from safeguarding import audit
from safeguarding.models import AuditEntry


class NothingToAppeal(Exception):
    """The thing was not refused by a person, or this refusal has had its second look."""


def refusal(subject: Model) -> Decision | None:
    """Return the newest refusal of `subject` by a person, None if nobody refused it."""
    return queries.decisions(subject).filter(verdict=Verdict.REFUSE).last()


def latest(subject: Model) -> Appeal | None:
    """Return the appeal against the newest refusal of `subject`."""
    said_no = refusal(subject)
    return Appeal.objects.filter(refusal=said_no).first() if said_no is not None else None


@transaction.atomic
def ask(*, subject: Model, by: str) -> Appeal:
    """Ask for a second look; asking twice is the first one (F8). Raises NothingToAppeal."""
    subject = queries.lock(subject)
    said_no = refusal(subject)
    if said_no is None:
        raise NothingToAppeal
    now = timezone.now()
    appeal, is_new = Appeal.objects.get_or_create(
        refusal=said_no,
        defaults={
            "subject": subject,
            "due_at": promises.working_days(promises.times().appeal_days, start=now),
        },
    )
    if appeal.decided_at is not None:
        raise NothingToAppeal
    if is_new:
        audit.record(by=by, act="appeal.asked", subject=appeal, about=audit.reference(subject))
    return appeal


@transaction.atomic
def begin_again(*, appeal: Appeal, user: Any) -> None:
    """The refusal was not right: two people look afresh, and nobody who refused is one of them.

    Raises reports.NotFit.
    """
    subject = _decide(appeal, AppealOutcome.AGAIN, user=user)
    signals.reconsidered.send(sender=Appeal, appeal=appeal, subject=subject, by=audit.actor(user))
    actions.review_again(subject=subject, by=audit.actor(user))


@transaction.atomic
def stay(*, appeal: Appeal, reason: Reason, user: Any) -> None:
    """The answer stays no, with a reply of its own. Raises reports.NotFit."""
    subject = _decide(appeal, AppealOutcome.STAYS, user=user, reason=reason)
    signals.stayed.send(sender=Appeal, appeal=appeal, subject=subject, by=audit.actor(user))


@transaction.atomic
def subject_gone(*, subject: Model, by: str) -> None:
    """Nobody needs to look any more: the thing was taken back."""
    for appeal in Appeal.objects.open().about(subject):
        if (
            Appeal.objects.open()
            .filter(pk=appeal.pk)
            .update(outcome=AppealOutcome.STAYS, decided_at=timezone.now())
        ):
            audit.record(by=by, act="appeal.ended", subject=appeal)


def objections(appeal: Appeal, user: Any) -> list[Unfit]:
    """Return everything that keeps `user` from deciding on `appeal`."""
    found = []
    if not may_settle(user, "view_appeal"):
        found.append(Unfit.NOT_A_MEMBER)
    if appeal.decided_at is not None or appeal.subject is None:
        found.append(Unfit.SETTLED)
        return found
    if user.pk in queries.refusers(appeal.subject):
        found.append(Unfit.REFUSED_IT)
    if not _has_watched(appeal.subject, user):
        found.append(Unfit.NOT_SEEN)
    return found


def _has_watched(subject: Any, user: Any) -> bool:
    """Whether `user` watched what was refused, as the preview or as what would have been public (S22)."""
    submitted = queries.as_submitted(subject)
    return AuditEntry.objects.filter(
        subject=audit.reference(subject),
        actor=audit.actor(user),
        act=f"{subject._meta.model_name}.{queries.SEEN}",
        facts__digest__in=[submitted.review_digest(check) for check in Check],
    ).exists()


def _decide(appeal: Appeal, outcome: AppealOutcome, *, user: Any, reason: Reason | None = None) -> Any:
    subject = queries.lock(appeal.subject)
    appeal = Appeal.objects.get(pk=appeal.pk)
    why_not = objections(appeal, user)
    if why_not:
        raise NotFit(why_not)
    Appeal.objects.filter(pk=appeal.pk).update(
        outcome=outcome, decided_at=timezone.now(), decided_by=user, reason=reason
    )
    audit.record(
        by=audit.actor(user),
        act="appeal.decided",
        subject=appeal,
        outcome=outcome.value,
        reason=reason.code if reason is not None else "",
    )
    return subject
