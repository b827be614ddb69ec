"""Claiming a council, being looked at, and going: one verb a function."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import guests
from accounts.models import User
from cicc_meetups import emails
from cicc_meetups.models import Council, Worker, WorkerLook
from cicc_meetups.signals import council_leaving, council_left
from moderation import checking
from moderation.checked import LookBase, Seen
from outbox.actions import cancel_for
from safeguarding import audit


class NoSuchCouncil(Exception):
    """The council that was picked is not there any more, or not in that authority."""


@transaction.atomic
def register(
    *,
    user: User,
    authority: str,
    council: int | None,
    council_name: str,
    facts: dict[str, str],
    language: str,
) -> Worker:
    """Let `user` say which council is theirs, or change what they said. `facts`: name, role, phone.

    `council` is one of ours in `authority`, or None for another one called `council_name`. Another council,
    name or role is looked at again (S26). Raises NoSuchCouncil.
    """
    by = audit.actor(user)
    worker = Worker.objects.select_for_update().filter(user=user).first()
    theirs = _council(authority, council, council_name)
    if worker is None:
        try:
            with transaction.atomic():
                worker = Worker.objects.create(user=user, council=theirs, language=language, **facts)
        except IntegrityError:
            return Worker.objects.get(user=user)  # the other press of the button
        audit.record(by=by, act="worker.registered", subject=worker)
        return worker
    before = worker.council_id
    now = {**facts, "council_id": theirs.pk}
    anew = any(getattr(worker, name) != now[name] for name in ("council_id", "name", "role"))
    for name, value in now.items():
        setattr(worker, name, value)
    worker.language = language
    if anew:
        worker.checked_at = worker.checked_until = worker.refused_at = worker.asked_at = None
    worker.save()
    if before != theirs.pk:
        _hold_rows(before, without=worker)
        _close_empty(before, by=by)
    audit.record(by=by, act="worker.changed", subject=worker, anew=anew)
    return worker


@transaction.atomic
def look(*, worker: Worker, verdict: Seen, words: str, user: User, ends_date: date | None = None) -> LookBase:
    """Put on record what `user` saw of a worker's claim, and say so to the worker (S26).

    Raises PermissionDenied for whoever may not check workers or is this one, ValueError without words or,
    for a check, a day to come.
    """
    row, made = checking.look(
        worker, own=worker.user_id, verdict=verdict, words=words, user=user, ends_date=ends_date
    )
    emails.looked(row, verdict=str(verdict))
    audit.record(by=audit.actor(user), act=f"worker.{verdict}", subject=row)
    return made


@transaction.atomic
def answer(*, look: WorkerLook, words: str, by: str) -> bool:
    """Keep a worker's answer to our last question; they wait to be looked at again."""
    if not checking.answer(look.worker, look, words=words):
        return False
    audit.record(by=by, act="worker.answered", subject=look.worker)
    return True


@transaction.atomic
def erase(*, worker: Worker, by: str) -> bool:
    """Delete a worker, what was seen of them, and their account; a council nobody stands beside has left.

    True for the one caller that did it. Called by consent.withdrawal alone (ending.py), which keeps a
    tombstone (F14).
    """
    if not Worker.objects.select_for_update().filter(pk=worker.pk).exists():
        return False
    user, council = worker.user, worker.council_id
    _hold_rows(council, without=worker)
    audit.record(by=by, act="worker.erased", subject=worker)
    cancel_for(audit.reference(worker))
    Worker.objects.get(pk=worker.pk).delete()
    _close_empty(council, by=by)
    guests.forget(user)
    return True


def may_check(user: Any) -> bool:
    """Whether `user` checks workers: by group, superusers like everybody else (ADR 0042)."""
    return checking.may_check(Worker, user)


def _council(authority: str, pk: int | None, name: str) -> Council:
    here = Council.objects.here().select_for_update().filter(authority=authority)
    if pk is not None:
        found = here.filter(pk=pk).first()
        if found is None:
            raise NoSuchCouncil
        return found
    same = here.filter(name__iexact=name).first()
    if same is not None:
        return same
    try:
        with transaction.atomic():
            return Council.objects.create(authority_id=authority, name=name)
    except IntegrityError:  # somebody else of the same council, at the same moment
        return here.get(name__iexact=name)


def _hold_rows(pk: int, *, without: Worker) -> None:
    """Have the rooms above lock what a council gives up that nobody but `without` stands beside (F12)."""
    council = Council.objects.select_for_update(no_key=True).get(pk=pk)
    if council.left_at is None and not council.workers.exclude(pk=without.pk).exists():
        council_leaving.send(Council, council=council)


def _close_empty(pk: int, *, by: str) -> None:
    council = Council.objects.select_for_update().get(pk=pk)
    if council.left_at is None and not council.workers.exists():
        council.left_at = timezone.now()
        council.save(update_fields=["left_at"])
        audit.record(by=by, act="council.left", subject=council)
        council_left.send(Council, council=council, by=by)
