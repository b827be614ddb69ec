"""Events of a council: what a test puts into EVENTS is in that council's calendar."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from calendars import events
from calendars.events import Event
from geography.models import LocalAuthority

LONDON = ZoneInfo("Europe/London")
EVENTS: dict[str, list[Event]] = {}

events.register(LocalAuthority, lambda council: EVENTS.get(council.pk, []), name="Made up: %(site)s")


def event(**facts: Any) -> Event:
    """A museum taken over on the morning of the national day."""
    starts_at = facts.pop("starts_at", datetime(2026, 11, 20, 9, 30, tzinfo=LONDON))
    given = {
        "uid": "booking-7@heard.example",
        "title": "Takeover: Choose the next show",
        "starts_at": starts_at,
        "ends_at": starts_at + timedelta(hours=5),
        "words": "Bring: a packed lunch.",
        "place": "1 Quay Street, Bristol",
        "url": "https://heard.example/takeovers/7/",
    }
    return Event(**(given | facts))
