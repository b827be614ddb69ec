"""The year: the regions visited, as a map and as a list that says the same."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from cicc_meetups.models import Meetup
from geography.models import Region
from tests.factories import between_meetups as make

pytestmark = pytest.mark.django_db


def text(page: Any) -> str:
    return str(page.content.decode())


def in_year(year: int, month: int = 6, region: Region | None = None, **fields: Any) -> Meetup:
    """A meetup on the 15th of a month."""
    made = make.meetup(region=region, **fields)
    begins = timezone.make_aware(datetime(year, month, 15, 11))
    Meetup.objects.filter(pk=made.pk).update(starts_at=begins, ends_at=begins + timedelta(hours=5))
    return Meetup.objects.get(pk=made.pk)


def test_map_and_list_say_the_same() -> None:
    """Each region once in each, with its number and its meetups; a shade is never alone."""
    one, two, *_others = Region.objects.order_by("name")
    make.page(in_year(2025, 3, one), "In spring")
    make.page(in_year(2025, 9, one), "In autumn")
    make.page(in_year(2025, 5, two), "In May")
    page = Client().get("/meetups/year/2025/")
    read = text(page)
    assert page.headers["Cache-Control"] == "public, max-age=50" and not page.cookies
    assert "We have been in 2 of 9 regions." in read
    assert read.count('class="hex hex--') == 9 and read.count("<dt>") == 9
    assert f'aria-label="{one.name}: 2 meetups"' in read and f"<strong>{one.name}</strong>: 2 meetups" in read
    for title in ("In spring", "In autumn", "In May"):
        assert read.count(f">{title}</a>") == 1


def test_each_year_has_its_own_page_and_only_what_is_public_is_in_it() -> None:
    """S12: what is still being planned, or was cancelled, shows nowhere; nor does a place."""
    make.page(in_year(2024), "Last year")
    hidden = make.page(in_year(2025, venue="Marmalade Hall"), "Not yet public")
    hidden.unpublish()
    make.page(in_year(2025, 8, venue="Marmalade Hall"), "This one")
    make.page(in_year(2025, 7, cancelled_at=timezone.now(), cancelled_for="venue"), "Called off")
    read = text(Client().get("/meetups/year/2025/"))
    assert "This one" in read and "/meetups/year/2024/" in read
    assert not [word for word in ("Last year", "Not yet public", "Called off", "Marmalade") if word in read]
    assert Client().get("/meetups/year/").headers["Location"] == "/meetups/year/2025/"
    for year in (2019, 9999):
        assert Client().get(f"/meetups/year/{year}/").status_code == 404


def test_the_year_one_comes_to_is_never_one_to_come() -> None:
    """What is planned for next year has a link of its own; one first reads where we have been."""
    now = timezone.localdate().year
    make.page(in_year(now + 1), "Planned")
    assert Client().get("/meetups/year/").headers["Location"] == f"/meetups/year/{now}/"
    make.page(in_year(now - 2), "Long ago")
    assert Client().get("/meetups/year/").headers["Location"] == f"/meetups/year/{now - 2}/"
    read = text(Client().get(f"/meetups/year/{now - 2}/"))
    assert f'href="/meetups/year/{now + 1}/"' in read


def test_an_empty_year_has_a_page() -> None:
    year = timezone.localdate().year
    assert Client().get("/meetups/year/").headers["Location"] == f"/meetups/year/{year}/"
    assert "not this year" in text(Client().get(f"/meetups/year/{year}/"))


def test_the_year_costs_the_same_for_three(django_assert_num_queries: Any) -> None:
    for count in (1, 3):
        while Meetup.objects.count() < count:
            make.page(in_year(2025, 1 + Meetup.objects.count()), f"Number {Meetup.objects.count()}")
        Client().get("/meetups/year/2025/")
        with django_assert_num_queries(6):
            assert text(Client().get("/meetups/year/2025/")).count(">Number ") == count
