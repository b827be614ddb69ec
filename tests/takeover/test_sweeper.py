"""Expiry (S23): told in time, closed in time, and no letter twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from outbox.models import Message
from takeover import actions, proofs, sweeper
from takeover.enums import HostState, Proof, SuspendedFor
from takeover.models import Host, Registration, Season
from tests.factories import takeover as make
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let days pass, for everything that asks what time it is."""
    now = timezone.now()

    def move(days: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=days))

    return move


def letters(template: str) -> int:
    return Message.objects.filter(template=template).count()


@pytest.mark.parametrize(
    "left, expected", [(61, None), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, None)]
)
def test_warnings_come_at_60_30_and_7_days(left: int, expected: int | None) -> None:
    today = timezone.localdate()
    assert proofs.warning(today + timedelta(days=left), today) == expected


def test_a_host_is_told_three_times_then_suspended(later: Any) -> None:
    """However often the sweep runs, and on whichever days (F8)."""
    host = make.approved_host(ends={"insurance": 100})
    told = []
    for day in (0, 39, 40, 41, 69, 70, 75, 93, 94, 100):
        later(day)
        sweeper.sweep()
        sweeper.sweep()
        told.append(letters("host_ending"))
    assert told == [0, 0, 1, 1, 1, 2, 2, 3, 3, 3]
    assert Host.objects.fit().exists()
    later(101)
    assert sweeper.sweep()["hosts_suspended"] == 1
    assert sweeper.sweep()["hosts_suspended"] == 0
    host = make.fresh(host)
    assert (host.state, host.suspended_for) == (HostState.SUSPENDED, SuspendedFor.ENDED)
    assert not Host.objects.fit().exists()
    assert letters("host_suspended") == 1


def test_a_sweep_after_a_long_rest_writes_one_warning_not_three(later: Any) -> None:
    make.approved_host(ends={"risk": 100})
    later(97)
    sweeper.sweep()
    assert letters("host_ending") == 1


def test_a_new_tick_brings_the_host_back(later: Any) -> None:
    host = make.approved_host(ends={"insurance": 10})
    later(11)
    sweeper.sweep()
    day = timezone.localdate() + timedelta(days=300)
    actions.tick(
        host=host,
        proof=Proof.INSURANCE,
        evidence="New one read.",
        ends_date=day,
        user=UserFactory(moderator=True),
    )
    assert Host.objects.fit().exists()
    assert letters("host_resumed") == 1
    assert sweeper.sweep()["hosts_suspended"] == 0


def test_a_clock_that_was_wrong_is_forgiven(later: Any) -> None:
    """F10: a day ahead suspends; back again, the host is too."""
    make.approved_host(ends={"insurance": 10})
    later(11)
    sweeper.sweep()
    later(0)
    assert sweeper.sweep()["hosts_resumed"] == 1
    assert Host.objects.fit().exists()


def test_a_clock_far_ahead_does_not_close_or_delete_everything(
    later: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F10."""
    monkeypatch.setattr(sweeper, "MOST_AT_ONCE", 1)
    for _ in range(2):
        make.approved_host(ends={"insurance": 10})
    later(3000)
    found = sweeper.sweep()
    assert (found["hosts_suspended"], found["hosts_erased"]) == (1, 1)
    assert Host.objects.alive().count() == 1


def test_what_nobody_needs_is_deleted_in_time(later: Any) -> None:
    """S1: the days that the data map promises."""
    season = make.SeasonFactory()
    unsent = make.registration(season=season)
    refused = make.waiting_host(season=season)
    from moderation.enums import Verdict

    make.decide(refused, UserFactory(moderator=True), Verdict.REFUSE, reason="host-unreal")
    kept = make.approved_host(season=season, ends={proof.value: 5000 for proof in Proof})
    later(89)
    sweeper.sweep()
    assert Registration.objects.count() == 3
    later(91)
    sweeper.sweep()
    assert not Registration.objects.filter(pk=unsent.pk).exists()
    later(366)
    sweeper.sweep()
    assert list(Registration.objects.values_list("host", flat=True)) == [kept.pk]
    later(70 + 2 * 365 + 1)
    sweeper.sweep()
    assert not Registration.objects.exists()
    assert Host.objects.filter(season=season).count() == 2
    assert Season.objects.exists()
