"""Reminders a week and a day before: once each, also after an outage, and not after a cancel."""

from __future__ import annotations

from typing import Any

import pytest

from outbox.letters import write
from outbox.models import Message
from takeover.challenges.models import Challenge
from takeover.days import sweeper
from takeover.sign_ups import actions as sign_ups
from tests.factories import days as make

pytestmark = pytest.mark.django_db


def letters() -> list[Message]:
    return list(Message.objects.filter(template="day_soon").order_by("id"))


def sweep() -> int:
    return sweeper.sweep()["days_reminded"]


@pytest.mark.parametrize(("days", "due"), [(9, 0), (8, 0), (7, 1), (2, 1), (1, 1)])
def test_a_week_before_and_a_day_before(days: int, due: int) -> None:
    make.in_days(make.coming(), days)
    assert sweep() == due
    assert sweep() == 0 and len(letters()) == due


def test_once_each_as_the_day_comes_nearer() -> None:
    """Also when nobody swept for days in between: what still makes sense is sent."""
    sign_up = make.coming()
    for days in (7, 6, 5, 1):
        make.in_days(sign_up, days)
        sweep()
    # Two days moved to are two days: the keys are of the day itself.
    keys = [letter.key.rsplit(":", 1)[1] for letter in letters()]
    assert keys == ["7", "7", "7", "1"]


def test_the_very_same_day_is_reminded_of_twice_at_most(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the calendar that passes, and not by moving the day."""
    sign_up = make.in_days(make.coming(), 10)
    real = make.timezone.localtime()
    for later in range(11):
        now = real + make.timedelta(days=later)
        monkeypatch.setattr("takeover.days.sweeper.timezone.localtime", lambda now=now: now)
        sweep()
        sweep()
    assert [letter.key for letter in letters()] == [
        f"day_soon:{sign_up.pk}:{sign_up.challenge.first_date.isoformat()}:{days}" for days in (7, 1)
    ]


@pytest.mark.parametrize(
    ("trait", "to", "path"),
    [
        ({}, "lead", "/takeovers/groups/bookings/"),
        ({"young_person": True}, "rowan@post.example", "/my-place/"),
        ({"guardian": True}, "morgan@post.example", "/my-place/"),
    ],
)
def test_leads_young_people_and_guardians(trait: dict[str, Any], to: str, path: str) -> None:
    """What to bring is in it; where and whom to ask for are behind the link (S12), and no child's word."""
    sign_up = make.in_days(make.coming(**trait), 1)
    assert sweep() == 1
    (letter,) = letters()
    assert to in letter.to
    mail = write(letter)
    assert mail.subject == "Your day is near"
    assert sign_up.challenge.title in mail.body and sign_up.challenge.bring in mail.body
    assert path in mail.body
    for secret in (sign_up.challenge.address, "Robin Reed", "01632 960 100", "Mina", "seat near the front"):
        assert secret not in mail.body and secret not in str(letter.context)


@pytest.mark.parametrize("state", ["held", "cancelled", "called off"])
def test_nobody_is_reminded_of_a_day_that_is_not_theirs(state: str) -> None:
    sign_up = make.in_days(make.coming(confirmed=state != "held"), 1)
    if state == "cancelled":
        sign_ups.cancel(sign_up=sign_up, by="user:1")
    if state == "called off":
        Challenge.objects.update(called_off_at=make.timezone.now(), called_off_for="weather")
    assert sweep() == 0 and letters() == []


def test_a_reminder_that_waits_is_taken_back_with_the_places() -> None:
    """F9: the mail server was down; meanwhile the group cancelled. Its other letters still go."""
    sign_up = make.in_days(make.coming(), 1)
    sweep()
    sign_ups.cancel(sign_up=sign_up, by="user:1")
    (letter,) = letters()
    assert letter.state == Message.State.CANCELLED and letter.to == ""
    assert Message.objects.filter(template="place_news", state=Message.State.WAITING).exists()


@pytest.mark.parametrize("many", [1, 3])
def test_a_sweep_asks_the_same_for_more(django_assert_num_queries, many: int) -> None:
    """Who is near, who of them was told, and whose certificates lose a name."""
    for _ in range(many):
        make.in_days(make.coming(), 1)
    sweep()
    with django_assert_num_queries(3):
        assert sweep() == 0
