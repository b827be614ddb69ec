"""When a concern must be answered: working hours, bank holidays, the nights in which clocks change (F10)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from safeguarding import clocks
from safeguarding.enums import Level

LONDON = ZoneInfo("Europe/London")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("level", "raised", "answered"),
    [
        # Red runs day and night, on every day.
        ("red", "2026-11-25 10:00", "2026-11-25 11:00"),
        ("red", "2026-11-28 23:30", "2026-11-29 00:30"),
        ("red", "2026-12-25 15:00", "2026-12-25 16:00"),
        # Amber: four working hours.
        ("amber", "2026-11-25 09:00", "2026-11-25 13:00"),
        ("amber", "2026-11-25 06:00", "2026-11-25 13:00"),
        ("amber", "2026-11-25 15:00", "2026-11-26 11:00"),
        ("amber", "2026-11-27 16:55", "2026-11-30 12:55"),  # Friday, five minutes before the end
        ("amber", "2026-11-27 17:00", "2026-11-30 13:00"),  # Friday, the end itself
        ("amber", "2026-11-28 12:00", "2026-11-30 13:00"),  # Saturday
        ("amber", "2026-12-24 16:00", "2026-12-29 12:00"),  # Christmas, Boxing Day observed on Monday
        ("amber", "2026-04-02 16:00", "2026-04-07 12:00"),  # Good Friday and Easter Monday
        ("amber", "2027-12-24 16:00", "2027-12-29 12:00"),  # both days observed on Monday and Tuesday
        ("amber", "2026-12-31 16:00", "2027-01-04 12:00"),  # over the year, New Year's Day a Friday
        # Green: two working days.
        ("green", "2026-11-25 11:00", "2026-11-27 11:00"),
        ("green", "2026-11-27 16:55", "2026-12-01 16:55"),
        ("green", "2026-08-28 12:00", "2026-09-02 12:00"),  # late summer bank holiday on the 31st
        # The nights in which clocks change: hours that pass, office hours as the wall shows them.
        ("red", "2026-03-29 00:30", "2026-03-29 02:30"),  # 1:30 does not exist that night
        ("red", "2026-10-25 00:30", "2026-10-25 01:30"),
        ("amber", "2026-03-27 16:00", "2026-03-30 12:00"),
        ("amber", "2026-10-23 16:00", "2026-10-26 12:00"),
    ],
)
def test_promise(level: str, raised: str, answered: str) -> None:
    assert clocks.respond_by(level, at(raised)) == at(answered).astimezone(ZoneInfo("UTC"))


def test_red_takes_one_hour_that_passes_when_the_clock_goes_back() -> None:
    """Half past one comes twice that night; the promise is for the first."""
    first = datetime(2026, 10, 25, 1, 15, tzinfo=LONDON)
    assert clocks.respond_by("red", first) - first.astimezone(ZoneInfo("UTC")) == timedelta(hours=1)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-25 08:59", False),
        ("2026-11-25 09:00", True),
        ("2026-11-25 16:59", True),
        ("2026-11-25 17:00", False),
        ("2026-11-28 12:00", False),
        ("2026-12-28 12:00", False),
        ("2026-06-24 09:00", True),
    ],
)
def test_somebody_is_at_work(moment: str, is_open: bool) -> None:
    assert clocks.is_open(at(moment)) is is_open


def test_every_level_has_a_promise_and_a_reason_and_worse_is_sooner() -> None:
    assert set(clocks.TABLE) == set(Level)
    assert all(clock.why for clock in clocks.TABLE.values())
    for hour in range(0, 24 * 9, 5):
        raised = at("2026-12-22 00:00") + timedelta(hours=hour)
        red, amber, green = (clocks.respond_by(level, raised) for level in Level)
        assert red < amber < green


@pytest.mark.parametrize(
    ("raised_after_now", "late"),
    [(timedelta(0), False), (timedelta(days=1), True), (timedelta(days=-1), True)],
    ids=["right", "a day ahead", "a day behind"],
)
def test_promise_made_under_a_wrong_clock_counts_as_late(raised_after_now: timedelta, late: bool) -> None:
    """F10: too much haste harms nobody; a promise that lies a day too far does."""
    now = at("2026-11-25 10:00")
    raised = now + raised_after_now
    promise = clocks.respond_by("red", raised)
    assert clocks.is_late(respond_by=promise, raised_at=raised, now=now) is late
