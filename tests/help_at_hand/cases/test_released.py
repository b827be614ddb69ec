"""Figures everybody may read: only of years that are over and released, and as they were then (S11)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from help_at_hand import actions
from help_at_hand.cases import figures
from help_at_hand.cases.enums import Topic
from help_at_hand.models import HelpSettings, KnowingCount, ReleasedYear
from safeguarding.models import AuditEntry
from tests import reading
from tests.factories.accounts import UserFactory
from tests.factories.cases import CaseFactory, adviser
from tests.help_at_hand.cases.test_figures import LONDON_CODE, NORTH_EAST, many

pytestmark = pytest.mark.django_db
PAGE = "/help/figures/"
PUBLIC_QUERIES = 5


@pytest.fixture
def last_year(monkeypatch: Any) -> int:
    """Enough cases of a year that is over; of one subject too few to tell."""
    many(7, LONDON_CODE, Topic.MOVE)
    many(9, NORTH_EAST, Topic.FAMILY, hours=5)
    many(2, NORTH_EAST, Topic.HURT, hours=5)
    monkeypatch.setattr(figures, "is_over", lambda year, today: year <= 2026)
    return 2026


def release(user: Any, year: int, act: str = "release") -> Any:
    desk = Client()
    desk.force_login(user)
    return desk.post(reverse("help_figures"), {"year": year, "act": act})


def text(client: Client, prefix: str = "") -> str:
    return str(client.get(f"{prefix}{PAGE}").content.decode())


def test_nothing_is_there_before_an_editor_releases_it(client: Client, last_year: int) -> None:
    assert client.get(PAGE).status_code == 404
    assert PAGE not in client.get("/help/").content.decode()
    assert release(UserFactory(editor=True), last_year).status_code == 302
    answer = client.get(PAGE)
    assert answer.status_code == 200
    assert PAGE in client.get("/help/").content.decode()
    assert answer["Cache-Control"] == "public, max-age=300" and not answer.cookies
    assert AuditEntry.objects.latest("id").act == "help_year.released"


def test_small_numbers_are_left_out_as_staff_see_them(client: Client, last_year: int) -> None:
    release(UserFactory(editor=True), last_year)
    html = text(client)
    assert '<span class="big-number__figure">18</span>' in html
    kept = ReleasedYear.objects.get().figures
    assert kept == figures.of(last_year).plain()
    assert kept["topics"]["hurt"] is None
    assert "not shown" in html and "A move I do not want" in html


def test_what_is_released_stays_as_it_was(client: Client, last_year: int) -> None:
    """S11: two tables of two days would tell what both leave out."""
    editor = UserFactory(editor=True)
    release(editor, last_year)
    before = text(client)
    many(3, LONDON_CODE, Topic.MOVE)
    release(editor, last_year)
    assert text(client) == before
    release(editor, last_year, act="hide")
    assert client.get(PAGE).status_code == 404


def test_a_year_under_way_is_nobodys_to_release(client: Client) -> None:
    CaseFactory()
    assert release(UserFactory(editor=True), timezone.localdate().year).status_code == 404
    assert not ReleasedYear.objects.exists()


@pytest.mark.parametrize(
    ("who", "sees", "releases"),
    [("editor", 200, 302), ("adviser", 200, 404), ("lead", 200, 404), ("moderator", 404, 404)],
)
def test_who_sees_and_who_releases(last_year: int, who: str, sees: int, releases: int) -> None:
    user = adviser() if who == "adviser" else UserFactory(**{who: True})
    desk = Client()
    desk.force_login(user)
    assert desk.get(reverse("help_figures")).status_code == sees
    assert release(user, last_year).status_code == releases
    assert ReleasedYear.objects.exists() == (releases == 302)


def test_an_editor_sees_no_year_that_is_under_way() -> None:
    CaseFactory()
    desk = Client()
    desk.force_login(UserFactory(editor=True))
    assert "Nobody has written yet." in desk.get(reverse("help_figures")).content.decode()


def test_the_aim_stands_beside_the_year(client: Client, last_year: int) -> None:
    """A quarter of children in care knows of us, then most: the poll's answer for the same year."""
    HelpSettings.load()
    for knew, number in ((True, 30), (False, 70)):
        KnowingCount.objects.create(year=last_year, in_care=True, knew=knew, number=number)
    release(UserFactory(editor=True), last_year)
    assert "30 %" in text(client) and "We wanted 25 %. We made it." in text(client)


def test_three_languages_name_everything(client: Client, last_year: int) -> None:
    release(UserFactory(editor=True), last_year)
    english = text(client)
    for prefix in ("/pl", "/ar"):
        other = text(client, prefix)
        main = other.partition("<main")[2].partition("</main")[0]
        assert "A move I do not want" in english and "A move I do not want" not in main
        assert "within an hour" not in main and "Help in numbers" not in main


@pytest.mark.parametrize("years", [1, 3])
def test_the_page_costs_the_same_however_many_years(
    client: Client, years: int, django_assert_num_queries: Any
) -> None:
    user = UserFactory(editor=True)
    for year in range(2020, 2020 + years):
        plain = figures.of(year).plain()
        actions.release_year(year=year, figures=plain, by="system", user=user)
    client.get(PAGE)
    with django_assert_num_queries(PUBLIC_QUERIES):
        assert client.get(PAGE).status_code == 200


def test_the_page_is_read_at_nine(client: Client, last_year: int) -> None:
    release(UserFactory(editor=True), last_year)
    found = reading.sentences(text(client))
    assert reading.index(found) <= reading.READ_AT_NINE
