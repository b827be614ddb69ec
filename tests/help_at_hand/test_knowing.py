"""The yearly question: two pages, nobody is known, numbers are shown once it is over (S2, S11)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from unittest import mock

import pytest
from django.test import Client
from django.utils import timezone

from help_at_hand import knowing
from help_at_hand.models import HelpSettings, KnowingCount
from tests import reading

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def asked() -> HelpSettings:
    people = HelpSettings.load()
    people.poll_opens_date, people.poll_closes_date = TODAY, TODAY + timedelta(days=7)
    people.save()
    return people


def answer(client: Client, care: str, knew: str) -> Any:
    assert client.post("/help/do-you-know/", {"care": care}).status_code == 200
    return client.post("/help/do-you-know/", {"care": care, "asked": "yes", "knew": knew})


def test_two_answers_are_one_more_in_a_number(client: Client, asked: HelpSettings) -> None:
    for _ in range(2):
        assert "Good to hear" in answer(client, "yes", "yes").content.decode()
    assert "Now you know" in answer(client, "no", "no").content.decode()
    rows = KnowingCount.objects.order_by("number").values_list("year", "in_care", "knew", "number")
    assert list(rows) == [(TODAY.year, False, False, 1), (TODAY.year, True, True, 2)]


def test_each_page_wants_its_answer(client: Client, asked: HelpSettings) -> None:
    assert client.post("/help/do-you-know/", {}).status_code == 422
    page = client.post("/help/do-you-know/", {"care": "yes", "asked": "yes"})
    assert page.status_code == 422 and 'value="yes"' in page.content.decode()
    assert not KnowingCount.objects.exists()


def test_a_class_is_counted_and_a_flood_is_not(client: Client, asked: HelpSettings) -> None:
    """S38: whoever is beyond the limit reads thanks like everybody, and is not counted."""
    with mock.patch("help_at_hand.views.MOST_SAID", 2):
        for _ in range(4):
            assert answer(client, "yes", "no").status_code == 200
    assert KnowingCount.objects.get().number == 2


def test_numbers_are_shown_once_it_is_over(client: Client, asked: HelpSettings) -> None:
    """S11: two looks on two days would tell what one child said."""
    KnowingCount.objects.create(year=TODAY.year, in_care=True, knew=True, number=30)
    KnowingCount.objects.create(year=TODAY.year, in_care=True, knew=False, number=70)
    assert "30 %" not in client.get("/help/do-you-know/").content.decode()
    HelpSettings.objects.update(
        poll_opens_date=TODAY - timedelta(days=9), poll_closes_date=TODAY - timedelta(days=1)
    )
    html = client.get("/help/do-you-know/").content.decode()
    assert "30 %" in html and "We wanted 25 %. We made it." in html


def test_the_aim_moves_on_once_it_was_reached() -> None:
    """A quarter first, then most."""
    HelpSettings.load()
    for year, knew in ((2025, 30), (2026, 40), (2027, 60)):
        KnowingCount.objects.create(year=year, in_care=True, knew=True, number=knew)
        KnowingCount.objects.create(year=year, in_care=True, knew=False, number=100 - knew)
    told = [(one.year, one.percent, one.aim, one.reached) for one in knowing.results(date(2028, 1, 1))]
    assert told == [(2027, 60, 51, True), (2026, 40, 51, False), (2025, 30, 25, True)]


@pytest.mark.parametrize(("knew", "did_not"), [(3, 40), (40, 3), (2, 2), (1, 0)])
def test_few_are_not_shown(knew: int, did_not: int) -> None:
    """S11: neither they nor a percentage that says the same."""
    KnowingCount.objects.create(year=2025, in_care=True, knew=True, number=knew)
    KnowingCount.objects.create(year=2025, in_care=True, knew=False, number=did_not)
    [one] = knowing.results(date(2026, 1, 1))
    assert one.percent is None


def test_pages_are_read_at_nine(client: Client, asked: HelpSettings) -> None:
    pages = [
        client.get("/help/do-you-know/"),
        client.post("/help/do-you-know/", {"care": "yes"}),
        answer(client, "yes", "no"),
    ]
    for page in pages:
        found = reading.sentences(page.content.decode())
        assert reading.index(found) <= reading.READ_AT_NINE, found
