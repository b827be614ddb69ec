"""Many at once, as processes and as threads, on the real database: never one too many, none lost (design 4).

`RACES=400` makes each process do that many things; the suite does fewer.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from functools import partial

import pytest

from places import actions, queries
from places.enums import WITH_PLACES, Act, State
from places.models import Booking, Step
from tests.at_once import at_once
from tests.factories.places import AllotmentFactory, book, council, fresh

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
PROCESSES = 4
ACTS = int(os.environ.get("RACES", "40"))


def replay(bookings: list[Booking]) -> None:
    """What each booking is follows from its history alone, and each step begins where the last ended."""
    for booking in bookings:
        state, size = "", 0
        for step in booking.steps.all():
            assert step.before == state, (booking, step)
            state, size = step.after, step.size
        assert (state, size) == (booking.state, booking.size)


def test_many_processes_book_cancel_and_change_at_once(process_env: dict[str, str]) -> None:
    """Oversold 0, lost 0, errors 0; figures agree with bookings, and bookings with their history."""
    allotment = AllotmentFactory()
    ended = subprocess.run(
        [sys.executable, "-m", "tests.places.rusher", *map(str, (allotment.pk, PROCESSES, ACTS))],
        env=process_env,
        stdout=subprocess.PIPE,
        check=True,
        timeout=600,
    )
    answers = json.loads(ended.stdout.splitlines()[-1])
    assert len(answers) == PROCESSES
    assert [error for answer in answers for error in answer["errors"]] == []
    assert sum(answer["done"].get("booked", 0) for answer in answers) > PROCESSES
    allotment = fresh(allotment)
    with_places = [each.size for each in Booking.objects.filter(state__in=WITH_PLACES)]
    assert sum(with_places) == allotment.taken <= allotment.capacity
    assert Booking.objects.in_line().count() == allotment.waiting
    assert list(queries.adrift()) == []
    replay(list(Booking.objects.prefetch_related("steps")))
    promoted = Step.objects.filter(act=Act.PROMOTED).values_list("booking_id", flat=True)
    assert len(promoted) == len(set(promoted)), "nobody moved up twice"


def test_one_click_twice_at_once() -> None:
    """F8: one booking, the same answer to both, and the places counted once."""
    for size in (1, 2, 3):
        allotment, who = AllotmentFactory(capacity=5), council()
        book(allotment, 3)
        click = partial(book, allotment, size, holder=who, key="form")
        answers = at_once(*[click] * 4)
        assert len(set(answers)) == 1, answers
        assert list(queries.adrift()) == []
        assert Booking.objects.of(who).count() == 1


def test_yes_and_no_at_once() -> None:
    """S7: whichever comes first, it ends as a no, and its places are free once."""
    for _ in range(max(5, ACTS // 8)):
        allotment = AllotmentFactory()
        booking = book(allotment, 4, needs_yes=True)
        _yes, no = at_once(
            lambda booking=booking: actions.confirm(booking=booking, by="user:1"),
            lambda booking=booking: actions.refuse(booking=booking, by="guardian"),
        )
        assert no is True, no
        assert fresh(booking).state == State.REFUSED
        assert fresh(allotment).taken == 0


def test_the_last_place_and_a_cancellation_at_once() -> None:
    """A place that comes free while somebody joins the list is not left empty."""
    for _ in range(max(5, ACTS // 8)):
        allotment = AllotmentFactory(capacity=1)
        has = book(allotment)
        asked, cancelled = at_once(
            lambda allotment=allotment: book(allotment),
            lambda has=has: actions.cancel(booking=has, by="user:1"),
        )
        assert cancelled is True, cancelled
        assert isinstance(asked, Booking), asked
        assert fresh(asked).state in {State.CONFIRMED, State.HELD}
        assert fresh(allotment).taken == 1
