"""The help page as plain values, which outlive the database they came from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """Somebody else to call."""

    name: str
    phone: str
    words: str


@dataclass(frozen=True)
class Help:
    """Who answers, when, and what to do in danger; in one language."""

    heading: str
    lead: str
    phone: str
    hours: str
    emergency: str
    email: str = ""
    next_steps: str = ""
    lines: tuple[Line, ...] = ()
