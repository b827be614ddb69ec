"""How near a thing with places is, in days. Pure: moments in, a number of days out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta


def days_to(starts_at: datetime, now: datetime, *, within: Iterable[int]) -> int | None:
    """Return the tightest of `within`, numbers of days, that the start has come within.

    None before, and once it began. `now` is local. By the calendar: the day before means the day before,
    at whatever hour it begins.
    """
    if starts_at - now <= timedelta(0):
        return None
    left = (starts_at.astimezone(now.tzinfo).date() - now.date()).days
    return min((days for days in within if left <= days), default=None)
