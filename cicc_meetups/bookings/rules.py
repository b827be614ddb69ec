"""When what can be done about the people of a booking. Pure: a meetup and a moment in, yes or no out.

All days are England's.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils import timezone

from cicc_meetups.bookings.models import NAMES_FROM
from cicc_meetups.models import Meetup

REMINDED_FOR = timedelta(days=7)  # before the day: missing names are asked for
ARRIVALS_FOR = timedelta(days=1)  # after the day: who came can be put right


def names_from(meetup: Meetup) -> date:
    """Return the first day on which first names are asked for."""
    return timezone.localdate(meetup.starts_at) - NAMES_FROM


def names_open(meetup: Meetup, now: datetime) -> bool:
    """Whether names can be written down and changed: from `names_from` until the day ends."""
    today = timezone.localdate(now)
    return meetup.cancelled_at is None and names_from(meetup) <= today <= timezone.localdate(meetup.ends_at)


def names_due(meetup: Meetup, now: datetime) -> bool:
    """Whether it is time to say that names are missing."""
    return names_open(meetup, now) and meetup.starts_at - REMINDED_FOR <= now < meetup.ends_at


def on_the_day(meetup: Meetup, now: datetime) -> bool:
    """Whether it is the day itself."""
    first, last = timezone.localdate(meetup.starts_at), timezone.localdate(meetup.ends_at)
    return meetup.cancelled_at is None and first <= timezone.localdate(now) <= last


def arrivals_shown(meetup: Meetup, now: datetime) -> bool:
    """Whether staff read who comes by name: from `names_from` until ARRIVALS_FOR after the day."""
    today = timezone.localdate(now)
    last = timezone.localdate(meetup.ends_at) + ARRIVALS_FOR
    return meetup.cancelled_at is None and names_from(meetup) <= today <= last


def can_mark(meetup: Meetup, now: datetime) -> bool:
    """Whether it can be written down who came. Doors open before the start, so from that morning on."""
    return arrivals_shown(meetup, now) and timezone.localdate(meetup.starts_at) <= timezone.localdate(now)
