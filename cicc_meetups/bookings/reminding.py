"""Reminders to a council's checked workers, two weeks and two days before a meetup (S12: never the venue).

Who is reminded is asked anew each time, so an hour or a week without a sweep loses no letter that still
makes sense. A clock that is a day ahead reminds a day early, and harms nobody (F10).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cicc_meetups.bookings import emails, queries
from cicc_meetups.bookings.models import Booking
from cicc_meetups.models import Meetup, MeetupPage, Worker
from outbox.queries import BATCH, unwritten
from places import nearing
from places.enums import State

REMINDED_DAYS = (14, 2)

type Due = tuple[Booking, Worker, int]


def due() -> Iterator[Due]:
    """Yield whom to remind, and of how many days; the same number of queries however many there are."""
    now = timezone.localtime()
    soon = queries.to_remind(now, timedelta(days=max(REMINDED_DAYS) + 1)).iterator(BATCH)
    near = (
        (booking, worker, days)
        for booking in soon
        if (days := _days_to(booking, now)) is not None
        for worker in booking.council.workers.all()
    )
    return unwritten((emails.reminder(*each), each) for each in near)


@transaction.atomic
def remind(one: Due) -> bool:
    """Write one reminder; False when the places or the day went since it was found to be due.

    The rows are held, so that giving back, moving and calling off come before, or find the letter to
    take back.
    """
    found, worker, days = one
    Meetup.objects.select_for_update(no_key=True).get(pk=found.meetup_id)
    Booking.objects.select_for_update().get(pk=found.pk)
    booking = queries.bookings().get(pk=found.pk)
    gone = booking.places is None or booking.places.state != State.CONFIRMED or booking.meetup.cancelled_at
    if gone or _days_to(booking, timezone.localtime()) != days:
        return False
    names = any(not person.name for person in booking.young_people.here())
    page = _page(booking.meetup, worker.language)
    emails.soon(booking, worker, days=days, page=page, names=names)
    return True


def _days_to(booking: Booking, now: datetime) -> int | None:
    return nearing.days_to(booking.meetup.starts_at, now, within=REMINDED_DAYS)


def _page(meetup: Meetup, language: str) -> MeetupPage | None:
    """Return the public page of `meetup` in `language`, else in the site's own, else none."""
    pages = MeetupPage.objects.live().public().filter(meetup=meetup).select_related("locale")
    by_language = {page.locale.language_code: page for page in pages}
    return by_language.get(language) or by_language.get(settings.LANGUAGE_CODE)
