"""Host and lead press at the same moment, on both databases (F8, F12)."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from certificates.models import Certificate
from places import queries as places
from takeover.days.enums import Kind, Side
from takeover.days.models import Roll
from tests.factories import days as make
from tests.factories.sign_ups import fresh

pytestmark = pytest.mark.django_db(transaction=True)


def test_both_sides_of_two_groups_at_once() -> None:
    """The leads' words count, nobody waits for the other for ever, and each has one certificate."""
    first = make.coming()
    rows = [make.in_days(row, -1) for row in (first, make.coming(challenge=first.challenge))]
    went_wrong: list[Exception] = []
    start = threading.Barrier(4)

    def press(row: int, side: Side, came: int) -> None:
        try:
            start.wait()
            for _ in range(3):
                make.mark(rows[row], side, came=came)
        except Exception as error:
            went_wrong.append(error)
        finally:
            connection.close()

    acts = [(0, Side.HOST, 1), (0, Side.LEAD, 3), (1, Side.HOST, 3), (1, Side.LEAD, 2)]
    threads = [threading.Thread(target=press, args=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert went_wrong == []
    assert [fresh(row).booking.came for row in rows] == [3, 2]
    assert Roll.objects.count() == 4 and not places.adrift().exists()
    good = Certificate.objects.good()
    assert good.filter(kind=Kind.HOST).count() == 1 and good.filter(kind=Kind.GROUP).count() == 2
    assert good.filter(kind=Kind.CHILD).count() == 3, "of the second group nobody said who it was"
