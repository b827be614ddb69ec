"""The list at the door: who reads it, when, and what a tick does."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from cicc_meetups.bookings import sweeper, young_people
from cicc_meetups.bookings.models import Booking
from cicc_meetups.models import Worker
from consent.enums import Party
from places.enums import State
from safeguarding.models import AuditEntry
from tests.cicc_meetups.bookings.test_people import booked, in_days, named, signed_in
from tests.factories import between_meetups as between
from tests.factories.accounts import UserFactory
from tests.factories.programmes import Meetups

pytestmark = pytest.mark.django_db
NAME, NEEDS = "Quillon", "A quiet room"


@pytest.fixture
def booking() -> Booking:
    """Three who come today, in a minute; two with names."""
    made = booked(3, days=0.001)
    people = list(made.young_people.here())
    words = {people[0].pk: young_people.Said(NAME, NEEDS), people[1].pk: young_people.Said("Wren", "")}
    young_people.describe(booking=made, said=words, by="user:1")
    return made


def address(booking: Booking) -> str:
    return reverse("meetup_arrivals", args=[booking.meetup_id])


def client_of(**role: Any) -> Client:
    client = Client()
    client.force_login(UserFactory(is_staff=True, **role))
    return client


def tick(client: Client, booking: Booking, number: int, came: str) -> Any:
    person = booking.young_people.here()[number - 1]
    where = reverse("meetup_came", args=[booking.meetup_id, booking.pk])
    return client.post(where, {"person": person.pk, "came": came})


def state(booking: Booking) -> tuple[str, int | None]:
    places = Booking.objects.get(pk=booking.pk).places
    assert places is not None
    return places.state, places.came


@pytest.mark.parametrize("role", ["moderator", "lead"])
def test_who_may_see_bookings_reads_who_comes_and_each_look_is_on_record(booking: Booking, role: str) -> None:
    """S22, S25."""
    robin = booking.young_people.here()[0]
    between.photo_word(robin, yes=True)
    between.photo_word(robin, yes=True, party=Party.AUTHORITY)
    page = client_of(**{role: True}).get(address(booking))
    assert page["Cache-Control"] == "private, no-store"
    for words in (NAME, NEEDS, "Robin Reed", "01632 960 001", "By train", "1 adult comes", "13 to 15"):
        assert words in page.text
    assert page.text.count("Photos: yes") == 1
    assert page.text.count("No photographs: an answer is missing") == 2
    assert "Young person 3, no name yet" in page.text
    looked = AuditEntry.objects.get(act="meetup_arrivals.looked")
    assert looked.facts == {"councils": 1}


@pytest.mark.parametrize("how", ["stays", "moved", "erased"])
def test_whom_we_call_is_still_of_that_council(booking: Booking, how: str) -> None:
    """S2, S25: whoever went to another council is called about this one no more."""
    asked, colleagues = booking.worker, [between.worker(council=booking.council) for _each in range(2)]
    assert asked is not None
    between.worker(council=booking.council, checked=False)
    Worker.objects.exclude(pk__in=[asked.pk, *(each.pk for each in colleagues)]).update(phone="0999")
    for number, colleague in enumerate(colleagues):
        Worker.objects.filter(pk=colleague.pk).update(phone=f"0555 {number}")
    if how == "moved":
        Worker.objects.filter(pk=asked.pk).update(council=between.worker().council)
    elif how == "erased":
        asked.delete()
    page = client_of(moderator=True).get(address(booking)).text
    assert ("01632 960 001" in page, "0555 0" in page, "0555 1" in page) == (
        (True, False, False) if how == "stays" else (False, True, True)
    )
    assert "0999" not in page


def test_nobody_to_call_is_said_so(booking: Booking) -> None:
    Worker.objects.all().delete()
    assert "Nobody to call: their worker has left." in client_of(moderator=True).get(address(booking)).text


@pytest.mark.parametrize(
    "role",
    [
        {"editor": True},
        {"translator": True},
        {"board": True},
        {"adviser": True},
        {"superuser": True},
    ],
    ids=lambda role: next(iter(role)),
)
def test_nobody_else_at_staff_does(booking: Booking, role: dict[str, bool]) -> None:
    """An editor plans meetups and reads numbers; being a superuser shows no name."""
    client = client_of(**role)
    page = client.get(address(booking), follow=True)
    assert NAME not in page.text and NEEDS not in page.text
    assert client.get(address(booking)).status_code in (302, 403, 404)
    tick(client, booking, 1, "yes")
    assert booking.young_people.filter(came__isnull=False).count() == 0
    assert not AuditEntry.objects.filter(act="meetup_arrivals.looked").exists()


def test_no_guest_and_nobody_from_outside(booking: Booking) -> None:
    others: list[Worker | None] = [between.worker(), booking.worker]
    for client in [Client(), *(signed_in(worker) for worker in others)]:
        assert client.get(address(booking)).status_code in (302, 403, 404)
        assert NEEDS not in client.get(address(booking), follow=True).text
        tick(client, booking, 1, "yes")
    assert booking.young_people.filter(came__isnull=False).count() == 0


def test_an_editor_is_shown_no_way_there_and_a_moderator_is(booking: Booking) -> None:
    look = reverse("meetups_staff:inspect", args=[booking.meetup_id])
    assert address(booking) not in client_of(editor=True).get(look).text
    assert address(booking) in client_of(moderator=True).get(look).text


@pytest.mark.parametrize("days, shown", [(29, False), (28, True), (-1, True), (-2.5, False)])
def test_it_is_there_from_four_weeks_before_to_the_day_after(
    booking: Booking, days: float, shown: bool
) -> None:
    in_days(booking.meetup, days)
    answer = client_of(moderator=True).get(address(booking))
    assert (answer.status_code == 200) is shown


def test_ticks_say_who_came_and_the_places_hear_of_it(booking: Booking) -> None:
    """The same mechanism as a takeover's day: attended, or absent when nobody came."""
    in_days(booking.meetup, -0.001)
    client = client_of(moderator=True)
    answer = tick(client, booking, 1, "no")
    assert answer["Location"].endswith(f"#person-{booking.young_people.here()[0].pk}")
    assert state(booking) == (State.CONFIRMED, None)  # the others may still come through the door
    tick(client, booking, 2, "yes")
    assert state(booking) == (State.ATTENDED, 1)
    tick(client, booking, 3, "yes")
    tick(client, booking, 3, "yes")
    assert state(booking) == (State.ATTENDED, 2)
    for number in (2, 3):
        tick(client, booking, number, "no")
    assert state(booking) == (State.ABSENT, 0)
    assert AuditEntry.objects.filter(act="booking.marked").count() == 5
    page = client.get(address(booking)).text
    assert page.count("Did not come</p>") == 3


