"""Ask for a council's places, say that it still comes, give places back.

Rows are locked in one order everywhere: a council, a booking, the places' allotment, the audit trail (F12).
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from cicc_meetups.bookings import queries
from cicc_meetups.bookings.enums import Gone, Travel
from cicc_meetups.bookings.errors import BookedAlready, NotOpen
from cicc_meetups.bookings.models import Booking, YoungPerson
from cicc_meetups.models import Council, Meetup, Worker
from consent import actions as consent
from consent.enums import Care
from outbox.actions import cancel_for
from people import codes
from people.ages import AgeBand
from places import actions as places
from places import allotting
from places import queries as places_queries
from places.enums import LIVE
from places.errors import TooMany
from places.models import Allotment
from safeguarding import audit
from safeguarding.queries import erasure_frozen


@transaction.atomic
def open_places(*, meetup: Meetup, capacity: int, by: str) -> Allotment:
    """Let councils book `capacity` places from the meetup's `opens_at` on. A second call adds none."""
    return allotting.allot(
        subject=meetup, capacity=capacity, starts_at=meetup.starts_at, ends_at=meetup.ends_at, by=by
    )


@transaction.atomic
def ask(
    *,
    meetup: Meetup,
    worker: Worker,
    ages: Mapping[AgeBand, int],
    adults: int,
    travel: Travel,
    travel_money: bool,
    needs: str,
    key: str,
    by: str,
) -> Booking:
    """Ask for a place for each young person in `ages`, all or none: confirmed, else on the waiting list.

    `key` names the act: a second call with it answers with the first booking (F8). Raises
    errors.NotOpen, errors.BookedAlready and places.errors.NoPlaces; nothing has changed then.
    """
    key = f"{worker.council_id}:{key}"  # another council's key, guessed or copied, answers with nothing
    asked = queries.bookings().filter(meetup=meetup, council=worker.council, key=key)
    if existing := asked.first():
        return existing
    allotment = places_queries.allotment_of(meetup)
    if allotment is None or not meetup.bookable(allotment, timezone.now()):
        raise NotOpen
    # Held, so that the council does not leave meanwhile and keep what is booked here.
    here = Council.objects.here().select_for_update(no_key=True)
    if here.filter(pk=worker.council_id).first() is None:
        raise NotOpen
    try:
        with transaction.atomic():
            booking = Booking.objects.create(
                meetup=meetup,
                council=worker.council,
                worker=worker,
                key=key,
                adults=adults,
                travel=travel,
                travel_money=travel_money,
                needs=needs,
            )
    except IntegrityError:
        # The other press of the button has committed meanwhile.
        return asked.get()
    size = sum(ages.values())
    taken = places.book(
        allotment=allotment, size=size, holder=booking, key=key, by=by, needs_yes=False, or_wait=True
    )
    # After the allotment's row is held: two workers of one council cannot both get past this.
    others = Booking.objects.live().filter(meetup=meetup, council=worker.council).exclude(pk=booking.pk)
    if others.exists():
        raise BookedAlready
    Booking.objects.filter(pk=booking.pk).update(places=taken)
    number = 0
    for band, how_many in ages.items():
        for _each in range(how_many):
            number += 1
            enrol(booking=booking, number=number, band=band)
    audit.record(by=by, act="booking.asked", subject=booking, size=size, state=taken.state)
    return queries.bookings().get(pk=booking.pk)


@transaction.atomic
def enrol(*, booking: Booking, number: int, band: AgeBand) -> YoungPerson:
    """Make the row of one young person, on record for photos as a child in care (S7, ADR 0175)."""
    person = YoungPerson.objects.create(booking=booking, number=number, age_band=band)
    consent.enrol(subject=person, needs_guardian=band.needs_guardian, care=Care.YES)
    return person


@transaction.atomic
def still_come(*, booking: Booking, by: str) -> bool:
    """Whoever moved up from the waiting list says that they come. True if that was new.

    Raises places.errors.NoPlaces when the time to say so is over.
    """
    row = _lock(booking)
    if row.places is None or not places.confirm(booking=row.places, by=by):
        return False
    Booking.objects.filter(pk=row.pk).update(coming_at=timezone.now())
    audit.record(by=by, act="booking.coming", subject=row)
    return True


