"""Whole numbers in what visitors send."""

from __future__ import annotations

_LONGEST = 18  # digits: every such number fits into a bigint


def whole_number(text: str) -> int | None:
    """Return the whole number that text says in ASCII digits, None for anything else or longer than 18.

    str.isdigit() alone takes '²', which int() refuses; int() refuses 5,000 digits (S38).
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _LONGEST else None
