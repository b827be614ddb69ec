"""The rules of limited places, run over each programme that has some: one mechanism, the same promises."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cicc_meetups.bookings.errors import BookedAlready
from places import allotting, queries
from places.enums import WITH_PLACES, State
from places.errors import NoPlaces
from places.models import Booking
from takeover.sign_ups.errors import AskedAlready, NotAsked
from tests.factories.places import fresh
from tests.factories.programmes import Meetups, Programme, Takeovers

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[Takeovers, Meetups], ids=["takeovers", "meetups"])
def programme(request: pytest.FixtureRequest) -> Iterator[Programme]:
    made: Programme = request.param()
    yield made
    assert list(queries.adrift()) == []  # whatever a test did, the figures add up


def has_places(booking: Booking) -> bool:
    return fresh(booking).state in WITH_PLACES


def test_never_one_too_many(programme: Programme) -> None:
    thing = programme.thing(5)
    asked = [programme.ask(thing, 2) for _each in range(4)]
    assert [has_places(booking) for booking in asked] == [True, True, False, False]
    assert programme.places(thing).taken == 4


def test_a_group_gets_all_or_nothing(programme: Programme) -> None:
    thing = programme.thing(5)
    programme.ask(thing, 3)
    late = programme.ask(thing, 3)
    assert (late.state, late.size) == (State.WAITING, 3)
    assert programme.places(thing).taken == 3


def test_more_than_all_places_cannot_be_asked_for(programme: Programme) -> None:
    thing = programme.thing(4)
    with pytest.raises((NoPlaces, NotAsked)):
        programme.ask(thing, 5)
    assert programme.places(thing).taken == 0
    assert not Booking.objects.exists()


def test_who_asked_first_moves_up_first(programme: Programme) -> None:
    thing = programme.thing(2)
    first = programme.ask(thing, 2)
    second, third = programme.ask(thing, 2), programme.ask(thing, 2)
    assert [queries.place_in_line(one) for one in (second, third)] == [1, 2]
    assert programme.cancel(first)
    assert (has_places(second), has_places(third)) == (True, False)
    assert queries.place_in_line(fresh(third)) == 1


def test_raised_capacity_moves_up_who_waits(programme: Programme) -> None:
    thing = programme.thing(2)
    programme.ask(thing, 2)
    waiting = programme.ask(thing, 2)
    allotting.set_capacity(allotment=programme.places(thing), capacity=3, by="user:1")
    assert not has_places(waiting)
    allotting.set_capacity(allotment=programme.places(thing), capacity=4, by="user:1")
    assert has_places(waiting)


def test_nothing_is_given_after_it_began(programme: Programme) -> None:
    thing = programme.thing(2)
    first = programme.ask(thing, 2)
    waiting = programme.ask(thing, 2)
    thing = programme.begin(thing)
    with pytest.raises((NoPlaces, NotAsked)):
        programme.ask(thing, 1)
    programme.cancel(first)
    assert not has_places(waiting)


def test_a_double_click_books_once(programme: Programme) -> None:
    thing, by = programme.thing(6), programme.somebody()
    once = programme.ask(thing, 2, by=by, key="a" * 32)
    again = programme.ask(thing, 2, by=by, key="a" * 32)
    assert once.pk == again.pk
    assert programme.places(thing).taken == 2


def test_nobody_books_twice_with_another_key(programme: Programme) -> None:
    thing, by = programme.thing(6), programme.somebody()
    programme.ask(thing, 2, by=by)
    with pytest.raises((AskedAlready, BookedAlready)):
        programme.ask(thing, 2, by=by)
    assert programme.places(thing).taken == 2


def test_giving_back_twice_is_no_error_and_frees_once(programme: Programme) -> None:
    thing = programme.thing(4)
    booking = programme.ask(thing, 2)
    programme.ask(thing, 1)
    assert programme.cancel(booking)
    assert not programme.cancel(booking)
    assert programme.places(thing).taken == 1
