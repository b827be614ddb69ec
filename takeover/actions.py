"""What hosts do, and what is done about them: one verb a function."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.permissions import policy_registry

from accounts import guests
from accounts.models import User
from moderation import actions as moderation
from moderation.enums import Verdict
from moderation.leaving import forget_copies
from outbox.actions import cancel_for
from safeguarding import audit
from safeguarding.permissions import LEADS
from safeguarding.queries import erasure_frozen
from takeover import documents, emails, gate, names, queries, signals
from takeover.answers import must_be_whole
from takeover.enums import Blocker, HostState, Proof, SuspendedFor
from takeover.models import Document, Host, Question, Registration, Tick


class SameName(Exception):
    """Another host has this name in this authority already."""


class NotOpen(Exception):
    """No season takes hosts today."""


class StillAsked(Exception):
    """A question of ours has no answer yet."""


@transaction.atomic
def begin(*, owner: User, language: str) -> Registration:
    """Begin a registration, or return the one there is. Raises NotOpen."""
    if found := queries.registration_of(owner):
        return found
    season = queries.open_season({}, timezone.localdate())
    if season is None:
        raise NotOpen
    return Registration.objects.get_or_create(owner=owner, defaults={"season": season, "language": language})[
        0
    ]


@transaction.atomic
def keep(*, registration: Registration, answers: Mapping[str, Any], language: str) -> None:
    """Add answers to what is being worked on. What was sent stays what it was."""
    row = Registration.objects.select_for_update().get(pk=registration.pk)
    row.answers = {**row.answers, **answers}
    row.language = language
    row.save(update_fields=["answers", "language", "touched_at"])
    registration.answers, registration.language = row.answers, language


@transaction.atomic
def send(*, registration: Registration, by: str) -> Host:
    """Send everything to be checked: the first time, and whenever something changed.

    What was checked and approved before still holds meanwhile (ADR 0121). Raises answers.AnswersMissing,
    SameName, StillAsked, and NotOpen for a first time outside every season's sign-up.
    """
    row = Registration.objects.select_for_update().get(pk=registration.pk)
    must_be_whole(row.answers)
    host = Host.objects.select_for_update().get(pk=row.host_id) if row.host_id else None
    if queries.twin(row.answers, but=host) is not None:
        raise SameName
    if row.questions.filter(answered_at__isnull=True).exists():
        raise StillAsked
    if host is not None and not host.asked_at and not host.refused_at and not queries.changed_since_sent(row):
        return host
    try:
        with transaction.atomic():
            host = _create(row) if host is None else _update(host, row)
    except IntegrityError as error:
        raise SameName from error
    row.host, row.sent = host, row.answers
    row.save(update_fields=["host", "sent", "touched_at"])
    _send_papers(row)
    host = Host.objects.get(pk=host.pk)
    audit.record(by=by, act="host.sent", subject=host, digest=host.review_digest("safeguarding"))
    moderation.start_review(subject=host, by=by)
    emails.received(host)
    return host


@transaction.atomic
def drop_paper(*, document: Document, by: str) -> None:
    """Take a paper away: at once if it was never sent, else with the next sending."""
    now = timezone.now()
    rows = Document.objects.filter(pk=document.pk, replaced_at__isnull=True)
    if document.sent_at is None:
        rows.update(replaced_at=now)
    else:
        rows.filter(dropped_at__isnull=True).update(dropped_at=now)


@transaction.atomic
def tick(*, host: Host, proof: Proof, evidence: str, ends_date: date, user: User) -> Tick:
    """Put on record that `user` saw `proof` today, with `evidence`; it counts up to `ends_date` (S26).

    Raises PermissionDenied for whoever may not change hosts, ValueError without evidence or with a
    day that is over.
    """
    if not may_check(user):
        raise PermissionDenied
    if not evidence.strip() or ends_date < timezone.localdate():
        raise ValueError("A tick needs evidence, and a day that has not passed.")
    row = Host.objects.select_for_update().get(pk=host.pk)
    standing = next(one for one in gate.standings(row) if one.proof == proof)
    made = Tick.objects.create(
        host=row, proof=proof, digest=standing.digest, evidence=evidence, ends_date=ends_date, ticked_by=user
    )
    audit.record(
        by=audit.actor(user),
        act="host.ticked",
        subject=row,
        proof=Proof(proof).value,
        digest=made.digest,
        ends=ends_date.isoformat(),
    )
    _resume_if_good(row, by=audit.actor(user))
    return made


@transaction.atomic
def ask(*, host: Host, words: str, reason: str, user: User) -> Question:
    """Ask the host something: its review waits for the answer. Raises moderation's NotAllowed."""
    registration = Registration.objects.get(host=host)
    question = Question.objects.create(registration=registration, words=words, asked_by=user)
    state = host.current_workflow_task_state
    if state is None:
        raise PermissionDenied("This check is over.")
    moderation.decide(task_state=state, user=user, verdict=Verdict.ASK_CHANGE, reason=reason)
    return question


