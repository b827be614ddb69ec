"""The waiting list at work: who moves up on what, who is passed and why, and never after the start."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from geography.models import Region
from places import actions, allotting, queries, signals, sweeper
from places.enums import Act, State
from places.line import MOST_PASSES
from places.models import Allotment, Booking
from tests.factories.places import TERMS, AllotmentFactory, begin, book, fresh, run_out

pytestmark = pytest.mark.django_db


def states(*bookings: Booking) -> list[str]:
    return [fresh(booking).state for booking in bookings]


def passes(booking: Booking) -> list[str]:
    return [words for step, words in queries.story(booking) if step.act == Act.PASSED]


def overdue(booking: Booking) -> None:
    run_out(booking)
    actions.expire(booking=booking)


@pytest.mark.parametrize(
    "free_one",
    [
        lambda booking: actions.cancel(booking=booking, by="user:1"),
        lambda booking: actions.refuse(booking=booking, by="guardian"),
        overdue,
        lambda booking: allotting.set_capacity(allotment=booking.allotment, capacity=2, by="user:1"),
    ],
    ids=["cancelled", "refused", "expired", "raised"],
)
def test_whoever_asked_first_moves_up(free_one: Callable[[Booking], object]) -> None:
    """Rule 1, on each of the four ways a place comes free; with a stated time to answer."""
    allotment = AllotmentFactory(capacity=1)
    has, first, second = book(allotment, needs_yes=True), book(allotment), book(allotment)
    assert queries.place_in_line(second) == 2
    free_one(has)
    assert states(first, second) == [State.HELD, State.WAITING]
    until = fresh(first).held_until
    assert until is not None and abs(until - timezone.now() - TERMS.answer_within) < timedelta(minutes=1)
    assert queries.place_in_line(fresh(first)) is None
    assert queries.place_in_line(second) == 1


def test_the_time_to_answer_ends_with_the_start() -> None:
    allotment = AllotmentFactory(capacity=1, starts_at=timezone.now() + timedelta(hours=5))
    has, first = book(allotment), book(allotment)
    actions.cancel(booking=has, by="user:1")
    assert fresh(first).held_until == allotment.starts_at


def test_several_places_go_to_several() -> None:
    """One cancelled group of five: a two, a one and a two."""
    allotment = AllotmentFactory(capacity=5)
    has = book(allotment, 5)
    line = [book(allotment, size) for size in (2, 1, 2, 1)]
    actions.cancel(booking=has, by="user:1")
    assert states(*line) == [State.HELD, State.HELD, State.HELD, State.WAITING]


def test_a_big_group_is_passed_by_rule_and_with_a_reason() -> None:
    """Rules 2 and 3: a group of four, two free places; staff can read who went first, and why."""
    allotment = AllotmentFactory(capacity=4)
    has = [book(allotment, 2), book(allotment, 2)]
    big, small = book(allotment, 4), book(allotment, 1)
    actions.cancel(booking=has[0], by="user:1")
    assert states(big, small) == [State.WAITING, State.HELD]
    assert passes(big) == ["2 places were free and this group needs 4, so a group of 1 went first."]
    assert queries.why_waiting(fresh(big)) == "Needs 4 places; free: 1. Passed so far: 1 of at most 3 times."


def test_places_are_saved_up_for_whoever_was_passed_often() -> None:
    """Rule 3: small groups do not go first for ever, and newcomers do not either (rule 6)."""
    allotment = AllotmentFactory(capacity=4)
    has = [book(allotment) for _ in range(4)]
    big = book(allotment, 4)
    small = [book(allotment) for _ in range(MOST_PASSES + 1)]
    for booking in has:
        actions.cancel(booking=booking, by="user:1")
    assert states(*small) == [State.HELD] * MOST_PASSES + [State.WAITING]
    assert len(passes(big)) == MOST_PASSES
    assert book(allotment).state == State.WAITING, "one place is free, and is saved up"
    assert fresh(allotment).left == 0
    for booking in small[:MOST_PASSES]:
        actions.cancel(booking=booking, by="user:1")
    assert states(big, small[-1]) == [State.HELD, State.WAITING]


def test_saving_up_ends_shortly_before_the_start() -> None:
    """Rule 4: the sweeper notices that the day has come; no place stays empty."""
    allotment = AllotmentFactory(capacity=2)
    has = [book(allotment), book(allotment)]
    big, small = book(allotment, 2), book(allotment)
    Booking.objects.filter(pk=big.pk).update(times_passed=MOST_PASSES)
    actions.cancel(booking=has[0], by="user:1")
    sweeper.sweep()
    assert states(big, small) == [State.WAITING, State.WAITING]
    Allotment.objects.filter(pk=allotment.pk).update(starts_at=timezone.now() + timedelta(days=6))
    assert sweeper.sweep()["waiting_lists_read"] == 1
    assert states(big, small) == [State.WAITING, State.HELD]


def test_a_group_larger_than_all_places_is_passed_and_not_saved_for() -> None:
    """Rule 5: there are fewer places than when it asked."""
    allotment = AllotmentFactory(capacity=4)
    has = [book(allotment, 2), book(allotment, 2)]
    big, small = book(allotment, 4), book(allotment, 2)
    Booking.objects.filter(pk=big.pk).update(times_passed=MOST_PASSES)
    actions.cancel(booking=has[0], by="user:1")
    assert states(small) == [State.WAITING], "saved up while it could still fit"
    allotting.set_capacity(allotment=allotment, capacity=3, by="user:1")
    actions.cancel(booking=has[1], by="user:1")
    assert states(big, small) == [State.WAITING, State.HELD]
    assert "larger than all places" in passes(big)[0]
    assert "larger than all places" in queries.why_waiting(fresh(big))


def test_whoever_comes_new_waits_behind_the_others_or_fits_by_the_rules() -> None:
    """Rule 6: two free, a group of three waits: a newcomer of two is treated as the end of the line."""
    allotment = AllotmentFactory(capacity=5)
    book(allotment, 3)
    big = book(allotment, 3)
    newcomer = book(allotment, 2)
    assert (big.state, newcomer.state) == (State.WAITING, State.CONFIRMED)
    assert passes(big) == ["2 places were free and this group needs 3, so a group of 2 went first."]
    assert newcomer.turn is None


@pytest.mark.parametrize("how", ["begun", "closed"])
def test_nobody_moves_up_when_it_is_over(how: str) -> None:
    """Never after the start, and not while it is closed; reopened, the first goes."""
    allotment = AllotmentFactory(capacity=1)
    has, first = book(allotment), book(allotment)
    if how == "begun":
        begin(allotment)
    else:
        allotting.close(allotment=allotment, by="user:1")
    actions.cancel(booking=has, by="user:1")
    sweeper.sweep()
    assert states(first) == [State.WAITING]
    if how == "closed":
        assert queries.why_waiting(first) == "Booking is closed, so nobody moves up."
        allotting.reopen(allotment=allotment, by="user:1")
        assert states(first) == [State.HELD]


def test_a_later_start_lets_the_list_go_on() -> None:
    allotment = AllotmentFactory(capacity=1)
    has, first = book(allotment), book(allotment)
    begin(allotment)
    actions.cancel(booking=has, by="user:1")
    start = timezone.now() + timedelta(days=1)
    allotting.move(allotment=allotment, starts_at=start, ends_at=start + timedelta(hours=1), by="user:1")
    assert states(first) == [State.HELD]


def test_the_order_does_not_hang_on_any_clock() -> None:
    """F10: a clock that was a day wrong changes nobody's turn."""
    allotment = AllotmentFactory(capacity=1)
    has, first, second = (book(allotment) for _ in range(3))
    Booking.objects.filter(pk=first.pk).update(asked_at=timezone.now() + timedelta(days=1))
    actions.cancel(booking=has, by="user:1")
    assert states(first, second) == [State.HELD, State.WAITING]


