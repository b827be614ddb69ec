"""What this room writes to councils' workers. Subjects are neutral; the venue is on the page (S12)."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format

from cicc_meetups.bookings import queries
from cicc_meetups.bookings.models import Booking
from cicc_meetups.models import MeetupPage, Worker
from geography.names import region_name
from outbox.actions import cancel_for, post
from outbox.models import Message
from places.models import Booking as Places
from places.models import Step
from safeguarding.audit import reference

_THERE = ("step_free", "quiet_room", "bsl", "food", "travel_money")


def moved(booking: Booking, places: Places, step: Step, *, what: str) -> list[Message]:
    """Tell each checked worker of the council what became of its places; once for each step."""
    return _news(booking, places, what, f"step:{step.pk}")


def another_day(booking: Booking) -> list[Message]:
    """Tell each checked worker of a council that has places, or waits, that it is at another time."""
    moved_at = booking.meetup.moved_at
    if booking.places is None or moved_at is None:
        return []
    return _news(booking, booking.places, "another_day", f"day:{moved_at.isoformat()}")


def soon(booking: Booking, worker: Worker, *, days: int, page: MeetupPage | None, names: bool) -> Message:
    """Say, once for `days` before this very day, that a meetup comes, what is there and what to bring.

    `page` is its public page in the worker's language, if it has one; `names` whether first names are still
    to be written down. A meetup that moves to another day is another day.
    """
    meetup = booking.meetup
    with translation.override(worker.language):
        day, region = date_format(timezone.localdate(meetup.starts_at)), str(region_name(meetup.region))
        link = settings.SITE_URL + reverse("bookings:booking", args=[meetup.pk])
    return post(
        key=reminder(booking, worker, days),
        to=worker.user.email,
        template="meetup_soon",
        context={
            "region": region,
            "day": day,
            "from": f"{timezone.localtime(meetup.starts_at):%H:%M}",
            "until": f"{timezone.localtime(meetup.ends_at):%H:%M}",
            **{fact: getattr(meetup, fact) for fact in _THERE},
            "access": page.access_words if page is not None else "",
            "bring": page.bring_words if page is not None else "",
            "names": names,
            "link": link,
        },
        language=worker.language,
        subject_ref=_reminders(booking),
    )


def reminder(booking: Booking, worker: Worker, days: int) -> str:
    """Return the key of the letter that reminds a worker of so many days before this very day."""
    day = timezone.localdate(booking.meetup.starts_at).isoformat()
    return f"meetup_soon:{booking.pk}:{worker.pk}:{day}:{days}"


def take_reminders_back(booking: Booking) -> int:
    """Take back every reminder that has not gone out yet; return how many those were."""
    return cancel_for(_reminders(booking))


def _reminders(booking: Booking) -> str:
    return f"{reference(booking)}:day"


def _news(booking: Booking, places: Places, what: str, which: str) -> list[Message]:
    """Write to those of the council who can act on it today, whoever asked for the places."""
    workers = queries.checked_workers(booking.council)
    return [_write(booking, places, worker, what, which) for worker in workers]


def _write(booking: Booking, places: Places, worker: Worker, what: str, which: str) -> Message:
    with translation.override(worker.language):
        link = settings.SITE_URL + reverse("bookings:booking", args=[booking.meetup_id])
    until = timezone.localdate(places.held_until) if places.held_until is not None else None
    return post(
        key=f"meetup_news:{booking.pk}:{which}:{worker.pk}"[:200],
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