@transaction.atomic
def give_back(*, booking: Booking, ages: Mapping[AgeBand, int], by: str) -> bool:
    """Give places of these ages back; those of all ends the booking. True if that was new.

    Raises TooMany when more of an age are given back than there are, and places.errors.NoPlaces.
    """
    row = _lock(booking)
    if row.places is None or row.places.state not in LIVE:
        return False
    going: list[YoungPerson] = []
    here = list(row.young_people.here())
    for band, how_many in ages.items():
        of_age = [person for person in here if person.age_band == band]
        if not 0 <= how_many <= len(of_age):
            raise TooMany(len(of_age))
        going += of_age[len(of_age) - how_many :]
    if not going:
        return False
    if len(going) == len(here):
        return cancel(booking=row, by=by)
    places.resize(booking=row.places, size=len(here) - len(going), by=by)
    for person in going:
        let_go(person=person, why=Gone.GIVEN_BACK)
    audit.record(by=by, act="booking.given_back", subject=row, size=len(going))
    return True


@transaction.atomic
def cancel(*, booking: Booking, by: str) -> bool:
    """Take back everything a booking has or waits for, and erase what it needs. True if that was new.

    What is on hold stays (S17).
    """
    row = _lock(booking)
    if row.places is None or not places.cancel(booking=row.places, by=by):
        return False
    if not erasure_frozen(row):
        Booking.objects.filter(pk=row.pk).update(needs="")
    audit.record(by=by, act="booking.cancelled", subject=row)
    return True


def hold_rows(*, council: Council) -> None:
    """Lock what `leave` will change, in this transaction and before the audit trail (F12)."""
    rows = queries.to_leave(council).select_for_update(of=("self",))
    held = [booking.places_id for booking in rows.select_related(None)]
    list(Allotment.objects.select_for_update(of=("self",)).filter(bookings__in=held).order_by("pk"))


@transaction.atomic
def leave(*, council: Council, by: str) -> int:
    """Give back all that a council that leaves has, or waits for; return how many bookings that were.

    Of meetups that have not begun. Whoever waits moves up; names and needs go at once (S8), but for what
    is on hold (S17).
    """
    left = 0
    for booking in queries.to_leave(council):
        left += cancel(booking=booking, by=by)
        forget(booking=booking)
    return left


@transaction.atomic
def over(*, booking: Booking) -> None:
    """Let everybody of a booking go whose places are over, however that came."""
    for person in booking.young_people.here():
        let_go(person=person, why=Gone.CANCELLED)


@transaction.atomic
def forget(*, booking: Booking) -> bool:
    """Erase names and needs of a booking and of everybody in it. True if that was new.

    What is on hold stays (S17); the sweep comes back.
    """
    if erasure_frozen(booking):
        return False
    done = [_forget(person) for person in booking.young_people.filter(forgotten_at__isnull=True)]
    if not all(done):
        return False
    cancel_for(audit.reference(booking))
    rows = Booking.objects.filter(pk=booking.pk, forgotten_at__isnull=True)
    return bool(rows.update(needs="", forgotten_at=timezone.now()))


@transaction.atomic
def end_asking(*, person: YoungPerson) -> bool:
    """Let nobody answer about photos of this young person any more, and forget age and care. Idempotent.

    What is on hold stays (S17). Call when the place is gone, or no picture can show them any more.
    """
    if erasure_frozen(person):
        return False
    for key in person.keys.all():
        codes.revoke(key)
    person.keys.all().delete()
    consent.close(subject=person)
    consent.forget_people(subject=person)
    return True


def let_go(*, person: YoungPerson, why: Gone) -> None:
    """Free a young person of their place: name, needs and codes go at once."""
    person.gone_at, person.gone_for = timezone.now(), why
    here = YoungPerson.objects.filter(pk=person.pk, gone_at__isnull=True)
    here.update(gone_at=person.gone_at, gone_for=why)
    _forget(person)


def _forget(person: YoungPerson) -> bool:
    """Erase what names them. Who was there and may be in a picture can say no for PHOTOS_KEPT longer."""
    if erasure_frozen(person):
        return False
    if person.gone_at is not None or not person.keys.exists():
        end_asking(person=person)
    YoungPerson.objects.filter(pk=person.pk).update(name="", needs="", forgotten_at=timezone.now())
    return True


def _lock(booking: Booking) -> Booking:
    Booking.objects.select_for_update().get(pk=booking.pk)
    return queries.bookings().get(pk=booking.pk)
