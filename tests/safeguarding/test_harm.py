"""S21: words of harm are found as children write them, in the lists that staff edit."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.core.cache import cache

from safeguarding import harm
from safeguarding.enums import Level
from safeguarding.models import HarmList

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("my uncle hits me", "hits me"),
        ("My Uncle HITS  ME", "HITS  ME"),
        ("he hurts me every day", "hurts me"),
        ("i dont want to live anymore", "dont want to live"),
        ("I don't want to live", "don't want to live"),
        ("I don’t want to live", "don’t want to live"),
        ("I want to d1e", "want to d1e"),
        ("i want to dieeee", "want to dieeee"),
        ("i want to d.i.e", "want to die"),
        ("k.i.l.l me", "kill me"),
        ("$uicide", "$uicide"),
        ("sui\u200bcide", "suicide"),
        ("line one\nhe hits\nme", "hits\nme"),
        ("tata bije mnie pasem", "bije mnie"),
        ("chce umrzec", "chce umrzec"),
        ("Myślę o samobójstwie", "samobójstwie"),
        ("أُريدُ أن أَموت", "أُريدُ أن أَموت"),
        ("اريد ان اموت", "اريد ان اموت"),
        ("عمي يضربني", "يضربني"),
    ],
)
def test_words_are_found_as_they_are_written(text: str, words: str) -> None:
    assert words in [match.words for match in harm.found_in(text)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "We killed the dragon in our game and then had tea.",
        "A paper boat crosses a puddle.",
        "Hit the ball, then run to me.",
        "1234 5678 90",
        "Lubię lody i rowery.",
        "أحب القطط",
    ],
)
def test_plain_words_are_not(text: str) -> None:
    assert harm.found_in(text) == []


def test_worst_comes_first_and_each_piece_once() -> None:
    found = harm.found_in("they locked me in. he hits me. he hits me.")
    assert [(match.words, match.level) for match in found] == [
        ("hits me", Level.RED),
        ("locked me in", Level.AMBER),
    ]


def test_language_narrows_to_that_list_and_english() -> None:
    """A child who writes in English on a Polish page is heard too."""
    assert harm.found_in("bije mnie", language="ar") == []
    assert harm.found_in("bije mnie", language="pl") and harm.found_in("he hits me", language="pl")


def test_edited_list_is_in_force_within_seconds() -> None:
    """S21: staff edit the lists; at once for themselves, within FRESH_SECONDS everywhere."""
    assert harm.found_in("the grumbling cellar") == []
    english = HarmList.objects.get(language="en")
    english.red += "\ngrumbl* cellar  # what they call it there"
    english.save()
    assert [match.level for match in harm.found_in("the grumbling cellar")] == [Level.RED]
    # Another process has only the cache's word for it.
    HarmList.objects.update(red="", amber="")
    assert harm.found_in("the grumbling cellar")
    assert harm.FRESH_SECONDS <= 10
    cache.delete("safeguarding:harm")
    assert harm.found_in("the grumbling cellar") == []


def test_lists_are_read_once_for_many_texts(django_assert_num_queries: Any) -> None:
    harm.forget()
    with django_assert_num_queries(1):
        for _ in range(3):
            harm.found_in("he hits me", "a boat")


def test_list_lines_may_be_remarks_empty_or_a_lone_star() -> None:
    """A slip of the hand in a list must not make every word one of harm."""
    assert harm.phrases_of("# a remark\n\n*\n hit * me \nhits  ME # why\nkill*") == [["hits", "me"], ["kil*"]]


def test_every_seeded_phrase_finds_itself() -> None:
    """No entry that its own normalisation makes unreachable, in any language."""
    for row in HarmList.objects.all():
        assert row.red and row.amber, row.language
        for line in (row.red + "\n" + row.amber).splitlines():
            assert harm.found_in(line.replace("*", "")), line


def test_long_text_is_read_in_linear_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """No text can make the reading slow: twice the text takes about twice the time."""
    monkeypatch.setattr(harm, "LONGEST_TEXT", 100_000)

    def seconds(text: str) -> float:
        began = time.thread_time()
        harm.found_in(text)
        return time.thread_time() - began

    harm.found_in("warm up")
    for piece in ("a.", "hits ", "want to ", "a", "k.i", "dont ", "'", "ي "):
        half, whole = piece * (25_000 // len(piece)), piece * (100_000 // len(piece))
        assert seconds(whole) < max(8 * seconds(half), 0.25), piece