@transaction.atomic
def answer(*, question: Question, words: str, by: str) -> None:
    """Keep the host's answer; the host may better it until it is sent."""
    Question.objects.filter(pk=question.pk).update(answer=words, answered_at=timezone.now())
    if question.registration.host is not None:
        audit.record(by=by, act="host.answered", subject=question.registration.host, question=question.pk)


def mark_asked(*, host: Host) -> None:
    """Follow the verdict in its transaction: the host has something to answer."""
    Host.objects.filter(pk=host.pk).update(asked_at=timezone.now())
    emails.asked(host)


def mark_refused(*, host: Host, reason: Any) -> None:
    """Follow the verdict in its transaction: the organisation is no host (any more)."""
    Host.objects.filter(pk=host.pk).update(
        refused_at=timezone.now(), reply=reason, asked_at=None, **_NOT_APPROVED
    )
    signals.stopped.send(sender=Host, host=host, why=HostState.REFUSED)
    emails.refused(host)


@transaction.atomic
def suspend(*, host: Host, reason: SuspendedFor, by: str, user: User | None = None) -> bool:
    """Put an approved host out of children's sight until somebody, or a new proof, resumes it.

    For STAFF a safeguarding lead asks (`user`); raises PermissionDenied for anybody else. Returns
    whether anything changed; what time ended does not soften what a lead decided.
    """
    if reason == SuspendedFor.STAFF and not _is_lead(user):
        raise PermissionDenied
    rows = queries.approved_hosts().filter(pk=host.pk).exclude(suspended_for=SuspendedFor.STAFF)
    if reason == SuspendedFor.ENDED:
        rows = rows.filter(suspended_at__isnull=True)
    if not rows.update(suspended_at=timezone.now(), suspended_for=reason):
        return False
    audit.record(by=by, act="host.suspended", subject=host, reason=reason.value)
    signals.stopped.send(sender=Host, host=host, why=HostState.SUSPENDED)
    emails.suspended(host)
    return True


@transaction.atomic
def resume(*, host: Host, by: str, user: User) -> bool:
    """End a lead's suspension. Raises PermissionDenied, and gate.NotFit while a proof has ended."""
    if not _is_lead(user):
        raise PermissionDenied
    row = Host.objects.select_for_update().get(pk=host.pk)
    if gate.ended(row):
        raise gate.NotFit([Blocker.NOT_CHECKED])
    return _resume(row, by=by)


@transaction.atomic
def resume_if_good(*, host: Host, by: str) -> bool:
    """End a suspension that time brought, if everything that had ended has been seen anew."""
    return _resume_if_good(Host.objects.select_for_update().get(pk=host.pk), by=by)