def test_a_no_is_not_hostage_to_whoever_moves_up(caplog: pytest.LogCaptureFixture) -> None:
    """S7, C: a programme that fails for the next one in line does not undo the first one's no."""
    allotment = AllotmentFactory(capacity=1)
    has, first = book(allotment), book(allotment)

    def fail(step: Any, **_: Any) -> None:
        if step.act == Act.PROMOTED:
            raise RuntimeError

    signals.moved.connect(fail, sender=Region)
    try:
        assert actions.refuse(booking=has, by="guardian") is True
        assert states(has, first) == [State.REFUSED, State.WAITING]
        assert "could move up" in caplog.text
    finally:
        signals.moved.disconnect(fail, sender=Region)
    assert sweeper.sweep()["waiting_lists_read"] == 1
    assert states(first) == [State.HELD]


# --- The sweeper -------------------------------------------------------------------------------


def test_sweep_ends_what_nobody_answered_and_moves_the_next_up() -> None:
    """F7: from the rows alone; a second run finds nothing."""
    allotment = AllotmentFactory(capacity=2)
    late, in_time, first = book(allotment, needs_yes=True), book(allotment, needs_yes=True), book(allotment)
    run_out(late)
    assert sweeper.sweep() == {"holds_expired": 1, "waiting_lists_read": 0, "waiting_ended": 0}
    assert states(late, in_time, first) == [State.EXPIRED, State.HELD, State.HELD]
    assert sum(sweeper.sweep().values()) == 0


