"""The audit trail: who did what, or looked at what, in an order nobody can rewrite unseen (S22).

Each entry's hash covers its own words and the hash before it. Writers queue for the end of the
chain; the database itself refuses to change or delete an entry (migration 0002).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connections, router, transaction
from django.db.models import Model
from django.utils import timezone

from safeguarding.models import AuditEntry

GENESIS = "0" * 64
SYSTEM = "system"
# One number for one chain; any other advisory lock of the product must differ.
_CHAIN_LOCK = 0x5AFE_0001
_LONGEST_FACT = 100


class FactRefused(ValueError):
    """A fact was neither a code nor a number: the trail never holds what a child wrote."""


def actor(user: Any) -> str:
    """Return how the trail names `user` (a signed-in person, or None for the machine itself)."""
    if user is None or not getattr(user, "pk", None):
        return SYSTEM
    return f"user:{user.pk}"


def reference(subject: Model) -> str:
    """Return how the trail names `subject`, for example 'our_childhood.film:12'."""
    return f"{subject._meta.label_lower}:{subject.pk}"


@transaction.atomic
def record(*, by: str, act: str, subject: Model, **facts: Any) -> AuditEntry:
    """Add one entry at the end of the chain, in the caller's transaction (S22).

    `by` is 'child', 'guardian', 'system' or what `actor` returns; `act` is 'thing.verbed';
    `facts` are codes and numbers (or short lists of them).

    Raises FactRefused for a fact that is longer than a code can be, or of another type.

    Writers of one subject lock its row before they come here, so the chain's lock, taken last,
    cannot be part of a deadlock.
    """
    _queue_for_the_end(AuditEntry)
    last = AuditEntry.objects.order_by("-id").values_list("hash", flat=True).first()
    entry = AuditEntry(
        at=timezone.now(),
        actor=by,
        act=act,
        subject=reference(subject),
        facts={name: _checked(name, value) for name, value in facts.items()},
        previous_hash=last or GENESIS,
    )
    entry.hash = digest(entry)
    entry.save(force_insert=True)
    return entry


def digest(entry: AuditEntry) -> str:
    """Return the 64 hex digits that seal `entry` to the one before it."""
    words = [
        entry.previous_hash,
        _instant(entry.at),
        entry.actor,
        entry.act,
        entry.subject,
        entry.facts,
    ]
    text = json.dumps(words, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Verdict:
    """What a walk along the chain found; `broken_at` is the id of the first entry that does not fit."""

    entries: int
    head: str
    broken_at: int | None = None
    why: str = ""

    @property
    def whole(self) -> bool:
        return self.broken_at is None


def verify(entries: Iterable[AuditEntry] | None = None) -> Verdict:
    """Walk the chain from its beginning in flat memory; stop at the first broken link."""
    previous, count = GENESIS, 0
    if entries is None:
        entries = AuditEntry.objects.order_by("id").iterator(chunk_size=1000)
    for entry in entries:
        if entry.previous_hash != previous:
            return Verdict(count, previous, entry.pk, "an entry before this one is missing or was changed")
        if digest(entry) != entry.hash:
            return Verdict(count, previous, entry.pk, "this entry was changed")
        previous, count = entry.hash, count + 1
    return Verdict(count, previous)


def _queue_for_the_end(model: type[Model]) -> None:
    connection = connections[router.db_for_write(model)]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
    # SQLite: the IMMEDIATE transaction we are in is already the only writer.


def _instant(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _checked(name: str, value: Any) -> Any:
    if isinstance(value, bool | int) or value is None:
        return value
    if isinstance(value, str) and len(value) <= _LONGEST_FACT and "\n" not in value:
        return str(value)
    if isinstance(value, list | tuple | set | frozenset) and len(value) <= 50:
        items = sorted(value, key=str) if isinstance(value, set | frozenset) else value
        return [_checked(name, item) for item in items]
    raise FactRefused(f"{name}={type(value).__name__}: the audit trail takes codes and whole numbers only.")
