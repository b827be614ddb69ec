"""When what can be done about a day. Pure: days and moments in, yes or no out; all days are England's."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from places import nearing
from takeover.challenges.models import Challenge

REMINDED_DAYS = (7, 1)
PUT_RIGHT_FOR = timedelta(days=7)  # who came can be put right that long after the last day
TOLD_BEFORE = timedelta(days=1)
TOLD_AFTER = timedelta(days=30)
SAID_AFTER = timedelta(days=30)  # how it was


def can_mark(challenge: Challenge, now: datetime) -> bool:
    """Whether it can be written down who came: from the start until PUT_RIGHT_FOR after the last day."""
    return challenge.starts_at <= now and now.date() <= challenge.last_date + PUT_RIGHT_FOR


def can_tell(challenge: Challenge, today: date) -> bool:
    """Whether somebody can tell us here that something went wrong; after that Help at Hand is there."""
    return challenge.first_date - TOLD_BEFORE <= today <= challenge.last_date + TOLD_AFTER


def can_say(challenge: Challenge, now: datetime) -> bool:
    """Whether somebody can say how it was: from the end of the first day on."""
    return challenge.starts_at <= now and now.date() <= challenge.last_date + SAID_AFTER


def days_to(challenge: Challenge, now: datetime) -> int | None:
    """Return the tightest of REMINDED_DAYS that the start has come within; None before, and once it began."""
    return nearing.days_to(challenge.starts_at, now, within=REMINDED_DAYS)
