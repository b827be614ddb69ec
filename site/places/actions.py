"""Ask for places, say yes to them, give them back, and write down who came.

Every act is one transaction whose first write is the allotment's row (places.moves). A second call of
the same act changes nothing and is no error (F8), unless it says otherwise.
"""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import F, Model

from places import bookables, moves
from places.enums import LIVE, Act, Reason, State
from places.errors import Changed, Full, Over, TooEarly, TooMany
from places.models import Allotment, Booking
from safeguarding.audit import SYSTEM


@transaction.atomic
def book(
    *,
    allotment: Allotment,
    size: int,
    holder: Model,
    key: str,
    by: str,
    needs_yes: bool,
    or_wait: bool = True,
) -> Booking:
    """Ask for `size` places for `holder`, all or none.

    The answer is a booking that is held (`needs_yes`: somebody's yes is outstanding), confirmed, or,
    with `or_wait`, waiting. `key` names the act of asking: a second call with the same one, also at
    the same moment, answers with the first booking and takes nothing (F8).

    Raises TooMany, Over, NotBookable, or Full when the group does not fit and is not to wait.
    """
    asked = Booking.objects.filter(allotment_id=allotment.pk, key=key)
    if existing := asked.first():
        return existing
    try:
        with transaction.atomic():
            return _book(allotment.pk, size, holder, key, by, needs_yes, or_wait)
    except IntegrityError:
        # The places this call had taken are given back with its savepoint.
        if existing := asked.first():
            return existing
        raise


def _book(
    allotment_id: int, size: int, holder: Model, key: str, by: str, needs_yes: bool, or_wait: bool
) -> Booking:
    taken = size >= 1 and moves.take(allotment_id, size)
    allotment = moves.look(allotment_id) if taken else moves.lock(allotment_id)
    terms = bookables.terms_for(allotment)
    most = min(terms.largest, allotment.capacity)
    if not moves.is_open(allotment):
        raise Over
    if not 1 <= size <= most:
        raise TooMany(most)
    if not taken:
        taken = moves.take_in_turn(allotment, size)
    if not taken and not or_wait:
        raise Full
    booking = Booking(
        allotment_id=allotment_id,
        holder_type=ContentType.objects.get_for_model(holder, for_concrete_model=False),
        holder_id=str(holder.pk),
        key=key,
        size=size,
    )
    if not taken:
        booking.state, booking.turn = State.WAITING, moves.join(allotment)
    elif needs_yes:
        booking.state = State.HELD
        booking.held_until = min(moves.moment(allotment) + terms.hold_for, allotment.starts_at)
    else:
        booking.state = State.CONFIRMED
    booking.save(force_insert=True)
    moves.write(booking, Act.ASKED, allotment=allotment, before="", by=by)
    return booking


@transaction.atomic
def confirm(*, booking: Booking, by: str) -> bool:
    """Make held places firm: every yes is there, or whoever moved up has said they will come.

    True if that was new. Raises Changed when the booking has no places any more, and Over when it
    has begun.
    """
    allotment, booking = _lock(booking)
    if booking.state == State.CONFIRMED:
        return False
    if booking.state != State.HELD:
        raise Changed
    if allotment.starts_at <= moves.moment(allotment):
        raise Over
    _make_firm(allotment, booking, by=by)
    return True


def cancel(*, booking: Booking, by: str, reason: str = Reason.BY_HOLDER) -> bool:
    """Take a live booking back; its places go to whoever is next. True if that was new.

    `reason` is a code for staff, of at most 40 letters; never a person's words.
    """
    return _end(booking, State.CANCELLED, Act.CANCELLED, by=by, reason=reason)


def refuse(*, booking: Booking, by: str, reason: str = Reason.SAID_NO) -> bool:
    """End a live booking because somebody who has to say yes said no (S7); the places go on. True if new."""
    return _end(booking, State.REFUSED, Act.REFUSED, by=by, reason=reason)


@transaction.atomic
def expire(*, booking: Booking) -> bool:
    """End a booking whose time to answer is over, by the database's clock (F10). True if that was new.

    Places that are firm by then (bookables.keep_firm) are confirmed and stay; only the others go on.
    """
    firm = bookables.firm_places(booking) if booking.state == State.HELD else 0
    allotment, booking = _lock(booking)
    now = moves.moment(allotment)
    if booking.state == State.HELD and booking.held_until is not None and booking.held_until <= now:
        if firm:
            _set_size(allotment, booking, min(firm, booking.size), by=SYSTEM, reason=Reason.NO_ANSWER)
            _make_firm(allotment, booking, by=SYSTEM)
            moves.move_up(moves.look(allotment.pk))
            return True
        reason = Reason.NO_ANSWER
    elif booking.state == State.WAITING and allotment.starts_at <= now:
        reason = Reason.BEGUN
    else:
        return False
    moves.leave(booking, State.EXPIRED, Act.EXPIRED, allotment=allotment, by=SYSTEM, reason=reason)
    moves.move_up(allotment)
    return True


