"""The demo's meetups: past, open and planned, in three languages, and making them twice makes them once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from cicc_meetups import showing
from cicc_meetups.after.models import AfterPage
from cicc_meetups.bookings import asking
from cicc_meetups.bookings.models import Booking
from cicc_meetups.enums import MeetupState
from cicc_meetups.models import Meetup, MeetupIndexPage, MeetupPage
from config.demo import base, between_meetups, coming, councils
from consent.rules import Outcome
from places.enums import State
from tests import reading

LANGUAGES = {"en", "pl", "ar"}
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("planted")]


@pytest.fixture(scope="module")
def planted(stage: Callable[..., Any]) -> Iterator[None]:
    def make() -> None:
        base.seed()
        between_meetups.seed()

    with stage(make):
        yield


@pytest.mark.django_db
def test_councils_come_to_the_next_one_in_every_state_and_twice_is_once() -> None:
    councils.seed()
    for _twice in range(2):
        coming.seed()
    states = [booking.places.state for booking in Booking.objects.order_by("pk") if booking.places]
    assert states == [State.CONFIRMED] * 3 + [State.WAITING]
    first = Booking.objects.order_by("pk")[0]
    people = list(first.young_people.here())
    assert all(person.name for person in people)
    outcomes = [stand.outcome for stand in asking.stands(people)]
    assert outcomes.count(Outcome.YES) == 2 and outcomes.count(Outcome.NO) == 1


def pages() -> list[MeetupPage]:
    return list(MeetupPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE))


def test_there_is_one_of_each_kind() -> None:
    rows = showing.rows(showing.public().filter(locale__language_code="en"))
    states = [row.state for row in rows]
    assert states == [MeetupState.OPEN, MeetupState.PLANNED, MeetupState.PAST, MeetupState.PAST]


def test_every_page_is_a_translation_that_lines_up_block_by_block() -> None:
    for page in [*MeetupIndexPage.objects.filter(locale__language_code="en"), *pages()]:
        for other in page.get_translations().specific():
            assert other.alias_of_id is None and other.title != page.title
            for name in ("body", "guests", "programme"):
                own = getattr(page, name, [])
                assert [block.id for block in getattr(other, name, [])] == [block.id for block in own]
        assert {one.locale.language_code for one in page.get_translations(inclusive=True)} == LANGUAGES
    assert {page.locale.language_code for page in AfterPage.objects.all()} == LANGUAGES


def test_a_translator_is_offered_all_that_is_read() -> None:
    """wagtail-localize takes words, and what to bring among them; the meetup itself is the same in all."""
    from wagtail_localize.segments.extract import extract_segments

    page = pages()[0]
    offered = {segment.path.split(".")[0] for segment in extract_segments(page)}
    assert {"title", "lead", "guests", "programme", "access_words", "bring_words", "photo_words"} <= offered
    polish = page.get_translation(Locale.objects.get(language_code="pl"))
    assert polish.meetup_id == page.meetup_id


def test_each_answers_in_its_language_and_says_no_place(client: Client) -> None:
    """S12: the demo's venue is sealed like any other."""
    for page in MeetupPage.objects.all():
        text = client.get(page.get_url()).content.decode()
        to_come = page.meetup.starts_at > timezone.now()
        assert page.title in text and (str(page.bring_words) in text) is to_come
        assert f"<title>{page.title} ·" in text.replace("\n", "")
        assert "Larkspur" not in text and "green door" not in text


def test_a_nine_year_old_can_read_one(client: Client) -> None:
    """The Automated Readability Index, with no councils' or grown-ups' words, which are not ours to count."""
    to_come = next(page for page in pages() if page.meetup.starts_at > timezone.now())
    found = reading.sentences(client.get(to_come.get_url()).content.decode())
    assert reading.index(found) <= reading.READ_AT_NINE, sorted(found, key=len)[-5:]


def test_made_twice_is_made_once() -> None:
    before = (Meetup.objects.count(), MeetupPage.objects.count(), AfterPage.objects.count())
    assert before == (4, 12, 3)
    between_meetups.seed()
    assert (Meetup.objects.count(), MeetupPage.objects.count(), AfterPage.objects.count()) == before
