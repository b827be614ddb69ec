"""The steps every act is made of: lock, take, leave, move up, and write it down.

Whoever changes who has places holds the allotment's row first (`take` or `lock`, both an UPDATE),
and reads the waiting list only then. So acts on one thing happen one after the other, on Postgres
as on SQLite, and never in a circle.
"""

from __future__ import annotations

import logging
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from places import bookables, line, signals
from places.enums import WITH_PLACES, Act, State
from places.models import Allotment, Booking, Step
from safeguarding.audit import SYSTEM

log = logging.getLogger(__name__)


def take(allotment_id: int, size: int) -> bool:
    """Take `size` places in one conditional UPDATE, if all are free and nobody waits (places.line, 6)."""
    free = Allotment.objects.filter(
        pk=allotment_id,
        closed_at__isnull=True,
        starts_at__gt=Now(),
        waiting=0,
        taken__lte=F("capacity") - size,
    )
    return bool(free.update(taken=F("taken") + size))


def lock(allotment_id: int) -> Allotment:
    """Wait for the allotment's row, keep it until the transaction ends, and return it as it now is."""
    Allotment.objects.filter(pk=allotment_id).update(looked_at=Now())
    return look(allotment_id)


def look(allotment_id: int) -> Allotment:
    """Return the allotment, and what the database's clock said: servers' own need not agree (F10)."""
    return Allotment.objects.select_related("subject_type").annotate(now=Now()).get(pk=allotment_id)


def moment(allotment: Allotment) -> datetime:
    """Return the database's time at which `allotment` was read by `look` or `lock`."""
    now: datetime = allotment.now  # type: ignore[attr-defined]
    return now


def is_open(allotment: Allotment) -> bool:
    """Whether anybody can still book or move up."""
    return allotment.closed_at is None and allotment.starts_at > moment(allotment)


def write(
    booking: Booking,
    act: Act,
    *,
    allotment: Allotment,
    before: str,
    by: str,
    reason: str = "",
    tell: bool = True,
    free: int | None = None,
    gone_first: int | None = None,
) -> Step:
    """Add a step to the booking's history and tell the programme, in this transaction."""
    step = Step.objects.create(
        booking=booking,
        act=act,
        before=before,
        after=booking.state,
        at=moment(allotment),
        by=by,
        reason=reason,
        size=booking.size,
        free=free,
        gone_first=gone_first,
    )
    if tell:
        booking.allotment = allotment
        signals.moved.send(sender=allotment.subject_type.model_class(), booking=booking, step=step)
    return step


def take_in_turn(allotment: Allotment, size: int) -> bool:
    """Take `size` places for somebody who comes new, after those who wait; `allotment` is locked."""
    if not move_up(allotment, newcomer=size):
        return False
    Allotment.objects.filter(pk=allotment.pk).update(taken=F("taken") + size)
    return True


def join(allotment: Allotment) -> int:
    """Give out the next number on the waiting list; `allotment` is locked."""
    Allotment.objects.filter(pk=allotment.pk).update(waiting=F("waiting") + 1, last_turn=F("last_turn") + 1)
    return allotment.last_turn + 1


def leave(booking: Booking, to: State, act: Act, *, allotment: Allotment, by: str, reason: str) -> None:
    """Take a live booking out and give back what it had; `booking` was read after `allotment` was locked."""
    before = State(booking.state)
    booking.state, booking.held_until = to, None
    Booking.objects.filter(pk=booking.pk).update(state=to, held_until=None)
    rows = Allotment.objects.filter(pk=allotment.pk)
    if before in WITH_PLACES:
        rows.update(taken=F("taken") - booking.size)
        allotment.taken -= booking.size
    else:
        rows.update(waiting=F("waiting") - 1)
        allotment.waiting -= 1
    write(booking, act, allotment=allotment, before=before, by=by, reason=reason)


def move_up(allotment: Allotment, *, newcomer: int = 0) -> bool:
    """Give free places to whoever is next by the rules (places.line); `allotment` is locked.

    Return whether `newcomer` places are free for somebody who comes new now: they are not taken here.

    A programme's receiver that fails while somebody else moves up does not undo what made the places
    free: a no, or a cancellation, is never hostage to it. The sweeper tries again.
    """
    if not is_open(allotment) or allotment.taken >= allotment.capacity:
        return False
    try:
        with transaction.atomic():
            return _move_up(allotment, newcomer)
    except Exception:
        log.exception("Nobody could move up in allotment %s", allotment.pk)
        allotment.refresh_from_db(fields=["taken", "waiting"])
        return False


def _move_up(allotment: Allotment, newcomer: int) -> bool:
    in_line = {booking.pk: booking for booking in Booking.objects.filter(allotment=allotment).in_line()}
    waiting = [line.Waiting(each.pk, each.size, each.times_passed) for each in in_line.values()]
    if newcomer:
        waiting.append(line.Waiting(None, newcomer))
    outcome = line.who_goes(
        waiting,
        free=allotment.capacity - allotment.taken,
        capacity=allotment.capacity,
        saving=moment(allotment) < allotment.starts_at - line.SAVE_UNTIL,
    )
    for passed in outcome.passed:
        booking = in_line[passed.id]  # type: ignore[index]  # whoever comes new is last: nobody passes them
        Booking.objects.filter(pk=booking.pk).update(times_passed=F("times_passed") + 1)
        write(
            booking,
            Act.PASSED,
            allotment=allotment,
            before=booking.state,
            by=SYSTEM,
            reason=passed.reason,
            tell=False,
            free=passed.free,
            gone_first=passed.gone_first,
        )
    for key in outcome.go:
        if key is not None:
            _promote(in_line[key], allotment)
    return None in outcome.go


def _promote(booking: Booking, allotment: Allotment) -> None:
    within = bookables.terms_for(allotment).answer_within
    booking.state, booking.held_until = State.HELD, min(moment(allotment) + within, allotment.starts_at)
    Booking.objects.filter(pk=booking.pk).update(state=State.HELD, held_until=booking.held_until)
    Allotment.objects.filter(pk=allotment.pk).update(
        taken=F("taken") + booking.size, waiting=F("waiting") - 1
    )
    allotment.taken += booking.size
    allotment.waiting -= 1
    write(booking, Act.PROMOTED, allotment=allotment, before=State.WAITING, by=SYSTEM)
