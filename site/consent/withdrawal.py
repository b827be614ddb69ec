"""Taking something back: one verb for every programme, by whichever route (S8, C).

    withdrawal.withdraw(subject=film, by="child", route=WithdrawalRoute.CODE)

This room knows no films: the room of a subject registers how one ends, and where its files lie. What
is common is here: the tombstone in the ledger outside the database (consent/tombstones.py), and doing
it all again after an older database or older storage was put back (F14).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

from consent import tombstones
from consent.models import Tombstone

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Way:
    """How subjects of one model end.

    `alive`: those not withdrawn. `end(subject, by=, route=, keep=)`: take one out of every page, list and
    file, in the caller's transaction, first of all by a conditional UPDATE; False when it was ended
    already; `keep` says that its files were frozen when it was first withdrawn and must stay.
    `mark`: 64 hex digits that no other row has, also none that gets the same key from a restored
    database. `places`: where its files lie, as 'private:video/…/' (all below) or 'public:key'; asked
    before `end`, which may delete the rows that know, and after it, when nothing can be added any more.
    `frozen`: whether its files must stay for now (S17).
    """

    alive: QuerySet[Any]
    end: Callable[..., bool]
    mark: Callable[[Any], str]
    places: Callable[[Any], list[str]]
    frozen: Callable[[Any], bool]


_ways: dict[str, Way] = {}


@dataclass(slots=True)
class Replayed:
    """What a replay found: objects the database did not know, subjects that were alive again."""

    seen: int = 0
    unknown: int = 0
    withdrawn: int = 0
    unreadable: int = 0


def register(model: type[Model], way: Way) -> None:
    """Say how subjects of `model` end."""
    _ways[model._meta.label_lower] = way


@transaction.atomic
def withdraw(*, subject: Model, by: str, route: str) -> bool:
    """Take `subject` back at once and for good; True for the one caller that did it (C, S8).

    Asking again changes nothing and is no error. The tombstone is in the ledger before the
    transaction commits: a process killed at any moment leaves either nothing done, or something the
    next sweep finishes.
    """
    way = _ways[subject._meta.label_lower]
    places = way.places(subject)
    if not way.end(subject, by=by, route=route, keep=False):
        return False
    # Last, so that nobody who waits for the audit trail waits for storage in the other order.
    tombstones.record(
        label=subject._meta.label_lower,
        key=str(subject.pk),
        mark=way.mark(subject),
        at=timezone.now(),
        route=route,
        kept=way.frozen(subject),
        places=list(dict.fromkeys([*places, *way.places(subject)])),
    )
    return True


def remove_files(subject: Model) -> None:
    """Delete all files of a withdrawn subject, wherever they lay when it was withdrawn, and look.

    Raises storage.StorageError when something is left; nothing is promised to be deleted before this
    has returned.
    """
    places = dict.fromkeys(_ways[subject._meta.label_lower].places(subject))
    for stone in stones(subject):
        places.update(dict.fromkeys(stone.places))
    tombstones.remove_files(places)


def stones(subject: Model) -> QuerySet[Tombstone]:
    """Return the tombstones of `subject`: one at most, but for a restored database."""
    return Tombstone.objects.filter(
        label=subject._meta.label_lower,
        key=str(subject.pk),
        mark=_ways[subject._meta.label_lower].mark(subject),
    )


def replay(*, by: str, everything: bool = False) -> Replayed:
    """Withdraw again whatever the ledger says was withdrawn and the database has alive (F14, C).

    By itself it looks at objects the database does not know, which is cheap; `everything` goes
    through the whole ledger, deletes files that a restored storage brought back, and writes objects
    again that a restored storage lost. Idempotent. Raises storage.StorageError; what was done until
    then stays done.
    """
    done = Replayed()
    names = tombstones.everything() if everything else tombstones.unknown()
    known = tombstones.known(names)
    for name in names:
        done.seen += 1
        if (stone := known.get(name)) is None:
            try:
                stone = tombstones.read(name)
            except tombstones.Altered:
                log.exception("the ledger of withdrawals holds something nobody wrote")
                done.unreadable += 1
                continue
            done.unknown += 1
        done.withdrawn += _again(stone, by=by)
    if everything:
        tombstones.rewrite_missing(set(names))
    return done


def _again(stone: Tombstone, *, by: str) -> bool:
    """Make `stone` true again; return whether its subject was alive."""
    way = _ways.get(stone.label)
    if way is None:
        log.error("%s is of a kind nobody knows how to end: %s", stone, stone.label)
        return False
    with transaction.atomic():
        subject = way.alive.filter(pk=stone.key).first()
        mine = subject is not None and way.mark(subject) == stone.mark
        again = mine and way.end(subject, by=by, route=stone.route, keep=stone.kept)
    there = way.alive.model._base_manager.filter(pk=stone.key).first()
    mine = there is not None and way.mark(there) == stone.mark
    frozen = way.frozen(there) if mine else stone.kept
    tombstones.remove_files(
        place for place in stone.places if not frozen or place.startswith(tombstones.PUBLIC)
    )
    if stone.pk is None:
        # Known only now: whatever failed above is done again. Somebody else may replay it too.
        stone.written_at = timezone.now()
        Tombstone.objects.bulk_create([stone], ignore_conflicts=True)
    return again


def frozen() -> list[str]:
    """Return what was withdrawn and is kept all the same, as 'our_childhood.film:12' (S17)."""
    found = []
    for label, way in _ways.items():
        ended = way.alive.model._base_manager.exclude(pk__in=way.alive.values("pk"))
        found += [f"{label}:{subject.pk}" for subject in ended.iterator() if way.frozen(subject)]
    return found
