"""Seasons: what the public page says today, and which days make no sense."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from takeover import names
from takeover.models import Season
from tests.factories.accounts import UserFactory
from tests.factories.takeover import SeasonFactory

pytestmark = pytest.mark.django_db


def test_the_page_says_what_is_there_today(client: Client) -> None:
    """Side by side, and the archive apart; no cookie, cacheable."""
    assert "There is no season yet" in client.get("/takeovers/").content.decode()
    SeasonFactory(name="Autumn now")
    SeasonFactory(name="Spring next")
    SeasonFactory(name="Long ago", over=True)
    response = client.get("/takeovers/")
    html = response.content.decode()
    assert html.index("Autumn now") < html.index("Spring next") < html.index("Seasons before")
    assert html.index("Seasons before") < html.index("Long ago")
    assert not response.cookies
    assert "public" in response.headers["Cache-Control"]


@pytest.mark.parametrize(
    "opens, closes, said",
    [(-1, 5, "Can register until"), (3, 5, "Can register from"), (-9, -1, "Can no longer register")],
)
def test_the_page_says_whether_hosts_can_register(client: Client, opens: int, closes: int, said: str) -> None:
    today = timezone.localdate()
    SeasonFactory(
        hosts_from_date=today + timedelta(days=opens), hosts_until_date=today + timedelta(days=closes)
    )
    assert said in client.get("/takeovers/").content.decode()


def test_the_last_day_of_sign_up_is_open() -> None:
    season = SeasonFactory(hosts_until_date=timezone.localdate())
    assert season.takes_hosts(timezone.localdate())
    assert not season.takes_hosts(timezone.localdate() + timedelta(days=1))
    assert list(Season.objects.taking_hosts(timezone.localdate())) == [season]


def test_a_translated_season_is_shown_once_in_each_language(client: Client) -> None:
    season = SeasonFactory(name="Autumn now")
    polish, _ = Locale.objects.get_or_create(language_code="pl")
    other = season.copy_for_translation(polish)
    other.name = "Jesień teraz"
    other.save()
    assert "Jesień teraz" in (html := client.get("/pl/takeovers/").content.decode())
    assert "Autumn now" not in html
    assert "Jesień" not in client.get("/takeovers/").content.decode()
    assert (
        client.get("/ar/takeovers/").content.decode().count("Autumn now") == 2
    )  # when to sign up, and all its days


@pytest.mark.parametrize(
    "changed", [{"national_date": 90}, {"starts_date": 65}, {"hosts_until_date": 90}, {"hosts_from_date": 60}]
)
def test_days_that_make_no_sense_are_refused(changed: dict[str, int]) -> None:
    season = SeasonFactory()
    for name, days in changed.items():
        setattr(season, name, timezone.localdate() + timedelta(days=days))
    with pytest.raises(ValidationError):
        season.full_clean()


def test_editors_set_seasons_up_and_moderators_do_not(client: Client) -> None:
    SeasonFactory(name="Autumn now")
    client.force_login(UserFactory(editor=True))
    assert "Autumn now" in client.get("/admin/snippets/takeover/season/").content.decode()
    assert client.get("/admin/snippets/takeover/season/add/").status_code == 200
    client.force_login(UserFactory(moderator=True))
    assert client.get("/admin/snippets/takeover/season/").status_code == 302


@pytest.mark.parametrize(
    "one, other",
    [
        ("The Paper Boat Co. Ltd", "paper-boat"),
        ("Café & Bar", "Cafe and Bar"),
        ("St Mary's School", "St. Marys School"),
    ],
)
def test_two_spellings_of_one_name(one: str, other: str) -> None:
    assert names.plain(one) == names.plain(other)


def test_two_names_stay_two() -> None:
    assert names.plain("North School") != names.plain("South School")
    assert names.plain("The Company") == "the company"
    assert names.plain("مدرسة") == names.plain(" مدرسة ")