@transaction.atomic
def resize(*, booking: Booking, size: int, by: str, reason: str = Reason.BY_HOLDER) -> bool:
    """Give some of a group's places back, or take more. True if that was new.

    A group that waits can only become smaller, since it would otherwise keep a turn it did not ask
    for. Raises TooMany, Changed, Over, or Full when not all of the further places are free or others
    wait for them; nothing has changed then.
    """
    allotment, booking = _lock(booking)
    if booking.state not in LIVE:
        raise Changed
    more = size - booking.size
    # Giving back stays possible while booking is closed.
    if allotment.starts_at <= moves.moment(allotment) or (more > 0 and not moves.is_open(allotment)):
        raise Over
    most = min(bookables.terms_for(allotment).largest, allotment.capacity)
    if size < 1 or (more > 0 and size > most):
        raise TooMany(most)
    if more == 0:
        return False
    if more > 0 and (booking.state == State.WAITING or not moves.take(allotment.pk, more)):
        raise Full
    _set_size(allotment, booking, size, by=by, reason=reason)
    moves.move_up(moves.look(allotment.pk))
    return True


@transaction.atomic
def mark(*, booking: Booking, came: int, by: str) -> bool:
    """Write down how many of a confirmed group came; it may be put right later. True if that was new.

    Raises Changed for a booking that was not confirmed, TooMany for more than have places, and
    TooEarly before it has begun.
    """
    allotment, booking = _lock(booking)
    before = State(booking.state)
    if before not in {State.CONFIRMED, State.ATTENDED, State.ABSENT}:
        raise Changed
    if not 0 <= came <= booking.size:
        raise TooMany(booking.size)
    if allotment.starts_at > moves.moment(allotment):
        raise TooEarly
    if booking.came == came:
        return False
    booking.came, booking.state = came, State.ATTENDED if came else State.ABSENT
    Booking.objects.filter(pk=booking.pk).update(came=came, state=booking.state)
    moves.write(booking, Act.MARKED, allotment=allotment, before=before, by=by)
    return True


def withdraw(*, holder: Model, by: str, reason: str = Reason.BY_HOLDER) -> int:
    """Cancel all that is live of `holder`'s; return how many bookings that were.

    In the order of their allotments, so that two of these at once never wait for each other.
    """
    live = Booking.objects.of(holder).live().order_by("allotment_id", "id")
    with transaction.atomic():
        return sum(cancel(booking=booking, by=by, reason=reason) for booking in live)


def forget(*, holder: Model) -> int:
    """Take `holder`'s name off bookings that are over; how many came stays, whose they were does not.

    The eraser of this room: for a programme whose retention has come, after `withdraw` for what is
    still live. Returns how many bookings that were.
    """
    over = Booking.objects.of(holder).exclude(state__in=LIVE)
    return over.update(holder_type=None, holder_id="")


def _make_firm(allotment: Allotment, booking: Booking, *, by: str) -> None:
    """Confirm a held booking; `allotment` is locked."""
    booking.state, booking.held_until = State.CONFIRMED, None
    Booking.objects.filter(pk=booking.pk).update(state=State.CONFIRMED, held_until=None)
    moves.write(booking, Act.CONFIRMED, allotment=allotment, before=State.HELD, by=by)


def _set_size(allotment: Allotment, booking: Booking, size: int, *, by: str, reason: str) -> None:
    """Write down a new size; places that become fewer come free, further ones were taken before."""
    more = size - booking.size
    if more == 0:
        return
    if more < 0 and booking.state != State.WAITING:
        Allotment.objects.filter(pk=allotment.pk).update(taken=F("taken") + more)
    booking.size = size
    Booking.objects.filter(pk=booking.pk).update(size=size)
    act = Act.GREW if more > 0 else Act.SHRUNK
    moves.write(booking, act, allotment=allotment, before=booking.state, by=by, reason=reason)


@transaction.atomic
def _end(booking: Booking, to: State, act: Act, *, by: str, reason: str) -> bool:
    allotment, booking = _lock(booking)
    if booking.state not in LIVE:
        return False
    moves.leave(booking, to, act, allotment=allotment, by=by, reason=reason)
    moves.move_up(allotment)
    return True


def _lock(booking: Booking) -> tuple[Allotment, Booking]:
    """Hold the allotment's row; return it and the booking as they are after waiting for it."""
    allotment = moves.lock(booking.allotment_id)
    return allotment, Booking.objects.get(pk=booking.pk)
