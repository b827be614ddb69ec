"""A council that leaves gives its places back, and nothing of who was to come is left."""

from __future__ import annotations

from typing import Any

import pytest

from accounts.models import User
from cicc_meetups import actions as councils
from cicc_meetups.bookings import actions, sweeper
from cicc_meetups.bookings.errors import NotOpen
from cicc_meetups.bookings.models import Booking, YoungPerson
from cicc_meetups.models import Council, Worker
from consent import withdrawal
from outbox.models import Message
from places.enums import State
from safeguarding.models import AuditEntry
from tests.cicc_meetups.bookings.test_people import in_days, named
from tests.factories import between_meetups as between
from tests.factories.programmes import Meetups
from tests.factories.safeguarding import HoldFactory

pytestmark = pytest.mark.django_db
YOU = {"name": "Robin Reed", "role": "Participation worker", "phone": "01632 960 001"}


def coming(*, days: float = 10, by: Worker | None = None) -> tuple[Booking, Booking]:
    """A council with all four places and names for them, and another that waits."""
    programme = Meetups()
    meetup = programme.thing(4)
    first = Booking.objects.get(places=programme.ask(meetup, 4, by=by))
    waits = Booking.objects.get(places=programme.ask(meetup, 3))
    in_days(meetup, days)
    first = Booking.objects.get(pk=first.pk)
    named(first, "Quillon", "Wren", "Lark", "Robin")
    Booking.objects.filter(pk=first.pk).update(needs="A quiet room")
    return first, waits


def register(user: User, council: Council, name: str) -> Worker:
    return councils.register(
        user=user,
        authority=council.authority_id,
        council=None,
        council_name=name,
        facts=YOU,
        language="en",
    )


def leave(worker: Worker | None, how: str) -> None:
    assert worker is not None
    if how == "erased":
        withdrawal.withdraw(subject=worker, by="user:1", route="left")
    else:
        register(worker.user, worker.council, "Another Council")


@pytest.mark.parametrize("how", ["erased", "moved"])
def test_its_places_are_free_and_who_waits_moves_up(how: str) -> None:
    """S8: in the same transaction, and names and needs go with the places."""
    first, waits = coming()
    leave(first.worker, how)
    assert Council.objects.get(pk=first.council_id).left_at is not None
    first, waits = Booking.objects.get(pk=first.pk), Booking.objects.get(pk=waits.pk)
    assert first.places is not None and first.places.state == State.CANCELLED
    assert waits.places is not None and waits.places.state == State.HELD
    assert Meetups().places(first.meetup).taken == 3
    assert (first.needs, first.forgotten_at is None) == ("", False)
    people = YoungPerson.objects.filter(booking=first)
    assert {(person.name, person.gone_for, person.keys.count()) for person in people} == {
        ("", "cancelled", 0)
    }
    news = Message.objects.filter(template="meetup_news", context__what="moved_up")
    assert [letter.to for letter in news] == [waits.worker.user.email if waits.worker else ""]
    assert AuditEntry.objects.filter(act="booking.cancelled").count() == 1


def test_nothing_more_goes_to_whoever_left() -> None:
    first, _waits = coming()
    assert Message.objects.filter(template="meetup_news", context__what="confirmed").exists()
    leave(first.worker, "moved")
    left = Message.objects.filter(to=first.worker.user.email if first.worker else "")
    assert not left.filter(state=Message.State.WAITING).exists()


def test_a_new_worker_of_the_same_council_books() -> None:
    first, _waits = coming()
    name = first.council.name
    leave(first.worker, "erased")
    new = register(User.objects.whoever_has("new@council.example"), first.council, name)
    assert new.council_id != first.council_id and new.council.name == name
    assert Meetups().ask(first.meetup, 1, by=new).state == State.CONFIRMED


def test_as_long_as_somebody_stands_by_it_nothing_is_given_back() -> None:
    first, waits = coming()
    between.worker(council=first.council)
    leave(first.worker, "erased")
    assert Booking.objects.live().filter(pk__in=[first.pk, waits.pk]).count() == 2
    assert "Quillon" in {person.name for person in first.young_people.here()}


def test_what_waits_is_taken_off_the_list() -> None:
    _first, waits = coming()
    leave(waits.worker, "erased")
    assert not Booking.objects.live().filter(pk=waits.pk).exists()
    assert Meetups().places(waits.meetup).waiting == 0


def test_a_meetup_that_has_begun_stays_as_it_was() -> None:
    """Who is there is on the list at the door until the day after it."""
    first, _waits = coming()
    in_days(first.meetup, -0.001)
    leave(first.worker, "erased")
    assert Booking.objects.live().filter(pk=first.pk).exists()
    assert "Quillon" in {person.name for person in first.young_people.here()}


def test_what_is_held_keeps_its_words_for_now() -> None:
    """S17: the places are free all the same."""
    first, _waits = coming()
    HoldFactory(subject=first)
    leave(first.worker, "erased")
    first = Booking.objects.get(pk=first.pk)
    assert (first.live, first.needs) == (False, "A quiet room")


def test_the_sweep_finds_councils_that_left_before() -> None:
    first, waits = coming()
    Council.objects.filter(pk=first.council_id).update(left_at=first.asked_at)
    assert [sweeper.sweep()["meetup_places_left"] for _each in range(2)] == [1, 0]
    assert Booking.objects.get(pk=first.pk).needs == ""
    assert Booking.objects.get(pk=waits.pk).places.state == State.HELD


def test_nobody_asks_for_a_council_that_has_left_meanwhile() -> None:
    """F12: the last worker leaves in one window and asks in another."""
    worker = between.worker()
    meetup = Meetups().thing(4)
    Council.objects.filter(pk=worker.council_id).update(left_at=worker.registered_at)
    with pytest.raises(NotOpen):
        Meetups().ask(meetup, 2, by=worker)
    assert not Booking.objects.exists() and Meetups().places(meetup).taken == 0


@pytest.mark.parametrize("how", ["erased", "moved"])
def test_rows_are_held_before_the_trail(how: str, monkeypatch: Any) -> None:
    """F12: the trail's lock comes last, or whoever asks at that moment and this one wait for one another."""
    first, _waits = coming()
    order: list[str] = []
    monkeypatch.setattr(actions, "hold_rows", lambda **kwargs: order.append("rows"))
    monkeypatch.setattr("safeguarding.audit._queue_for_the_end", lambda model: order.append("trail"))
    leave(first.worker, how)
    assert order[0] == "rows" and "trail" in order
