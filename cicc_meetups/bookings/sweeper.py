"""What the sweep does here: reminds before the day, tells places who came, forgets what had its time.

Names and needs go two weeks after the day, codes about photos three years after it.
"""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from cicc_meetups.bookings import actions, calendar, reminding, young_people
from cicc_meetups.bookings.models import NAMES_KEPT, PHOTOS_KEPT, Booking, YoungPerson
from cicc_meetups.models import Council
from people.sweeping import each
from places.enums import State
from safeguarding.audit import SYSTEM


def forget_over() -> int:
    """Erase names and needs of meetups that ended NAMES_KEPT ago; return how many bookings that were."""
    over = Q(meetup__ends_at__lte=timezone.now() - NAMES_KEPT)
    rows = Booking.objects.filter(over, forgotten_at__isnull=True).order_by("pk")
    return sum(actions.forget(booking=booking) for booking in rows)


def end_asking_over() -> int:
    """End the codes of those whom no picture can show any more; return how many people that were."""
    over = YoungPerson.objects.filter(booking__meetup__ends_at__lte=timezone.now() - PHOTOS_KEPT)
    rows = over.filter(keys__isnull=False).distinct().order_by("pk")
    return sum(actions.end_asking(person=person) for person in rows)


def leave_with_councils() -> int:
    """Give back what councils that left still have, whoever forgot to; return how many bookings."""
    live = Booking.objects.live().filter(meetup__starts_at__gt=timezone.now())
    left = live.filter(council__left_at__isnull=False).values("council")
    return sum(actions.leave(council=each, by=SYSTEM) for each in Council.objects.filter(pk__in=left))


def tell_places() -> int:
    """Tell the places of meetups that have begun who was ticked before; return how many bookings."""
    begun = Booking.objects.filter(meetup__starts_at__lte=timezone.now(), places__state=State.CONFIRMED)
    rows = begun.filter(young_people__came__isnull=False, forgotten_at__isnull=True).distinct()
    return sum(young_people.tell_places(booking=booking, by=SYSTEM) for booking in rows.order_by("pk"))


def sweep() -> dict[str, int]:
    """Remind of what comes, stop and forget what has had its time. Idempotent; may run beside itself."""
    return {
        "meetups_reminded": each("remind", reminding.due(), reminding.remind),
        "council_calendars_stopped": calendar.stop_unchecked(),
        "meetup_places_left": leave_with_councils(),
        "meetup_places_told": tell_places(),
        "meetup_bookings_forgotten": forget_over(),
        "meetup_photo_codes_ended": end_asking_over(),
    }
