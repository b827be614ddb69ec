"""The places of a challenge: as many as it says, at its time, open while everybody may see it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from places import allotting
from places.models import Allotment
from places.queries import allotments_of
from safeguarding import audit
from takeover.challenges import signals
from takeover.challenges.enums import ClosedFor

if TYPE_CHECKING:
    from takeover.challenges.models import Challenge


def of(challenge: Challenge) -> Allotment | None:
    """Return the places of `challenge`; None before it was ever published."""
    return Allotment.objects.about(challenge).first()


def lock(challenges: Iterable[Challenge]) -> None:
    """Make whoever books wait until the transaction ends."""
    numbers = sorted(found.pk for found in allotments_of(challenges).values())
    list(Allotment.objects.select_for_update().filter(pk__in=numbers).order_by("pk"))


def taken(challenge: Challenge) -> int:
    """Return how many places are given away."""
    allotment = of(challenge)
    return allotment.taken if allotment is not None else 0


def follow(challenge: Challenge, *, by: str) -> Allotment:
    """Have as many places as a published challenge says, at its time. Raises places.errors.BelowTaken."""
    allotment = allotting.allot(
        subject=challenge,
        capacity=challenge.capacity,
        starts_at=challenge.starts_at,
        ends_at=challenge.ends_at,
        by=by,
    )
    allotting.move(allotment=allotment, starts_at=challenge.starts_at, ends_at=challenge.ends_at, by=by)
    allotting.set_capacity(allotment=allotment, capacity=challenge.capacity, by=by)
    return allotment


def settle(challenge: Challenge, *, by: str) -> bool:
    """Close the places of a challenge nobody may see, open those of one that everybody may; and tell.

    Reads the challenge anew. One that was called off, or was never published, stays as it is. Returns
    whether anything changed; a second call changes nothing.
    """
    row = type(challenge).objects.select_related("host").get(pk=challenge.pk)
    allotment = of(row)
    if allotment is None or row.called_off_at is not None:
        return False
    if row.is_public:
        if not allotting.reopen(allotment=allotment, by=by):
            return False
        audit.record(by=by, act="challenge.reopened", subject=row)
        signals.reopened.send(sender=type(row), challenge=row, by=by)
        return True
    if not allotting.close(allotment=allotment, by=by):
        return False
    why = ClosedFor.HELD if row.held_at is not None else ClosedFor.HOST
    audit.record(by=by, act="challenge.closed", subject=row, why=why.value)
    signals.closed.send(sender=type(row), challenge=row, why=why, by=by)
    return True