def test_all_of_a_council_with_one_press(booking: Booking) -> None:
    in_days(booking.meetup, -0.001)
    where = reverse("meetup_came", args=[booking.meetup_id, booking.pk])
    client_of(moderator=True).post(where, {"came": "all"})
    assert state(booking) == (State.ATTENDED, 3)


def test_whoever_comes_before_the_start_is_told_to_the_places_by_the_sweep(booking: Booking) -> None:
    tick(client_of(moderator=True), booking, 1, "yes")
    assert state(booking) == (State.CONFIRMED, None)
    assert sweeper.tell_places() == 0
    in_days(booking.meetup, -0.001)
    assert (sweeper.tell_places(), sweeper.tell_places()) == (1, 0)
    assert state(booking) == (State.ATTENDED, 1)


def test_nobody_is_ticked_before_the_day_or_for_another_council(booking: Booking) -> None:
    client = client_of(moderator=True)
    other = Meetups().ask(booking.meetup, 1).council_booking
    person = other.young_people.here()[0]
    where = reverse("meetup_came", args=[booking.meetup_id, booking.pk])
    assert client.post(where, {"person": person.pk, "came": "yes"}).status_code == 404
    in_days(booking.meetup, 2)
    tick(client, booking, 1, "yes")
    assert booking.young_people.filter(came__isnull=False).count() == 0
    assert "Came<" not in client.get(address(booking)).text


def test_looking_ticks_nobody(booking: Booking) -> None:
    where = reverse("meetup_came", args=[booking.meetup_id, booking.pk])
    assert client_of(moderator=True).get(where, {"came": "all"}).status_code == 405


@pytest.mark.parametrize("councils", [1, 3])
def test_it_reads_as_much_for_three_councils_as_for_one(
    councils: int, django_assert_num_queries: Any
) -> None:
    programme = Meetups()
    meetup = programme.thing(20)
    for _each in range(councils):
        booking = programme.ask(meetup, 2).council_booking
    in_days(meetup, 3)
    named(Booking.objects.get(pk=booking.pk), "Robin", "Wren")
    client = client_of(moderator=True)
    html = client.get(reverse("meetup_arrivals", args=[meetup.pk])).text
    assert html.count("Robin Reed") == councils
    with django_assert_num_queries(ARRIVALS_QUERIES + LOCK):
        client.get(reverse("meetup_arrivals", args=[meetup.pk]))


LOCK = connection.vendor == "postgresql"  # of the trail's end
ARRIVALS_QUERIES = 21
