"""What people read about a challenge, which of it matters enough to be checked again, and its digest.

See docs/adr/0123.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from takeover.challenges.models import Challenge

# What it is, when, where, and for whom: once published, a change is checked before anybody sees it.
WEIGHTY = (
    "title",
    "decide",
    "day",
    "first_date",
    "last_date",
    "starts_time",
    "ends_time",
    "authority",
    "address",
    "capacity",
    "smallest_group",
    "largest_group",
    "youngest",
    "oldest",
)
# How to come prepared: a change is seen at once, and booked groups are told.
LIGHT = ("access", "access_more", "bring", "food", "travel")
WORDS = WEIGHTY + LIGHT
# Whom to ask for at the door: sealed, seen by booked groups alone, and in no revision.
ARRIVAL = ("contact_name", "contact_phone", "directions")

TEXTS = ("title", "decide", "day", "access_more", "bring", "food", "travel")  # S20; the address is one
NEEDED = (
    "title",
    "decide",
    "first_date",
    "last_date",
    "starts_time",
    "ends_time",
    "authority",
    "address",
    "capacity",
    "smallest_group",
    "largest_group",
    "youngest",
    "oldest",
    "contact_name",
    "contact_phone",
)
NOT_COPIED = ("first_date", "last_date", *ARRIVAL)


def of(challenge: Challenge) -> dict[str, Any]:
    """Return {field: value} for everything people read, as JSON holds it."""
    return {name: _plain(challenge, name) for name in WORDS}


def digest(challenge: Challenge) -> str:
    """Return the 64-hex digest of everything people read (S13)."""
    said = json.dumps(sorted(of(challenge).items()), ensure_ascii=True)
    return hashlib.sha256(said.encode()).hexdigest()


def differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the fields that say something else in `after`, in the order of WORDS."""
    return tuple(name for name in WORDS if before.get(name) != after.get(name))


def put(challenge: Challenge, answers: Mapping[str, Any], names: tuple[str, ...] = WORDS) -> None:
    """Set the fields `names` of `challenge` to what `answers` say, in memory; what they leave out is empty.

    Raises ValueError for an answer that is no day, no time or no number.
    """
    for name in names:
        value = answers.get(name)
        if name == "authority":
            challenge.authority_id = str(value or "")
        elif name in ("first_date", "last_date"):
            setattr(challenge, name, date.fromisoformat(str(value)))
        elif name in ("starts_time", "ends_time"):
            setattr(challenge, name, time.fromisoformat(str(value)))
        elif name in ("capacity", "smallest_group", "largest_group", "youngest", "oldest"):
            setattr(challenge, name, int(str(value)))
        elif name == "access":
            challenge.access = sorted(value or [])
        else:
            setattr(challenge, name, _lines(value))


def _lines(value: Any) -> str:
    # A browser sends a line's end as two characters; a revision or a test sends one.
    return str(value or "").replace("\r\n", "\n").strip()


def _plain(challenge: Challenge, name: str) -> Any:
    value = challenge.authority_id if name == "authority" else getattr(challenge, name)
    if isinstance(value, date | time):
        return value.isoformat()
    return sorted(value) if isinstance(value, list) else value
