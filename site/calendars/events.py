"""What stands in somebody's calendar. A programme registers who holds a feed and what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Event:
    """One thing at a time and a place. No child's name is ever in it (S12): calendars are shared.

    `uid` is the same for as long as it is the same thing. `starts_at` and `ends_at` are aware; with
    `days` more than one it happens on that many days in a row, at the same hours by England's clocks,
    and `ends_at` is the end of the first. `url` is absolute.
    """

    uid: str
    title: str
    starts_at: datetime
    ends_at: datetime
    days: int = 1
    words: str = ""
    place: str = ""
    url: str = ""
    called_off: bool = False


class NoCalendar(LookupError):
    """No programme has registered a calendar for this kind of holder."""


_programmes: dict[type[Model], Callable[[Model], Iterable[Event]]] = {}


def register(holder: type[Model], events: Callable[..., Iterable[Event]]) -> None:
    """Let rows of `holder` have a feed; `events(row)` yields what is in it, in the language in force."""
    _programmes[holder] = events


def of(holder: Model) -> list[Event]:
    """Return what is in the feed of `holder`, by time; raises NoCalendar."""
    if type(holder) not in _programmes:
        raise NoCalendar(f"{type(holder).__name__} was never registered with calendars.events")
    return sorted(_programmes[type(holder)](holder), key=lambda event: (event.starts_at, event.uid))
