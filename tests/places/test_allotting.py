"""All the places of one thing: more, fewer, another day, none; and what the database refuses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone

from geography.models import Region
from places import allotting, queries
from places.enums import Act, State
from places.errors import BelowTaken, Over
from places.models import Allotment, Booking, Step
from safeguarding.models import AuditEntry
from tests.factories.places import AllotmentFactory, book, fresh

pytestmark = pytest.mark.django_db


def test_allot_once() -> None:
    """F8; who gave places out is in the audit trail."""
    region, start = Region.objects.get(name="London"), timezone.now() + timedelta(days=9)
    facts = {"subject": region, "starts_at": start, "ends_at": start + timedelta(hours=1), "by": "user:1"}
    first = allotting.allot(capacity=5, **facts)
    assert allotting.allot(capacity=7, **facts) == first == queries.allotment_of(region)
    assert fresh(first).capacity == 5
    assert AuditEntry.objects.filter(act="places.allotted").count() == 1


def test_fewer_places_than_are_given_away_is_refused_kindly() -> None:
    allotment = AllotmentFactory()
    book(allotment, 6)
    with pytest.raises(BelowTaken) as refused:
        allotting.set_capacity(allotment=allotment, capacity=5, by="user:1")
    assert "6 places are given away" in refused.value.words
    assert fresh(allotment).capacity == 10
    assert allotting.set_capacity(allotment=allotment, capacity=6, by="user:1") is True
    assert allotting.set_capacity(allotment=allotment, capacity=6, by="user:1") is False
    assert AuditEntry.objects.get(act="places.capacity_set").facts == {"capacity": 6, "was": 10}


def test_another_day_shortens_what_is_kept() -> None:
    allotment = AllotmentFactory()
    held = book(allotment, needs_yes=True)
    start = timezone.now() + timedelta(days=2)
    facts = {"allotment": allotment, "starts_at": start, "ends_at": start + timedelta(hours=2)}
    assert allotting.move(**facts, by="user:1") is True
    assert allotting.move(**facts, by="user:1") is False
    assert fresh(held).held_until == start


def test_call_off_tells_everybody_and_moves_nobody_up(heard: list[tuple[int, str]]) -> None:
    """S23: what lapses closes, and both sides hear of it."""
    allotment = AllotmentFactory(capacity=2)
    bookings = [book(allotment), book(allotment, needs_yes=True), book(allotment)]
    heard.clear()
    assert allotting.call_off(allotment=allotment, by="user:1") == 3
    assert allotting.call_off(allotment=allotment, by="user:1") == 0
    assert heard == [(booking.pk, Act.CANCELLED) for booking in bookings]
    assert (fresh(allotment).taken, fresh(allotment).waiting) == (0, 0)
    with pytest.raises(Over):
        book(allotment)


# --- What the database itself refuses ------------------------------------------------------------


@pytest.mark.parametrize("wrong", [{"taken": 11}, {"capacity": 3}, {"taken": -1}, {"waiting": -1}])
def test_the_row_cannot_be_oversold(wrong: dict[str, int]) -> None:
    """0 ≤ taken ≤ capacity, whoever writes."""
    allotment = AllotmentFactory()
    book(allotment, 4)
    with pytest.raises(DatabaseError), transaction.atomic():
        Allotment.objects.filter(pk=allotment.pk).update(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"size": 0},
        {"state": State.HELD},
        {"state": State.WAITING},
        {"state": State.ATTENDED},
        {"state": State.ABSENT},
        {"state": State.ATTENDED, "came": 5},
        {"came": 1},
        {"held_until": timezone.now()},
    ],
    ids=" ".join,
)
def test_a_booking_is_one_thing_at_a_time(wrong: dict[str, Any]) -> None:
    booking = book(AllotmentFactory(), 4)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.filter(pk=booking.pk).update(**wrong)


@pytest.mark.parametrize("how", ["update", "delete"])
def test_history_is_append_only(how: str) -> None:
    booking = book(AllotmentFactory())
    steps = Step.objects.filter(booking=booking)
    with pytest.raises(DatabaseError, match="kept as it was"), transaction.atomic():
        steps.update(reason="nicer") if how == "update" else steps.delete()
    assert [step.act for step in steps] == [Act.ASKED]
