"""The year in numbers: cases that are here and those that went count the same, and nobody is told (S11)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from help_at_hand.cases import actions, figures
from help_at_hand.cases.enums import Outcome, Speed, Topic
from help_at_hand.cases.models import Case, Count
from safeguarding.clocks import LONDON
from tests.factories.cases import CaseFactory

pytestmark = pytest.mark.django_db
LONDON_CODE, NORTH_EAST = "E12000007", "E12000001"


def many(number: int, region: str, topic: Topic, hours: float | None = 0.5) -> None:
    for _ in range(number):
        case = CaseFactory(region=region)
        at = datetime(2026, 3, 2, 10, tzinfo=LONDON)  # a Monday
        answered = at + timedelta(hours=hours) if hours is not None else None
        Case.objects.filter(pk=case.pk).update(opened_at=at, answered_at=answered, topic=topic)


def shown(rows: list[figures.Row]) -> dict[str, int | None]:
    return {row.name: row.number for row in rows if row.number != 0}


def test_enough_of_each_is_shown() -> None:
    many(6, LONDON_CODE, Topic.MOVE, hours=0.5)
    many(7, NORTH_EAST, Topic.FAMILY, hours=5)
    told = figures.of(2026)
    assert told.total == 13
    assert shown(told.regions) == {"London": 6, "North East": 7}
    assert shown(told.topics) == {str(Topic.MOVE.label): 6, str(Topic.FAMILY.label): 7}
    assert shown(told.speeds) == {str(Speed.HOUR.label): 6, str(Speed.DAY.label): 7}


def test_few_are_left_out_with_a_companion() -> None:
    many(2, LONDON_CODE, Topic.MOVE)
    many(7, NORTH_EAST, Topic.MOVE)
    told = figures.of(2026)
    assert told.total == 9
    assert shown(told.regions) == {"London": None, "North East": None}


def test_no_table_undoes_what_another_leaves_out() -> None:
    """A total that one table must hide is in none; the other tables, which add up to it, are not shown."""
    many(3, LONDON_CODE, Topic.MOVE)
    told = figures.of(2026)
    assert told.total is None
    assert 3 not in [row.number for row in [*told.regions, *told.topics, *told.speeds]]
    assert told.topics == told.speeds == []


@pytest.mark.parametrize(
    ("hours", "speed"),
    [(1, Speed.HOUR), (8, Speed.DAY), (24, Speed.DAY), (25, Speed.LATER), (None, Speed.NEVER)],
)
def test_how_soon_is_told_in_working_days(hours: float | None, speed: Speed) -> None:
    many(1, LONDON_CODE, Topic.MOVE, hours=hours)
    assert figures.speed_of(Case.objects.get()) == speed


def test_erased_cases_count_on() -> None:
    many(6, LONDON_CODE, Topic.MOVE)
    before = figures.of(2026)
    for case in Case.objects.all():
        actions.close(case=case, outcome=Outcome.HELPED, by="user:1")
    Case.objects.update(closed_at=timezone.now() - timedelta(days=366))
    assert actions.erase_old() == 6
    assert not Case.objects.exists()
    assert figures.of(2026) == before
    assert Count.objects.get().number == 6
