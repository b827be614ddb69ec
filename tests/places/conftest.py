"""What every test of places watches: what the programme is told, and that the figures agree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from geography.models import Region
from places import queries, signals
from places.models import Booking, Step
from tests.factories.places import fresh


@pytest.fixture
def heard() -> Iterator[list[tuple[int, str]]]:
    """What the programme was told: (booking, act)."""
    told: list[tuple[int, str]] = []

    def hear(booking: Booking, step: Step, **_: Any) -> None:
        assert connection.in_atomic_block
        assert booking.state == step.after == fresh(booking).state
        told.append((booking.pk, step.act))

    signals.moved.connect(hear, sender=Region)
    yield told
    signals.moved.disconnect(hear, sender=Region)


@pytest.fixture(autouse=True)
def figures_agree(request: pytest.FixtureRequest) -> Iterator[None]:
    """Whatever a test did, `taken` and `waiting` are what the bookings add up to."""
    yield
    if request.node.get_closest_marker("django_db"):
        assert list(queries.adrift()) == []
