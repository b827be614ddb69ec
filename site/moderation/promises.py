"""By when somebody has looked: working hours in England, as published (S14, S15)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import ngettext

from moderation.models import PublishedTimes
from safeguarding import clocks

_WORKING_DAY = timedelta(hours=clocks.CLOSES.hour - clocks.OPENS.hour)


def times() -> PublishedTimes:
    """Return what editors have promised."""
    return PublishedTimes.load()


def working_days(days: int, *, start: datetime) -> datetime:
    """Return the moment `days` working days after `start`, in UTC."""
    return _after(_WORKING_DAY * days, start)


def working_hours(hours: int, *, start: datetime) -> datetime:
    """Return the moment `hours` working hours after `start`, in UTC."""
    return _after(timedelta(hours=hours), start)


def in_days(days: int) -> str:
    """'within 1 working day', in the reader's language."""
    return ngettext("within %(n)s working day", "within %(n)s working days", days) % {"n": days}


def _after(left: timedelta, now: datetime) -> datetime:
    while True:
        opens, closes = clocks.next_shift(now)
        start = max(now, opens)
        if start + left <= closes:
            return start + left
        left -= closes - start
        now = closes
