"""What staff and hosts do to all the places of one thing: give them out, more or fewer, later, or none."""

from __future__ import annotations

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.db.models.functions import Least

from places import moves
from places.enums import Act, Reason, State
from places.errors import BelowTaken
from places.models import Allotment, Booking
from safeguarding import audit


@transaction.atomic
def allot(*, subject: Model, capacity: int, starts_at: datetime, ends_at: datetime, by: str) -> Allotment:
    """Let `subject` be booked: `capacity` places, until `starts_at`. A second call answers with the first."""
    allotment, new = Allotment.objects.get_or_create(
        subject_type=ContentType.objects.get_for_model(subject, for_concrete_model=False),
        subject_id=str(subject.pk),
        defaults={"capacity": capacity, "starts_at": starts_at, "ends_at": ends_at},
    )
    if new:
        audit.record(by=by, act="places.allotted", subject=subject, capacity=capacity)
    return allotment


@transaction.atomic
def set_capacity(*, allotment: Allotment, capacity: int, by: str) -> bool:
    """Have more places or fewer; further ones go to whoever is next. True if that was new.

    Raises BelowTaken when more are given away than there would be; nothing has changed then.
    """
    was = moves.lock(allotment.pk)
    if was.capacity == capacity:
        return False
    if not Allotment.objects.filter(pk=allotment.pk, taken__lte=capacity).update(capacity=capacity):
        raise BelowTaken(was.taken)
    audit.record(by=by, act="places.capacity_set", subject=_subject(was), capacity=capacity, was=was.capacity)
    moves.move_up(moves.look(allotment.pk))
    return True


@transaction.atomic
def move(*, allotment: Allotment, starts_at: datetime, ends_at: datetime, by: str) -> bool:
    """Have it at another time. Nobody's places are kept beyond the new start. True if that was new."""
    was = moves.lock(allotment.pk)
    if (was.starts_at, was.ends_at) == (starts_at, ends_at):
        return False
    Allotment.objects.filter(pk=allotment.pk).update(starts_at=starts_at, ends_at=ends_at)
    Booking.objects.filter(allotment=allotment, state=State.HELD).update(
        held_until=Least("held_until", starts_at)
    )
    audit.record(by=by, act="places.moved", subject=_subject(was))
    moves.move_up(moves.look(allotment.pk))
    return True


@transaction.atomic
def close(*, allotment: Allotment, by: str) -> bool:
    """Let nobody book or move up any more; who has places keeps them. True if that was new."""
    closed = Allotment.objects.filter(pk=allotment.pk, closed_at__isnull=True)
    was = moves.lock(allotment.pk)
    if not closed.update(closed_at=moves.moment(was)):
        return False
    audit.record(by=by, act="places.closed", subject=_subject(was))
    return True


@transaction.atomic
def reopen(*, allotment: Allotment, by: str) -> bool:
    """Go on where `close` stopped; who waited moves up. True if that was new."""
    was = moves.lock(allotment.pk)
    if not Allotment.objects.filter(pk=allotment.pk, closed_at__isnull=False).update(closed_at=None):
        return False
    audit.record(by=by, act="places.reopened", subject=_subject(was))
    moves.move_up(moves.look(allotment.pk))
    return True


@transaction.atomic
def call_off(*, allotment: Allotment, by: str, reason: str = Reason.CALLED_OFF) -> int:
    """Close it and cancel every live booking, telling each; return how many those were (S23)."""
    close(allotment=allotment, by=by)
    locked = moves.lock(allotment.pk)
    live = list(Booking.objects.filter(allotment=allotment).live().order_by("id"))
    for booking in live:
        moves.leave(booking, State.CANCELLED, Act.CANCELLED, allotment=locked, by=by, reason=reason)
    if live:
        audit.record(by=by, act="places.called_off", subject=_subject(locked), bookings=len(live))
    return len(live)


def _subject(allotment: Allotment) -> Model:
    """Return what is booked; the allotment itself when that is gone."""
    return allotment.subject or allotment
