"""Two of one group ask at the same moment, on both databases: one booking, whichever programme it is (F8)."""

from __future__ import annotations

from functools import partial

import pytest
from django.db import transaction

from places import queries
from places.models import Booking
from tests.at_once import at_once
from tests.factories.programmes import Meetups, Programme, Takeovers

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.mark.parametrize("programme", [Meetups(), Takeovers()], ids=["meetups", "takeovers"])
def test_two_colleagues_at_once_book_once(programme: Programme) -> None:
    """Each with a form, and so a key, of their own; the second reads that it is booked already."""
    for _each in range(5):
        with transaction.atomic():
            thing, one = programme.thing(9), programme.somebody()
            other = programme.colleague(one)
        answers = at_once(
            lambda thing=thing, one=one: programme.ask(thing, 2, by=one),
            lambda thing=thing, other=other: programme.ask(thing, 3, by=other),
        )
        booked = [answer for answer in answers if isinstance(answer, Booking)]
        assert len(booked) == 1, answers
        assert [type(answer) for answer in answers if answer not in booked] == [programme.already]
        assert programme.places(thing).taken == booked[0].size
    assert list(queries.adrift()) == []


def test_the_same_form_twice_at_once_books_once() -> None:
    """Both presses get the same answer."""
    programme = Meetups()
    with transaction.atomic():
        thing, one = programme.thing(9), programme.somebody()
    ask = partial(programme.ask, thing, 2, by=one, key="f" * 32)
    answers = at_once(ask, ask, ask)
    assert len({answer.pk if isinstance(answer, Booking) else repr(answer) for answer in answers}) == 1
    assert programme.places(thing).taken == 2
