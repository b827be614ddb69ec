"""What everybody reads of meetups, and what is planted and must be nowhere (S12)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cicc_meetups.bookings.models import Booking, YoungPerson
from cicc_meetups.enums import CalledOffFor
from cicc_meetups.models import Meetup, MeetupIndexPage
from tests.factories import between_meetups as between
from tests.factories.programmes import Meetups

pytestmark = pytest.mark.django_db
PLANTED = (
    "Quillfeather Hall",
    "Larkspur Lane",
    "01632 960 777",
    "Zebedee",
    "Paper Boat Council",
    "Feather tea",
)
CALENDAR = "/meetups/calendar.ics"


@pytest.fixture
def meetup() -> Meetup:
    """A full meetup with somebody waiting, and everything in it that could leak."""
    programme = Meetups()
    made = programme.thing(2)
    programme.ask(made, 2)
    programme.ask(made, 2)
    Meetup.objects.filter(pk=made.pk).update(venue=PLANTED[0], venue_way=PLANTED[1], day_phone=PLANTED[2])
    YoungPerson.objects.update(name=PLANTED[3])
    Booking.objects.update(needs=PLANTED[5])
    return Meetup.objects.get(pk=made.pk)


def test_no_venue_name_or_waiting_list_is_in_anything_public(meetup: Meetup) -> None:
    page = between.page(meetup, "Meetup by the sea")
    index = MeetupIndexPage.objects.get()
    for address in (page.url, index.url, CALENDAR):
        answer = Client().get(address)
        assert answer.status_code == 200
        assert "Meetup by the sea" in answer.text
        assert [word for word in (*PLANTED, "waiting list") if word in answer.text] == []
        assert "public" in answer["Cache-Control"]
        assert not answer.cookies


def test_the_page_says_where_the_meetup_is(meetup: Meetup) -> None:
    page = between.page(meetup, photo_words="Nobody has to be in a picture.")
    text = Client().get(page.url).text
    assert "Full" in text
    assert "Nobody has to be in a picture." in text
    Meetup.objects.update(cancelled_at=meetup.made_at, cancelled_for=CalledOffFor.WEATHER)
    assert "unsafe to travel" in Client().get(page.url).text
    assert "STATUS:CANCELLED" in Client().get(CALENDAR).text


def test_a_draft_is_in_no_calendar(meetup: Meetup) -> None:
    between.page(meetup, "Still secret").unpublish()
    assert "Still secret" not in Client().get(reverse("meetups:calendar")).text


def test_the_public_calendar_is_found_and_has_a_title_of_its_own(meetup: Meetup) -> None:
    """Unlike private feeds it is the same for everybody, and may stand in an index."""
    between.page(meetup)
    answer = Client().get(CALENDAR)
    assert "X-Robots-Tag" not in answer
    assert "X-WR-CALNAME:Meetups: Heard" in answer.text and "Takeovers" not in answer.text
    assert "CLASS:PUBLIC" in answer.text
    again = Client().get(CALENDAR, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304 and "public" in again["Cache-Control"]


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_reads_as_much_for_three_as_for_one(how_many: int, django_assert_num_queries: Any) -> None:
    for _each in range(how_many):
        between.page(Meetups().thing(5))
    url = MeetupIndexPage.objects.get().url
    Client().get(url)
    with django_assert_num_queries(INDEX_QUERIES):
        assert Client().get(url).status_code == 200


INDEX_QUERIES = 12
