"""Two workers of one council at the same moment, on both databases (F8)."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from cicc_meetups.questions import actions, queries
from cicc_meetups.questions.models import Question
from tests.factories import between_meetups as make

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[Exception]:
    """Do all of them at the same moment; return what went wrong."""
    went_wrong: list[Exception] = []
    start = threading.Barrier(len(acts))

    def press(act: Callable[[], object]) -> None:
        try:
            start.wait()
            act()
        except Exception as error:
            went_wrong.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=press, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return went_wrong


def test_never_a_fourth_question() -> None:
    """Five different ones at once: three are taken, two are told that it is enough."""
    with transaction.atomic():
        at, worker = make.meetup(), make.worker()
    wrong = at_once(*(lambda n=n: make.question(at, worker, f"Number {n}?") for n in range(5)))
    assert [type(one) for one in wrong] == [actions.Enough] * 2
    assert Question.objects.count() == 3


def test_one_vote_from_four_presses() -> None:
    """Nobody reads an error: the council has voted."""
    with transaction.atomic():
        question = make.shown_question(make.meetup())
        council = make.worker().council
    vote = lambda: actions.vote(question=question, council=council, wanted=True, by="system")  # noqa: E731
    assert at_once(vote, vote, vote, vote) == []
    assert queries.ordered(question.meetup).get().voters == 2
