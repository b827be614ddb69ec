"""The help page as plain values, which outlive the database they came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Line:
    """Somebody else to call."""

    name: str
    phone: str
    words: str


@dataclass(frozen=True)
class Part:
    """Words for some of the readers: `whom` is an enums.Whom, `phone` may be empty."""

    whom: str
    heading: str
    words: str
    phone: str = ""


@dataclass(frozen=True)
class Help:
    """Who answers, when, and what to do in danger; in one language.

    `hours` is one sentence, `timetable` the hours line by line. Neither says whether anybody answers now:
    this is kept, and shown days later when the database is away.
    """

    heading: str
    lead: str
    phone: str
    hours: str
    emergency: str
    email: str = ""
    next_steps: str = ""
    closed: str = ""
    lines: tuple[Line, ...] = ()
    timetable: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


def from_plain(kept: Mapping[str, Any]) -> Help:
    """Return the facts that dataclasses.asdict made plain. Raises KeyError or TypeError for other things."""
    return Help(
        **{
            **kept,
            "lines": tuple(Line(**line) for line in kept["lines"]),
            "timetable": tuple(kept.get("timetable", ())),
            "parts": tuple(Part(**part) for part in kept.get("parts", ())),
        }
    )
