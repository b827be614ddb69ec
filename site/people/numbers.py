"""Numbers as they come from outside: text that may hold anything."""

from __future__ import annotations


def whole_number(text: str) -> int | None:
    """Return the whole number that text says in ASCII digits, None for anything else or longer than 18."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 18 else None