def test_sweep_ends_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """F10: a clock that jumps a day ahead does not free everybody's places before somebody notices."""
    monkeypatch.setattr(sweeper, "MOST_EXPIRED", 2)
    allotment = AllotmentFactory()
    for _ in range(3):
        run_out(book(allotment, needs_yes=True))
    assert sweeper.sweep()["holds_expired"] == 2
    assert sweeper.sweep()["holds_expired"] == 1


def test_sweep_ends_a_list_a_day_after_the_start() -> None:
    """F10: whoever still waits is told that it is over; a clock that is a day ahead tells nobody early."""
    allotment = AllotmentFactory(capacity=1)
    _, waits = book(allotment), book(allotment)
    begin(allotment, ago=timedelta(hours=23))
    assert sweeper.sweep()["waiting_ended"] == 0
    begin(allotment, ago=timedelta(hours=25))
    assert sweeper.sweep()["waiting_ended"] == 1
    assert states(waits) == [State.EXPIRED]


def test_one_failure_stops_none_of_the_others() -> None:
    """A programme that fails for one booking leaves that one as it was, and the other is ended."""
    broken, fine = book(AllotmentFactory(), needs_yes=True), book(AllotmentFactory(), needs_yes=True)
    run_out(broken, ago=timedelta(hours=2))
    run_out(fine)

    def fail(booking: Booking, **_: Any) -> None:
        if booking.pk == broken.pk:
            raise RuntimeError

    signals.moved.connect(fail, sender=Region)
    try:
        assert sweeper.sweep()["holds_expired"] == 1
    finally:
        signals.moved.disconnect(fail, sender=Region)
    assert states(broken, fine) == [State.HELD, State.EXPIRED]


@pytest.mark.parametrize("length", [1, 3])
def test_reading_a_list_that_cannot_move_costs_the_same_at_any_length(length: int) -> None:
    """Leaving the list of a full thing reads no other booking, whether one waits or three."""
    allotment = AllotmentFactory(capacity=1)
    book(allotment)
    for _ in range(length):
        waits = book(allotment)
    with CaptureQueriesContext(connection) as captured:
        actions.cancel(booking=waits, by="user:1")
    kinds = [query["sql"].split()[0] for query in captured if "SAVEPOINT" not in query["sql"]]
    assert kinds == ["UPDATE", "SELECT", "SELECT", "UPDATE", "UPDATE", "INSERT"]
