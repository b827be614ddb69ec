"""Staff make a meetup with places, move it, and call it off; every council that is concerned is told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cicc_meetups.bookings import planning
from cicc_meetups.models import Meetup
from outbox.models import Message
from places.enums import State
from places.errors import BelowTaken
from places.models import Booking as Places
from places.queries import allotment_of
from tests.factories import between_meetups as between
from tests.factories.accounts import UserFactory
from tests.factories.programmes import Meetups

pytestmark = pytest.mark.django_db
VENUE = "Quillfeather Hall, 7 Larkspur Lane"


@pytest.fixture
def editor() -> User:
    return UserFactory(editor=True, is_staff=True)


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def at(moment: datetime) -> str:
    return timezone.localtime(moment).strftime("%Y-%m-%d %H:%M")


def form(days: int = 40, **changed: Any) -> dict[str, Any]:
    begins = timezone.now() + timedelta(days=days)
    return {
        "region": "E12000007",
        "starts_at": at(begins),
        "ends_at": at(begins + timedelta(hours=5)),
        "opens_at": at(timezone.now() - timedelta(days=1)),
        "capacity": 12,
        "venue": VENUE,
        "venue_way": "Ring at the green door.",
        "day_phone": "01632 960 002",
        "step_free": "on",
        **changed,
    }


def booked(capacity: int = 3) -> tuple[Meetup, Places, Places]:
    """A meetup whose places are all given away, and a council that waits."""
    programme = Meetups()
    meetup = programme.thing(capacity)
    return meetup, programme.ask(meetup, capacity), programme.ask(meetup, 2)


def test_an_editor_makes_one_that_councils_can_book(desk: Client) -> None:
    response = desk.post(reverse("meetups_staff:add"), form())
    assert response.status_code == 302
    made = Meetup.objects.get()
    allotment = allotment_of(made)
    assert made.venue == VENUE and allotment is not None and allotment.capacity == 12
    assert made.bookable(allotment, timezone.now())


@pytest.mark.parametrize(
    "changed, words",
    [
        ({"ends_at": at(timezone.now() + timedelta(days=1))}, "It ends after it starts."),
        ({"starts_at": at(timezone.now() - timedelta(days=1))}, "It starts in the future."),
        ({"capacity": 0}, "greater than or equal to 1"),
    ],
)
def test_a_wrong_answer_is_said_and_nothing_is_lost(
    desk: Client, changed: dict[str, Any], words: str
) -> None:
    html = desk.post(reverse("meetups_staff:add"), form(**changed)).content.decode()
    assert words in html and VENUE in html
    assert not Meetup.objects.exists()


def test_more_places_go_to_who_waits_and_never_fewer_than_are_given(desk: Client) -> None:
    meetup, _, waiting = booked()
    address = reverse("meetups_staff:edit", args=[meetup.pk])
    same = {
        "region": meetup.region_id,
        "starts_at": at(meetup.starts_at),
        "ends_at": at(meetup.ends_at),
    }
    assert "places are given away already" in desk.post(address, form(capacity=2, **same)).content.decode()
    assert desk.post(address, form(capacity=5, **same)).status_code == 302
    waiting.refresh_from_db()
    assert waiting.state == State.HELD
    with pytest.raises(BelowTaken):
        planning.keep(meetup=Meetup.objects.get(pk=meetup.pk), capacity=1, by="system")


def test_another_day_is_said_once_to_all_who_are_concerned(desk: Client) -> None:
    meetup, _, _ = booked()
    Message.objects.all().delete()
    old = meetup.starts_at
    meetup.starts_at, meetup.ends_at = old + timedelta(days=7), meetup.ends_at + timedelta(days=7)
    planning.keep(meetup=meetup, capacity=3, by="system")
    planning.keep(meetup=Meetup.objects.get(pk=meetup.pk), capacity=3, by="system")
    letters = Message.objects.filter(template="meetup_news")
    assert [letter.context["what"] for letter in letters] == ["another_day", "another_day"]
    meetup.refresh_from_db()
    assert meetup.moved_from == old
    allotment = allotment_of(meetup)
    assert allotment is not None and allotment.starts_at == meetup.starts_at


def test_called_off_is_for_all_of_them_and_for_good(desk: Client) -> None:
    meetup, first, waiting = booked()
    Message.objects.all().delete()
    address = reverse("meetups_staff:call-off", args=[meetup.pk])
    desk.post(address, {"reason": "weather"})
    meetup.refresh_from_db()
    assert meetup.cancelled_at is None  # nobody ticked that they are sure
    desk.post(address, {"reason": "weather", "sure": "yes"})
    desk.post(address, {"reason": "venue", "sure": "yes"})
    meetup.refresh_from_db()
    assert meetup.cancelled_for == "weather"
    for booking in (first, waiting):
        booking.refresh_from_db()
        assert booking.state == State.CANCELLED
    told = Message.objects.filter(template="meetup_news")
    assert [letter.context["what"] for letter in told] == ["called_off", "called_off"]
    assert desk.get(reverse("meetups_staff:edit", args=[meetup.pk])).status_code == 302
    with pytest.raises(PermissionDenied):
        planning.keep(meetup=meetup, capacity=9, by="system")


@pytest.mark.parametrize("count", [1, 3])
def test_its_bookings_cost_the_same_queries_for_any_number(
    desk: Client, django_assert_num_queries: Any, count: int
) -> None:
    programme = Meetups()
    meetup = programme.thing(9)
    for _ in range(count):
        programme.ask(meetup, 2)
    address = reverse("meetups_staff:inspect", args=[meetup.pk])
    html = desk.get(address).content.decode()
    assert html.count("Paper Boat Council") == count
    with django_assert_num_queries(16):
        desk.get(address)


@pytest.mark.parametrize("group", ["translator", "board"])
def test_others_plan_nothing(client: Client, group: str) -> None:
    meetup = between.meetup()
    client.force_login(UserFactory(**{group: True}, is_staff=True))
    client.post(reverse("meetups_staff:add"), form())
    client.post(reverse("meetups_staff:call-off", args=[meetup.pk]), {"reason": "venue", "sure": "yes"})
    meetup.refresh_from_db()
    assert Meetup.objects.count() == 1 and meetup.cancelled_at is None
    assert VENUE not in client.get(reverse("meetups_staff:index"), follow=True).content.decode()


def test_staff_read_when_a_meetup_begins(desk: Client) -> None:
    """A bug: of every day to come the list said "Just now"."""
    begins = timezone.make_aware(datetime(2031, 5, 9, 10, 30))
    ends = begins + timedelta(hours=5)
    Meetup.objects.filter(pk=between.meetup().pk).update(starts_at=begins, ends_at=ends)
    listed = desk.get("/admin/meetups/").text
    assert "9 May 2031" in listed and "Just now" not in listed
