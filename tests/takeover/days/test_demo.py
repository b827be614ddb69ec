"""The demo's day is whole, and making it twice makes one."""

from __future__ import annotations

import pytest

from certificates.models import Certificate
from config.demo import base, challenges, days, hosts
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
