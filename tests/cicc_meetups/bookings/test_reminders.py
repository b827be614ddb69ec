"""Reminders two weeks and two days before a meetup: once each, in the right language, never the venue."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from cicc_meetups.bookings import actions, planning, sweeper
from cicc_meetups.bookings.models import Booking, YoungPerson
from cicc_meetups.models import Meetup, Worker
from outbox.letters import write
from outbox.models import Message
from people.ages import AgeBand
from places.models import Allotment
from tests.at_once import at_once, failures
from tests.factories import between_meetups as between
from tests.factories.programmes import Meetups

pytestmark = pytest.mark.django_db
VENUE = "Quillfeather Hall, 7 Larkspur Lane"


def letters() -> list[Message]:
    return list(Message.objects.filter(template="meetup_soon").order_by("id"))


def sweep() -> int:
    return sweeper.sweep()["meetups_reminded"]


def at(days: int) -> datetime:
    """Eleven o'clock, by England's clocks, `days` from today."""
    return timezone.localtime().replace(hour=11, minute=0, second=0, microsecond=0) + timedelta(days=days)


def in_days(booking: Booking, days: int) -> Booking:
    """Let the meetup of `booking` be in so many days."""
    begins = at(days)
    times = {"starts_at": begins, "ends_at": begins + timedelta(hours=5)}
    Meetup.objects.filter(pk=booking.meetup_id).update(**times)
    Allotment.objects.filter(pk=booking.places.allotment_id if booking.places else None).update(**times)
    return Booking.objects.get(pk=booking.pk)


def coming(days: int = 14, *, by: Worker | None = None, size: int = 2) -> Booking:
    """A council with firm places at a meetup in `days` days, whose venue is known."""
    programme = Meetups()
    meetup = programme.thing(6)
    meetup.venue = VENUE
    meetup.save()
    return in_days(Booking.objects.get(places=programme.ask(meetup, size, by=by)), days)


@pytest.mark.parametrize(("days", "due"), [(16, 0), (15, 0), (14, 1), (3, 1), (2, 1), (1, 1)])
def test_two_weeks_and_two_days_before(days: int, due: int) -> None:
    coming(days)
    assert sweep() == due
    assert sweep() == 0 and len(letters()) == due


def test_twice_at_most_as_the_day_comes_nearer(monkeypatch: pytest.MonkeyPatch) -> None:
    booking = coming(17)
    worker = Worker.objects.get()
    real, day = timezone.localtime(), at(17).date().isoformat()
    for later in range(18):
        now = real + timedelta(days=later)
        monkeypatch.setattr(
            "cicc_meetups.bookings.reminding.timezone.localtime",
            lambda *given, now=now: given[0].astimezone(now.tzinfo) if any(given) else now,
        )
        sweep()
        sweep()
    assert [letter.key for letter in letters()] == [
        f"meetup_soon:{booking.pk}:{worker.pk}:{day}:{days}" for days in (14, 2)
    ]


def test_what_is_there_and_what_to_bring_and_never_where() -> None:
    """S12: the venue is on the private page behind the link. First names that are missing are asked for."""
    booking = coming()
    words = {"bring_words": "A coat. We go outside.", "access_words": "Lunch is halal and vegetarian."}
    between.page(booking.meetup, **words)
    Meetup.objects.update(bsl=True, food=False)
    assert sweep() == 1
    (letter,) = letters()
    mail = write(letter)
    assert mail.to == [Worker.objects.get().user.email]
    assert mail.subject == "Your council's meetup is near"
    for said in (
        *words.values(),
        "There is no food",
        "British Sign Language",
        "money for travel",
        "first name",
        f"/meetups/mine/meetups/{booking.meetup_id}/",
        "11:00",
    ):
        assert said in mail.body, said
    assert VENUE not in mail.body and VENUE not in str(letter.context)


def test_names_that_are_there_are_not_asked_for_again() -> None:
    coming()
    YoungPerson.objects.update(name="Wren")
    sweep()
    body = write(letters()[0]).body
    assert "first name" not in body and "Wren" not in body


def test_each_checked_worker_in_their_own_language() -> None:
    """Also words of editors: the Polish page's for who reads Polish, the site's own where there is none."""
    first = between.worker()
    booking = coming(by=first)
    second = between.worker(council=first.council)
    Worker.objects.filter(pk=second.pk).update(language="pl")
    between.worker(council=first.council, checked=False)
    page = between.page(booking.meetup, bring_words="A coat.")
    between.translated(page, "pl", bring_words="Kurtka.")
    assert sweep() == 2
    english, polish = (write(letter) for letter in letters())
    assert "A coat." in english.body and "Kurtka." not in english.body
    assert "Kurtka." in polish.body and "/pl/meetups/mine/meetups/" in polish.body


@pytest.mark.parametrize("what", ["waiting", "given back", "called off", "unchecked"])
def test_nobody_is_reminded_of_places_that_are_not_theirs(what: str) -> None:
    booking = coming(2)
    match what:
        case "waiting":
            Meetups().ask(booking.meetup, 6)
            assert sweep() == 1  # the first council, and not the one that waits
            Message.objects.filter(template="meetup_soon").delete()
            Worker.objects.filter(pk=booking.worker_id).update(checked_at=None, checked_until=None)
        case "given back":
            actions.cancel(booking=booking, by="user:1")
        case "called off":
            planning.call_off(meetup=booking.meetup, reason="weather", by="user:1")
        case "unchecked":
            Worker.objects.update(checked_at=None, checked_until=None)
    assert sweep() == 0 and letters() == []


def give_back(booking: Booking) -> None:
    actions.give_back(booking=booking, ages={AgeBand.UNDER_16: 2}, by="user:1")


def call_off(booking: Booking) -> None:
    planning.call_off(meetup=booking.meetup, reason="weather", by="user:1")


def move(booking: Booking) -> None:
    meetup = Meetup.objects.get(pk=booking.meetup_id)
    meetup.starts_at, meetup.ends_at = at(40), at(40) + timedelta(hours=5)
    planning.keep(meetup=meetup, capacity=6, by="user:1")


@pytest.mark.parametrize("act", [give_back, call_off, move])
def test_a_reminder_that_waits_is_taken_back(act: Any) -> None:
    """F9: the mail server was down meanwhile. What is said of the change itself still goes."""
    booking = coming(2)
    sweep()
    act(booking)
    (letter,) = letters()
    assert letter.state == Message.State.CANCELLED and letter.to == ""
    assert Message.objects.filter(template="meetup_news", state=Message.State.WAITING).exists()


@pytest.mark.parametrize("act", [give_back, call_off, move])
def test_what_went_since_it_was_found_is_not_written(act: Any) -> None:
    """F12: found by the sweep, given back, called off or moved, and only then written."""
    booking = coming(2)
    found = list(sweeper.reminding.due())
    act(booking)
    assert len(found) == 1
    assert [sweeper.reminding.remind(one) for one in found] == [False] and letters() == []


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_write_once() -> None:
    """F8."""
    for _ in range(3):
        coming(2)
    assert failures(at_once(sweep, sweep)) == [] and len(letters()) == 3


@pytest.mark.parametrize("many", [1, 3])
def test_a_sweep_asks_the_same_for_more(django_assert_num_queries: Any, many: int) -> None:
    """Who is near, their workers, who of them was told, whose time is over, feeds, councils that left."""
    for _ in range(many):
        coming(2)
    sweep()
    with django_assert_num_queries(SWEEP_QUERIES):
        assert sweep() == 0


SWEEP_QUERIES = 8