@transaction.atomic
def leave(*, registration: Registration, by: str) -> bool:
    """The organisation leaves, or its time is up: out of sight now, its words and papers deleted.

    True for the one caller that did it; a later call deletes what was held until then.
    """
    host = registration.host
    if host is None:
        here = Registration.objects.select_for_update().filter(pk=registration.pk, host__isnull=True)
        return here.exists() and erase(registration=registration)
    signals.leaving.send(sender=Host, host=host)
    rows = Host.objects.filter(pk=host.pk, left_at__isnull=True)
    new = bool(rows.update(left_at=timezone.now(), asked_at=None, **_NOT_APPROVED))
    if new:
        moderation.end_review(subject=host, by=by)
        audit.record(by=by, act="host.left", subject=host)
        signals.stopped.send(sender=Host, host=host, why=HostState.LEFT)
    cancel_for(audit.reference(host))
    erase(registration=registration)
    return new


@transaction.atomic
def erase(*, registration: Registration) -> bool:
    """Delete what was said, the papers, and the account; a nameless host with its ticks' days stays.

    Returns False, with nothing deleted, while somebody holds the host. A file that cannot be deleted
    now fails the whole, and the sweep comes back.
    """
    host = registration.host
    if host is not None and erasure_frozen(host):
        return False
    for document in registration.documents.all():
        documents.remove_file(document)
    owner = registration.owner
    cancel_for(audit.reference(registration))
    Registration.objects.filter(pk=registration.pk).delete()
    if host is not None:
        host.ticks.update(evidence="")
        moderation.erase_notes(subject=host, by=audit.SYSTEM)
        forget_copies(host)
        Host.objects.filter(pk=host.pk).update(name="", plain_name="")
        audit.record(by=audit.SYSTEM, act="host.erased", subject=host)
        signals.erased.send(sender=Host, host=host)
    guests.forget(owner)  # unless another room needs them: a host may lead a group too
    return True


def may_check(user: Any) -> bool:
    """Whether `user` checks hosts: by group, superusers like everybody else (ADR 0042)."""
    return policy_registry.get_by_type(Host).user_has_permission(user, "change")


_NOT_APPROVED: dict[str, Any] = {
    "live": False,
    "live_revision": None,
    "approved_at": None,
    "approved_digest": "",
    "suspended_at": None,
    "suspended_for": "",
}


def _is_lead(user: User | None) -> bool:
    return user is not None and user.groups.filter(name=LEADS).exists()


def _facts(row: Registration) -> dict[str, Any]:
    name = queries.whole_name(row.answers)
    return {
        "name": name,
        "plain_name": names.plain(name),
        "kind": row.answers["kind"],
        "authority_id": row.answers["authority"],
        "sent_at": timezone.now(),
    }


def _create(row: Registration) -> Host:
    season = queries.open_season(row.answers, timezone.localdate())
    if season is None:
        raise NotOpen
    Registration.objects.filter(pk=row.pk).update(season=season)
    return Host.objects.create(season=season, **_facts(row))


def _update(host: Host, row: Registration) -> Host:
    Host.objects.filter(pk=host.pk).update(asked_at=None, refused_at=None, reply=None, **_facts(row))
    return host


def _send_papers(row: Registration) -> None:
    now = timezone.now()
    here = row.documents.filter(replaced_at__isnull=True)
    for kind in here.filter(sent_at__isnull=True).values_list("kind", flat=True):
        here.filter(kind=kind, sent_at__isnull=False).update(replaced_at=now)
    here.filter(dropped_at__isnull=False).update(replaced_at=now)
    row.documents.filter(replaced_at__isnull=True, sent_at__isnull=True).update(sent_at=now)


def _resume_if_good(row: Host, *, by: str) -> bool:
    if row.suspended_for != SuspendedFor.ENDED or gate.ended(row):
        return False
    return _resume(row, by=by)


def _resume(row: Host, *, by: str) -> bool:
    if not Host.objects.filter(pk=row.pk, suspended_at__isnull=False).update(
        suspended_at=None, suspended_for=""
    ):
        return False
    audit.record(by=by, act="host.resumed", subject=row)
    signals.resumed.send(sender=Host, host=row)
    emails.resumed(row)
    return True
