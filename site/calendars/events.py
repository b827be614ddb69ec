"""What stands in somebody's calendar. A programme registers who holds a feed and what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model
from django.utils.functional import Promise


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


@dataclass(frozen=True, slots=True)
class Programme:
    """What a programme says of the calendars of its holders; functions get the holder's row."""

    events: Callable[..., Iterable[Event]]
    name: str | Promise
    open_to: Callable[..., bool]


class NoCalendar(LookupError):
    """No programme has registered a calendar for this kind of holder."""


_programmes: dict[type[Model], Programme] = {}


def register(
    holder: type[Model],
    events: Callable[..., Iterable[Event]],
    *,
    name: str | Promise,
    open_to: Callable[..., bool] = lambda holder: True,
) -> None:
    """Let rows of `holder` have a feed; `events(row)` yields what is in it, in the language in force.

    `name` is what the calendar is called, with %(site)s for the site. While `open_to(row)` is false its
    address opens nothing.
    """
    _programmes[holder] = Programme(events, name, open_to)


def programme(holder: Model) -> Programme:
    """Return what was registered for `holder`; raises NoCalendar."""
    if type(holder) not in _programmes:
        raise NoCalendar(f"{type(holder).__name__} was never registered with calendars.events")
    return _programmes[type(holder)]


def of(holder: Model) -> list[Event]:
    """Return what is in the feed of `holder`, by time; raises NoCalendar."""
    return sorted(programme(holder).events(holder), key=lambda event: (event.starts_at, event.uid))
