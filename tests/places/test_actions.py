"""Places: never one too many, all or none, once a click, and a history nobody rewrites."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from places import actions, allotting, queries
from places.bookables import NotBookable
from places.enums import Act, Reason, State
from places.errors import Changed, Full, Over, TooEarly, TooMany
from places.models import Booking
from tests.factories.places import TERMS, AllotmentFactory, begin, book, council, fresh, run_out

pytestmark = pytest.mark.django_db


# --- Asking ------------------------------------------------------------------------------------


def test_ask_for_places() -> None:
    """Held while a yes is outstanding, confirmed when none is."""
    allotment = AllotmentFactory()
    held, sure = book(allotment, 3, needs_yes=True), book(allotment, 2)
    assert (held.state, sure.state) == (State.HELD, State.CONFIRMED)
    assert held.held_until is not None
    assert abs(held.held_until - timezone.now() - TERMS.hold_for) < timedelta(minutes=1)
    assert fresh(allotment).taken == 5
    assert fresh(allotment).left == 5


def test_places_are_never_kept_beyond_the_start() -> None:
    allotment = AllotmentFactory(soon=True)
    assert book(allotment, needs_yes=True).held_until == allotment.starts_at


def test_a_group_gets_all_places_or_none() -> None:
    """Nobody of a group is left behind."""
    allotment = AllotmentFactory()
    book(allotment, 8)
    assert book(allotment, 3).state == State.WAITING
    assert fresh(allotment).taken == 8


def test_a_group_that_does_not_want_to_wait_is_told_so() -> None:
    allotment = AllotmentFactory()
    book(allotment, 8)
    with pytest.raises(Full):
        book(allotment, 3, or_wait=False)
    assert book(allotment, 2, or_wait=False).state == State.CONFIRMED


@pytest.mark.parametrize("size", [0, -1, 11, 51])
def test_ask_for_an_impossible_number(size: int) -> None:
    """Not even with places for all of them: 50 is the most one booking may have."""
    allotment = AllotmentFactory(capacity=10 if size == 11 else 60)
    with pytest.raises(TooMany) as refused:
        book(allotment, size)
    assert str(refused.value.most) in refused.value.words
    assert fresh(allotment).taken == 0


@pytest.mark.parametrize("how", ["begun", "closed"])
def test_ask_too_late(how: str) -> None:
    """Neither places nor a turn."""
    allotment = AllotmentFactory()
    if how == "begun":
        begin(allotment)
    else:
        allotting.close(allotment=allotment, by="user:1")
    with pytest.raises(Over):
        book(allotment)
    assert not Booking.objects.exists()


def test_a_double_click_books_once() -> None:
    """F8: the same act of asking is answered with the same booking, held or waiting."""
    allotment, who = AllotmentFactory(capacity=2), council()
    first = book(allotment, 2, holder=who, key="form-1")
    assert book(allotment, 2, holder=who, key="form-1") == first
    waits = book(allotment, 1, holder=who, key="form-2")
    assert book(allotment, 1, holder=who, key="form-2") == waits
    assert (fresh(allotment).taken, fresh(allotment).waiting) == (2, 1)


def test_a_key_is_of_one_thing() -> None:
    """The same form number for another meetup is another act."""
    one, other = AllotmentFactory(), AllotmentFactory()
    assert book(one, key="form-1") != book(other, key="form-1")


def test_a_thing_nobody_registered_cannot_be_booked() -> None:
    start = timezone.now() + timedelta(days=1)
    allotment = allotting.allot(
        subject=council(), capacity=1, starts_at=start, ends_at=start + timedelta(hours=1), by="user:1"
    )
    with pytest.raises(NotBookable):
        book(allotment)


def test_the_first_write_is_the_conditional_one() -> None:
    """Design 4: on Postgres whoever comes second waits at that row, and then sees what happened."""
    allotment, who = AllotmentFactory(), council()
    with CaptureQueriesContext(connection) as captured:
        book(allotment, 2, holder=who)
    statements = [query["sql"] for query in captured]
    written = next(sql for sql in statements if sql.startswith(("UPDATE", "INSERT")))
    assert written.startswith('UPDATE "places_allotment" SET "taken" = ("places_allotment"."taken" + 2)')
    assert '"taken" <= ("places_allotment"."capacity" - 2)' in written


# --- Answering, giving back ---------------------------------------------------------------------


def test_confirm() -> None:
    allotment = AllotmentFactory()
    held = book(allotment, 3, needs_yes=True)
    assert actions.confirm(booking=held, by="guardian") is True
    assert actions.confirm(booking=held, by="guardian") is False
    assert fresh(held).state == State.CONFIRMED
    assert fresh(allotment).taken == 3


def test_confirm_what_is_gone_or_has_begun() -> None:
    """A late yes takes nobody else's place, and fails closed."""
    allotment = AllotmentFactory()
    gone, late = book(allotment, needs_yes=True), book(allotment, needs_yes=True)
    actions.cancel(booking=gone, by="user:1")
    with pytest.raises(Changed):
        actions.confirm(booking=gone, by="guardian")
    begin(allotment)
    with pytest.raises(Over):
        actions.confirm(booking=late, by="guardian")


