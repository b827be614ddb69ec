"""What visitors type is a number only when a database takes it."""

from __future__ import annotations

import pytest

from people.numbers import whole_number


@pytest.mark.parametrize(
    ("text", "number"), [("0", 0), ("7", 7), ("007", 7), ("2026", 2026), ("9" * 18, 10**18 - 1)]
)
def test_a_number_is_read(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    "text",
    ["", " ", "abc", "²", "٣", "-1", "+1", "1.5", "1_0", " 1", "1\n", "\0", "1\0", "9" * 19, "9" * 5000],
)
def test_anything_else_is_none(text: str) -> None:
    """S38: int() raises for '²' and for 5,000 digits, a database for NUL."""
    assert whole_number(text) is None
