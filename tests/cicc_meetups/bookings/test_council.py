"""A council's worker books, gives places back and comes up from the waiting list, on private pages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cicc_meetups.bookings import actions
from cicc_meetups.bookings.enums import STANDS
from cicc_meetups.bookings.models import NAMES_KEPT, Booking, YoungPerson
from cicc_meetups.bookings.sweeper import forget_over
from cicc_meetups.models import Meetup, Worker
from outbox.models import Message
from places import allotting
from places.enums import State
from tests.factories import between_meetups as between
from tests.factories.programmes import Meetups

pytestmark = pytest.mark.django_db
VENUE = "Quillfeather Hall, 7 Larkspur Lane"


@pytest.fixture
def meetup() -> Meetup:
    made = Meetups().thing(6)
    made.venue = VENUE
    made.save()
    return made


def signed_in(worker: Worker) -> Client:
    client = Client()
    client.force_login(worker.user)
    return client


def page(name: str, meetup: Meetup) -> str:
    return reverse(f"bookings:{name}", args=[meetup.pk])


def said(**changed: Any) -> dict[str, Any]:
    numbers = {"under_10": 0, "under_13": 1, "under_16": 2, "under_18": 0}
    return {**numbers, "adults": 1, "travel": "train", "needs": "Halal food", "key": "c" * 32, **changed}


def test_a_worker_asks_in_numbers_and_reads_the_venue_when_it_is_firm(meetup: Meetup) -> None:
    worker = between.worker()
    client = signed_in(worker)
    assert VENUE not in client.get(page("booking", meetup)).text
    assert client.post(page("ask", meetup), said()).status_code == 302
    told = client.get(page("booking", meetup))
    assert VENUE in told.text
    assert told["Cache-Control"] == "private, no-store"
    booking = Booking.objects.get()
    assert (booking.needs, booking.young_people.here().count()) == ("Halal food", 3)
    assert booking.places is not None
    assert booking.places.state == State.CONFIRMED
    letter = Message.objects.get(template="meetup_news")
    assert VENUE not in str(letter.context)


def test_how_places_stand_is_said_in_the_workers_language(meetup: Meetup) -> None:
    """A bug: an Arabic page said "confirmed", a word of places that only staff read."""
    client = signed_in(between.worker())
    client.post(page("ask", meetup), said())
    read = client.get("/ar" + page("booking", meetup)).text
    assert "لديكم أماكن" in read and "confirmed" not in read
    assert set(STANDS) == set(State)


def test_a_double_click_on_the_form_books_once(meetup: Meetup) -> None:
    client = signed_in(between.worker())
    for _each in range(2):
        assert client.post(page("ask", meetup), said()).status_code == 302
    assert (Booking.objects.count(), YoungPerson.objects.count()) == (1, 3)


def test_another_councils_key_answers_with_nothing_of_theirs(meetup: Meetup) -> None:
    for _each in range(2):
        signed_in(between.worker()).post(page("ask", meetup), said())
    assert Booking.objects.values("council").distinct().count() == 2


def test_nobody_asked_for_is_an_error_that_keeps_what_was_typed(meetup: Meetup) -> None:
    answer = signed_in(between.worker()).post(page("ask", meetup), said(under_13=0, under_16=0))
    assert answer.status_code == 422
    assert "Halal food" in answer.text
    assert not Booking.objects.exists()


def test_who_waits_does_not_read_the_venue_until_they_say_they_still_come(meetup: Meetup) -> None:
    first, second = between.worker(), between.worker()
    signed_in(first).post(page("ask", meetup), said(under_16=4))
    client = signed_in(second)
    client.post(page("ask", meetup), said())
    assert "number 1 on the waiting list" in client.get(page("booking", meetup)).text
    signed_in(first).post(page("give-back", meetup), {"under_13": 1, "under_16": 4})
    held = client.get(page("booking", meetup)).text
    assert "We still come" in held
    assert VENUE not in held
    client.post(page("coming", meetup))
    assert VENUE in client.get(page("booking", meetup)).text
    assert VENUE not in signed_in(first).get(page("booking", meetup)).text
    news = list(Message.objects.filter(template="meetup_news").order_by("id"))
    assert [one.context["what"] for one in news] == [
        "confirmed", "waiting", "cancelled", "moved_up", "confirmed",
    ]  # fmt: skip


def moved_up(meetup: Meetup, change: Any) -> list[Message]:
    """Let a council wait, `change` whoever asked, and places come free; return who hears of it."""
    first, second = between.worker(), between.worker()
    signed_in(first).post(page("ask", meetup), said(under_16=4))
    signed_in(second).post(page("ask", meetup), said())
    change(second)
    Message.objects.all().delete()
    signed_in(first).post(page("give-back", meetup), {"under_13": 1, "under_16": 4})
    news = Message.objects.filter(template="meetup_news").order_by("id")
    return [letter for letter in news if letter.context["what"] == "moved_up"]


def test_news_of_places_go_to_every_checked_worker_in_their_language(meetup: Meetup) -> None:
    colleagues: list[Worker] = []

    def joined(worker: Worker) -> None:
        colleagues.append(between.worker(council=worker.council))
        Worker.objects.filter(pk=colleagues[0].pk).update(language="pl")
        between.worker(council=worker.council, checked=False)

    asked, colleague = moved_up(meetup, joined)
    assert colleague.to == colleagues[0].user.email
    assert "/pl/meetups/mine/" in colleague.context["link"] and "/pl/" not in asked.context["link"]
    assert asked.key != colleague.key and asked.to not in ("", colleague.to)


@pytest.mark.parametrize("how", ["moved", "erased", "unchecked"])
def test_news_of_places_never_follow_who_asked_elsewhere(meetup: Meetup, how: str) -> None:
    """S2: the three days to say "we still come" are for the council that waits, whoever asked for it."""
    colleagues: list[Worker] = []

    def left(worker: Worker) -> None:
        colleagues.append(between.worker(council=worker.council))
        match how:
            case "moved":
                Worker.objects.filter(pk=worker.pk).update(council=between.worker().council)
            case "erased":
                worker.delete()
            case "unchecked":
                Worker.objects.filter(pk=worker.pk).update(checked_at=None, checked_until=None)

    assert [letter.to for letter in moved_up(meetup, left)] == [colleagues[0].user.email]
    assert signed_in(colleagues[0]).post(page("coming", meetup)).status_code == 302
    assert VENUE in signed_in(colleagues[0]).get(page("booking", meetup)).text


def test_some_places_are_given_back_by_age(meetup: Meetup) -> None:
    client = signed_in(between.worker())
    client.post(page("ask", meetup), said())
    assert client.post(page("give-back", meetup), {"under_13": 0, "under_16": 1}).status_code == 302
    booking = Booking.objects.get()
    assert booking.places is not None
    assert (booking.places.size, booking.young_people.here().count()) == (2, 2)
    assert client.post(page("give-back", meetup), {"under_13": 2, "under_16": 0}).status_code == 422


def test_what_a_council_needs_goes_with_its_places(meetup: Meetup) -> None:
    """S1: at once, as the data map says; some given back keep it."""
    client = signed_in(between.worker())
    client.post(page("ask", meetup), said())
    client.post(page("give-back", meetup), {"under_13": 0, "under_16": 1})
    assert Booking.objects.get().needs == "Halal food"
    client.post(page("give-back", meetup), {"under_13": 1, "under_16": 1})
    assert Booking.objects.get().needs == ""


def test_nobody_unchecked_books(meetup: Meetup) -> None:
    client = signed_in(between.worker(checked=False))
    assert client.post(page("ask", meetup), said()).status_code == 403
    assert Client().get(page("booking", meetup)).status_code == 302


def test_nobody_books_before_it_opens(meetup: Meetup) -> None:
    Meetup.objects.update(opens_at=timezone.now() + timedelta(days=1))
    answer = signed_in(between.worker()).post(page("ask", meetup), said())
    assert answer.status_code == 422
    assert "cannot be booked now" in answer.text


def test_names_and_needs_are_erased_two_weeks_after_the_day(meetup: Meetup) -> None:
    signed_in(between.worker()).post(page("ask", meetup), said())
    YoungPerson.objects.update(name="Wren", needs="A quiet room")
    between.begun(meetup, days_ago=NAMES_KEPT.days - 1)
    assert forget_over() == 0
    between.begun(meetup, days_ago=NAMES_KEPT.days + 1)
    assert (forget_over(), forget_over()) == (1, 0)
    assert Booking.objects.get().needs == ""
    assert set(YoungPerson.objects.values_list("name", "needs")) == {("", "")}


@pytest.mark.parametrize("bookings", [1, 3])
def test_the_list_reads_as_much_for_three_as_for_one(bookings: int, django_assert_num_queries: Any) -> None:
    worker = between.worker()
    for _each in range(bookings):
        Meetups().ask(Meetups().thing(5), 2, by=worker)
    client = signed_in(worker)
    client.get(reverse("bookings:meetups"))
    with django_assert_num_queries(LIST_QUERIES):
        assert client.get(reverse("bookings:meetups")).status_code == 200


LIST_QUERIES = 6


def test_a_call_off_tells_everybody(meetup: Meetup) -> None:
    Meetups().ask(meetup, 2)
    allotting.call_off(allotment=Meetups().places(meetup), by="user:1")
    assert Message.objects.filter(template="meetup_news").latest("id").context["what"] == "called_off"
    assert actions.cancel(booking=Booking.objects.get(), by="system") is False
