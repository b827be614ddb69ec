"""S20: what in a text could say who or where a child is; S28: captions that play."""

from __future__ import annotations

import time

import pytest

from moderation import text_checks

pytestmark = pytest.mark.django_db  # words of harm are rows that staff edit


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("write to zuzia@post.example please", "zuzia@post.example"),
        ("call 07700 900123 now", "07700 900123"),
        ("call +44 7700 900123 now", "+44 7700 900123"),
        ("we are at SW1A 1AA today", "SW1A 1AA"),
        ("follow @brave_otter99", "@brave_otter99"),
        ("see www.example.org/me", "www.example.org/me"),
        ("I go to Green Hill Primary", "Green Hill Primary"),
        ("my name is Zuzanna", "my name is Zuzanna"),
        ("Mrs Brown said so", "Mrs Brown"),
        ("12 Station Road", "12 Station Road"),
        ("I am 9 and I like boats", "I am 9"),
        ("add me on Snapchat", "Snapchat"),
        ("he hits me a lot", "hits me"),
        ("sometimes I want to die", "want to die"),
    ],
)
def test_hit_is_found(text: str, words: str) -> None:
    assert words in [hit.words for hit in text_checks.hits("A quiet title", text)]


@pytest.mark.parametrize(
    "text",
    [
        "A paper boat crosses a puddle.",
        "We are 3 friends and we sing.",
        "At 00:01.000 --> 00:04.000",
        "",
        "10 20 30",
    ],
)
def test_plain_words_raise_nothing(text: str) -> None:
    assert text_checks.hits(text) == []


def test_harm_comes_first() -> None:
    """S21: words of harm are what the reviewer sees first."""
    found = text_checks.hits("@somebody_nice", "he hits me")
    assert "harm" in str(found[0].what)


def test_long_text_is_read_in_no_time() -> None:
    """No text can make the patterns slow."""
    began = time.thread_time()
    for piece in (
        "a" * 50_000,
        "0" * 50_000,
        "A" * 50_000,
        "Ab " * 20_000,
        "@" * 50_000,
        "a.b@" * 10_000,
        "1 " * 25_000,
    ):
        text_checks.hits(piece)
    assert time.thread_time() - began < 5


GOOD = (
    "WEBVTT\n\n00:00.200 --> 00:02.600\n[soft plucked tune]\n\n00:00:03.000 --> 00:00:04.000 line:0\nHello\n"
)


def test_captions_that_play_are_counted() -> None:
    assert text_checks.check_captions(GOOD, longest_ms=10_000) == 2
    assert text_checks.check_captions(GOOD.replace("\n", "\r\n")) == 2


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1\n00:00:01,000 --> 00:00:02,000\nHello", "WEBVTT"),
        ("WEBVTT\n", "single caption"),
        ("WEBVTT\n\n00:01 --> 00:02\nHello", "Line 3"),
        ("WEBVTT\n\n00:04.000 --> 00:01.000\nHello", "end must come after"),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\n", "no words"),
        ("WEBVTT\n\n01:01.000 --> 01:02.000\nHello", "after the end"),
        ("WEBVTT\n\n00:05.000 --> 00:06.000\nB\n\n00:01.000 --> 00:02.000\nA", "order"),
    ],
)
def test_captions_that_do_not_play_are_named(text: str, why: str) -> None:
    with pytest.raises(text_checks.NotCaptions, match=why):
        text_checks.check_captions(text, longest_ms=10_000)
