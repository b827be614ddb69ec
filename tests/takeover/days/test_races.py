"""Host and lead press at the same moment, on both databases (F8, F12)."""

from __future__ import annotations

from functools import partial

import pytest

from certificates.models import Certificate
from places import queries as places
from takeover.days.enums import Kind, Side
from takeover.days.models import Roll
from tests.at_once import at_once, failures
from tests.factories import days as make
from tests.factories.sign_ups import fresh

pytestmark = pytest.mark.django_db(transaction=True)


def test_both_sides_of_two_groups_at_once() -> None:
    """The leads' words count, nobody waits for the other for ever, and each has one certificate."""
    first = make.coming()
    rows = [make.in_days(row, -1) for row in (first, make.coming(challenge=first.challenge))]

    def press(row: int, side: Side, came: int) -> None:
        for _ in range(3):
            make.mark(rows[row], side, came=came)

    acts = [(0, Side.HOST, 1), (0, Side.LEAD, 3), (1, Side.HOST, 3), (1, Side.LEAD, 2)]
    assert failures(at_once(*(partial(press, *act) for act in acts))) == []
    assert [fresh(row).booking.came for row in rows] == [3, 2]
    assert Roll.objects.count() == 4 and not places.adrift().exists()
    good = Certificate.objects.good()
    assert good.filter(kind=Kind.HOST).count() == 1 and good.filter(kind=Kind.GROUP).count() == 2
    assert good.filter(kind=Kind.CHILD).count() == 3, "of the second group nobody said who it was"
