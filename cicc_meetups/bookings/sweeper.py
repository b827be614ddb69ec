"""What the sweep does here: reminds before the day, stops calendars; names and needs go two weeks after."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from cicc_meetups.bookings import actions, calendar, reminding
from cicc_meetups.bookings.models import NAMES_KEPT, Booking
from people.sweeping import each


def forget_over() -> int:
    """Erase names and needs of meetups that ended NAMES_KEPT ago; return how many bookings that were."""
    over = Q(meetup__ends_at__lte=timezone.now() - NAMES_KEPT)
    rows = Booking.objects.filter(over, forgotten_at__isnull=True).order_by("pk")
    return sum(actions.forget(booking=booking) for booking in rows)


def sweep() -> dict[str, int]:
    """Remind of what comes, stop and forget what has had its time. Idempotent; may run beside itself."""
    return {
        "meetups_reminded": each("remind", reminding.due(), reminding.remind),
        "council_calendars_stopped": calendar.stop_unchecked(),
        "meetup_bookings_forgotten": forget_over(),
    }
