"""The waiting list's rules, one table: who goes, who is passed, and for whom places are saved up."""

from __future__ import annotations

import pytest
from django.utils import translation

from places import rules
from places.enums import Reason
from places.line import MOST_PASSES, Passed, Waiting, who_goes
from tests import reading


def line(*sizes: int | tuple[int, int]) -> list[Waiting]:
    """Groups of these sizes, numbered from 1; a pair is a size and how often it was passed."""
    pairs = [each if isinstance(each, tuple) else (each, 0) for each in sizes]
    return [Waiting(number, size, passed) for number, (size, passed) in enumerate(pairs, 1)]


@pytest.mark.parametrize(
    ("waiting", "free", "goes"),
    [
        (line(), 5, []),
        (line(1, 1, 1), 2, [1, 2]),
        (line(3), 2, []),
        (line(2, 3), 5, [1, 2]),
        (line(5, 2), 3, [2]),
        (line(5, 2, 1), 3, [2, 3]),
        (line(5, 2, 2), 3, [2]),
        (line((5, MOST_PASSES), 2), 3, []),
        (line(1, (5, MOST_PASSES), 2), 4, [1]),
        (line((5, MOST_PASSES), 2), 5, [1]),
        (line((5, MOST_PASSES - 1), 1, 1), 3, [2]),
        (line((11, MOST_PASSES), 2), 3, [2]),
        (line(1, 1), 0, []),
    ],
)
def test_who_goes(waiting: list[Waiting], free: int, goes: list[int]) -> None:
    """Rules 1, 2, 3 and 5, for ten places in all."""
    assert who_goes(waiting, free=free, capacity=10, saving=True).go == goes


def test_nothing_is_saved_up_shortly_before_the_start() -> None:
    """Rule 4: no place stays empty."""
    waiting = line((5, MOST_PASSES), 2)
    assert who_goes(waiting, free=3, capacity=10, saving=False).go == [2]


def test_each_pass_says_why() -> None:
    """Staff can read which group went first, and how many places were free then."""
    outcome = who_goes(line(11, 5, 2, 1), free=4, capacity=10, saving=True)
    assert outcome.passed == [
        Passed(1, Reason.LARGER_THAN_ALL, 4, 2),
        Passed(2, Reason.NEEDS_MORE, 4, 2),
        Passed(1, Reason.LARGER_THAN_ALL, 2, 1),
        Passed(2, Reason.NEEDS_MORE, 2, 1),
    ]


def test_nobody_is_passed_when_nobody_goes() -> None:
    """Waiting is no skip."""
    assert who_goes(line(5, 4), free=3, capacity=10, saving=True).passed == []


def test_no_order_of_sizes_gives_out_more_than_is_free() -> None:
    """Every line of up to four groups of one to four, with every number of free places."""
    import itertools

    for length in range(5):
        for sizes in itertools.product((1, 2, 3, 4, (4, MOST_PASSES)), repeat=length):
            waiting = line(*sizes)
            for free in range(6):
                gone = who_goes(waiting, free=free, capacity=4, saving=True).go
                assert sum(each.size for each in waiting if each.id in gone) <= free
                assert gone == sorted(gone)


def test_the_rules_are_told_in_easy_words() -> None:
    """A child of nine can read them; they say the very numbers the code has."""
    with translation.override("en"):
        told = rules.told()
    sentences = [sentence for words in told for sentence in reading.sentences(f"<main><p>{words}</p></main>")]
    assert reading.index(sentences) <= reading.READ_AT_NINE
    assert max(len(reading.words(sentence)) for sentence in sentences) <= 12
    assert "up to 3 times" in " ".join(told)
    assert "last 7 days" in " ".join(told)
