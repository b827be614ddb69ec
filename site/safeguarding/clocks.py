"""When a concern must be answered: working hours in England, bank holidays and summer time included.

Pure: moments in, moments out. All moments are aware; hours are hours that pass, so that the night in
which clocks change neither gives nor takes one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.utils.translation import ngettext

from safeguarding.enums import Level

LONDON = ZoneInfo("Europe/London")
OPENS, CLOSES = time(9), time(17)
WORKING_DAYS = range(5)  # Monday to Friday
# A moment further ahead than this was written by a clock that has since been put right (F10).
SLACK = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Clock:
    """`within` is how long an answer may take; of working hours only, unless `day_and_night`."""

    within: timedelta
    day_and_night: bool
    why: str

    @property
    def words(self) -> str:
        """'within 4 working hours', for the desk."""
        hours = int(self.within.total_seconds() // 3600)
        if self.day_and_night:
            return ngettext(
                "within %(n)s hour, day and night", "within %(n)s hours, day and night", hours
            ) % {"n": hours}
        return ngettext("within %(n)s working hour", "within %(n)s working hours", hours) % {"n": hours}


# Change a promise here, with its reason; tests/safeguarding/test_clocks.py says what follows from it.
TABLE: dict[Level, Clock] = {
    Level.RED: Clock(
        timedelta(hours=1), True, "A child may be hurt tonight: whoever is on call answers within the hour."
    ),
    Level.AMBER: Clock(
        timedelta(hours=4), False, "Children's services can still be reached on the same working day."
    ),
    Level.GREEN: Clock(
        timedelta(hours=16), False, "Two working days of eight hours: time to think about it together."
    ),
}


def respond_by(level: Level | str, raised_at: datetime) -> datetime:
    """Return until when a concern of `level`, raised at `raised_at`, must have been taken; in UTC."""
    return due(TABLE[Level(level)], raised_at)


def due(clock: Clock, raised_at: datetime) -> datetime:
    """Return when the time of `clock` is over, counted from `raised_at`; in UTC."""
    now = raised_at.astimezone(ZoneInfo("UTC"))
    if clock.day_and_night:
        return now + clock.within
    left = clock.within
    while True:
        opens, closes = next_shift(now)
        start = max(now, opens)
        if start + left <= closes:
            return start + left
        left -= closes - start
        now = closes


def is_open(moment: datetime) -> bool:
    """Whether somebody is at work at `moment`."""
    opens, closes = next_shift(moment)
    return opens <= moment < closes


def next_shift(moment: datetime) -> tuple[datetime, datetime]:
    """Return the first working day that has not ended at `moment`: when it opens and closes, in UTC."""
    day = moment.astimezone(LONDON).date()
    while True:
        if is_working_day(day):
            opens, closes = (
                datetime.combine(day, at, LONDON).astimezone(ZoneInfo("UTC")) for at in (OPENS, CLOSES)
            )
            if moment < closes:
                return opens, closes
        day += timedelta(days=1)


def is_working_day(day: date) -> bool:
    """Whether England works on `day`: Monday to Friday, no bank holiday."""
    return day.weekday() in WORKING_DAYS and not is_bank_holiday(day)


def is_bank_holiday(day: date) -> bool:
    """Whether `day` is a bank holiday in England."""
    return day in _bank_holidays(day.year)


def is_late(*, respond_by: datetime, raised_at: datetime, now: datetime) -> bool:
    """Whether the time to answer is over.

    A concern raised in the future was raised under a wrong clock, and so was its promise: it counts
    as late, since too much haste harms nobody (F10).
    """
    return now >= respond_by or raised_at > now + SLACK


@lru_cache(maxsize=16)
def _bank_holidays(year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))