@pytest.mark.parametrize("end", [actions.cancel, actions.refuse])
@pytest.mark.parametrize("needs_yes", [True, False])
def test_end_a_booking_once(end: Any, needs_yes: bool) -> None:
    """Cancelled or refused twice gives back once (F8); a no counts also after a yes (S7)."""
    allotment = AllotmentFactory()
    booking = book(allotment, 4, needs_yes=needs_yes)
    assert end(booking=booking, by="user:1") is True
    assert end(booking=booking, by="user:1") is False
    assert fresh(allotment).taken == 0


def test_leave_the_waiting_list() -> None:
    allotment = AllotmentFactory(capacity=1)
    book(allotment)
    waits = book(allotment)
    actions.cancel(booking=waits, by="user:1")
    assert (fresh(allotment).taken, fresh(allotment).waiting) == (1, 0)
    assert book(allotment, or_wait=True).turn == 2


def test_expire_only_what_is_overdue() -> None:
    """F10: by the database's clock, and never a confirmed one."""
    allotment = AllotmentFactory()
    held, sure = book(allotment, 2, needs_yes=True), book(allotment)
    assert actions.expire(booking=held) is False
    assert actions.expire(booking=sure) is False
    run_out(held)
    assert actions.expire(booking=held) is True
    assert fresh(held).state == State.EXPIRED
    assert fresh(allotment).taken == 1


def test_a_group_becomes_smaller_or_larger() -> None:
    """One child stays at home: four come, and the fifth place goes to whoever is next."""
    allotment = AllotmentFactory(capacity=5)
    group = book(allotment, 5)
    waits = book(allotment, 1)
    assert actions.resize(booking=group, size=4, by="user:1") is True
    assert fresh(waits).state == State.HELD
    with pytest.raises(Full):
        actions.resize(booking=group, size=5, by="user:1")
    actions.cancel(booking=waits, by="user:1")
    assert actions.resize(booking=group, size=5, by="user:1") is True
    assert actions.resize(booking=group, size=5, by="user:1") is False
    assert fresh(allotment).taken == 5


def test_a_waiting_group_may_shrink_and_not_grow() -> None:
    """A turn asked for by one is not used by thirty."""
    allotment = AllotmentFactory(capacity=5)
    book(allotment, 4)
    waits = book(allotment, 3)
    with pytest.raises(Full):
        actions.resize(booking=waits, size=4, by="user:1")
    actions.resize(booking=waits, size=1, by="user:1")
    assert fresh(waits).state == State.HELD


