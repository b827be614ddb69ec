"""Two workers of one council at the same moment, on both databases (F8)."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import transaction

from cicc_meetups.questions import actions, queries
from cicc_meetups.questions.models import Question
from tests.at_once import at_once, failures
from tests.factories import between_meetups as make

pytestmark = pytest.mark.django_db(transaction=True)


def test_never_a_fourth_question() -> None:
    """Five different ones at once: three are taken, two are told that it is enough."""
    with transaction.atomic():
        at, worker = make.meetup(), make.worker()
    answers = at_once(*(lambda n=n: make.question(at, worker, f"Number {n}?") for n in range(5)))
    assert [type(one) for one in failures(answers)] == [actions.Enough] * 2
    assert Question.objects.count() == 3


def test_one_vote_from_four_presses() -> None:
    """Nobody reads an error: the council has voted."""
    with transaction.atomic():
        question = make.shown_question(make.meetup())
        council = make.worker().council
    vote = partial(actions.vote, question=question, council=council, wanted=True, by="system")
    assert failures(at_once(vote, vote, vote, vote)) == []
    assert queries.ordered(question.meetup).get().voters == 2
