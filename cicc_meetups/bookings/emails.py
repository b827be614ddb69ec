"""What this room writes to councils' workers. Subjects are neutral; the venue is on the page (S12)."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from cicc_meetups.bookings.models import Booking
from outbox.actions import post
from outbox.models import Message
from places.models import Booking as Places
from places.models import Step
from safeguarding.audit import reference


def moved(booking: Booking, places: Places, step: Step, *, what: str) -> Message | None:
    """Tell whoever asked for places what became of them; once for each step."""
    return _news(booking, places, what, f"step:{step.pk}")


def another_day(booking: Booking) -> Message | None:
    """Tell whoever has places, or waits, that the meetup is at another time."""
    moved_at = booking.meetup.moved_at
    if booking.places is None or moved_at is None:
        return None
    return _news(booking, booking.places, "another_day", f"day:{moved_at.isoformat()}")


def _news(booking: Booking, places: Places, what: str, which: str) -> Message | None:
    worker = booking.worker
    if worker is None or not worker.user.email:
        return None
    with translation.override(worker.language):
        link = settings.SITE_URL + reverse("bookings:booking", args=[booking.meetup_id])
    until = timezone.localdate(places.held_until) if places.held_until is not None else None
    return post(
        key=f"meetup_news:{booking.pk}:{which}"[:200],
        to=worker.user.email,
        template="meetup_news",
        context={
            "what": what,
            "places": places.size,
            "until": until.isoformat() if until else "",
            "link": link,
        },
        language=worker.language,
        subject_ref=reference(booking),
    )
