"""The demo's day is whole, and making it twice makes one."""

from __future__ import annotations

import pytest

from certificates.models import Certificate
from config.demo import base, challenges, commendations, days, hosts
from takeover.commendations.models import Commendation
from takeover.days.enums import Kind
from takeover.days.models import Feedback, Roll

pytestmark = pytest.mark.django_db


def test_the_day_of_two_weeks_ago_is_seeded_once() -> None:
    base.seed()
    hosts.seed()
    challenges.seed()
    for _ in range(2):
        days.seed()
        assert Certificate.objects.good().filter(kind=Kind.CHILD).count() == 5
        assert (Roll.objects.count(), Feedback.objects.count()) == (2, 7)


def test_a_host_of_the_demo_is_commended() -> None:
    """The takeover of two weeks ago is in a season that has begun."""
    for stage in (base, hosts, challenges, days, commendations):
        stage.seed()
    assert Commendation.objects.exists()