def test_write_down_who_came() -> None:
    """Three of four; put right to none; never before the start, and never more than there were."""
    allotment = AllotmentFactory()
    group, other = book(allotment, 4), book(allotment, needs_yes=True)
    with pytest.raises(TooEarly):
        actions.mark(booking=group, came=4, by="user:1")
    begin(allotment)
    assert actions.mark(booking=group, came=3, by="user:1") is True
    assert actions.mark(booking=group, came=3, by="user:1") is False
    assert fresh(group).state == State.ATTENDED
    actions.mark(booking=group, came=0, by="user:1")
    assert fresh(group).state == State.ABSENT
    with pytest.raises(TooMany):
        actions.mark(booking=group, came=5, by="user:1")
    with pytest.raises(Changed):
        actions.mark(booking=other, came=1, by="user:1")
    with pytest.raises(Changed):
        actions.confirm(booking=group, by="user:1")
    assert actions.cancel(booking=group, by="user:1") is False
    assert fresh(allotment).taken == 5


# --- Telling, reading, forgetting ----------------------------------------------------------------


def test_the_programme_hears_of_each_move_in_its_transaction(heard: list[tuple[int, str]]) -> None:
    allotment = AllotmentFactory(capacity=1)
    first, second = book(allotment, needs_yes=True), book(allotment)
    actions.refuse(booking=first, by="guardian")
    actions.confirm(booking=second, by="user:1")
    assert heard == [
        (first.pk, Act.ASKED),
        (second.pk, Act.ASKED),
        (first.pk, Act.REFUSED),
        (second.pk, Act.PROMOTED),
        (second.pk, Act.CONFIRMED),
    ]


def test_a_booking_tells_its_story() -> None:
    """Every step with its words, its author and its reason, in one query."""
    allotment = AllotmentFactory(capacity=1)
    first = book(allotment, needs_yes=True, by="user:5")
    second = book(allotment)
    run_out(first)
    actions.expire(booking=first)
    actions.confirm(booking=second, by="user:7")
    actions.cancel(booking=second, by="user:7", reason="illness")
    with CaptureQueriesContext(connection) as captured:
        told = [(step.by, words) for step, words in queries.story(first)]
    assert len(captured) == 1
    assert told == [
        ("user:5", "asked for places"),
        ("system", "lost the places: no answer. The time to answer was over."),
    ]
    with CaptureQueriesContext(connection) as captured:
        words = [words for _, words in queries.story(second)]
    assert len(captured) == 1
    assert words == [
        "asked for places",
        "got places from the waiting list",
        "confirmed",
        "cancelled (illness)",
    ]


def test_two_things_at_once_are_noticed() -> None:
    """Held, confirmed or waiting counts; what is over, or another day, does not."""
    who, here = council(), AllotmentFactory()
    same_day, other_day = AllotmentFactory(), AllotmentFactory(soon=True)
    clash, gone = book(same_day, holder=who), book(same_day, holder=who)
    book(other_day, holder=who)
    book(same_day)
    book(here, holder=who)
    actions.cancel(booking=gone, by="user:1")
    assert list(queries.at_the_time_of(here, Booking.objects.of(who))) == [clash]


def test_whoever_books_can_leave_and_be_forgotten() -> None:
    """S8: nothing live stays, then nothing says whose it was; how many there were does."""
    who = council()
    bookings = [book(AllotmentFactory(capacity=3), 2, holder=who) for _ in range(3)]
    assert actions.forget(holder=who) == 0
    assert actions.withdraw(holder=who, by="user:1") == 3
    assert actions.forget(holder=who) == 3
    assert not Booking.objects.of(who).exists()
    assert {(fresh(each).holder_id, fresh(each).state, fresh(each).size) for each in bookings} == {
        ("", State.CANCELLED, 2)
    }


def test_reasons_are_codes() -> None:
    """A reason that this room gives has words for staff."""
    assert all(reason.label for reason in Reason if reason.value)
