"""The page of one takeover, of one that was called off, and of a season that is over (S11, S12, S23)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from places import allotting, rules
from places.models import Allotment, Booking
from takeover.challenges import figures, showing
from takeover.challenges.models import Challenge
from takeover.challenges.showing import SignUp
from takeover.models import Host, Season
from tests.factories.challenges import ChallengeFactory, FitHostFactory, allotment_of
from tests.factories.takeover import SeasonFactory

pytestmark = pytest.mark.django_db


def shift(season: Season, **days: int) -> None:
    """Move days of `season` to so many days from today."""
    today = timezone.localdate()
    Season.objects.filter(pk=season.pk).update(
        **{name: today + timedelta(days=number) for name, number in days.items()}
    )


def page(client: Client, challenge: Challenge) -> str:
    response = client.get(f"/takeovers/{challenge.pk}/")
    assert response.status_code == 200
    return response.content.decode()


def ask(challenge: Challenge) -> str:
    """Where places are asked for."""
    return reverse("sign_ups:ask", args=[challenge.pk])


# --- One takeover -----------------------------------------------------------------------------------


def test_everything_public_is_on_the_page(client: Client) -> None:
    shown = ChallengeFactory(published=True, title="Run the zoo")
    html = page(client, shown)
    for words in (
        "Run the zoo",
        shown.host.name,
        shown.decide,
        shown.day,
        "10 a.m. to 3 p.m.",
        "Ages 8 to 15",
        "Groups of 1 to 10",
        "20 places left",
        "Step-free",
        "Wheelchair toilet",
        shown.access_more,
        shown.bring,
        shown.food,
        shown.travel,
        "You are never alone with one adult.",
        "Two people on our team checked this place on",
        rules.told()[0],
    ):
        assert words in html, words
    assert shown.address not in html


def test_the_page_is_the_same_for_everybody_and_says_what_it_is(client: Client) -> None:
    """S10; and a search engine gets a title and a description of its own."""
    shown = ChallengeFactory(published=True, title="Run the zoo")
    response = client.get(f"/takeovers/{shown.pk}/")
    assert not response.cookies
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=50"}
    html = " ".join(response.content.decode().split())
    assert f"<title>Run the zoo · {shown.host.name}" in html
    assert '<meta property="og:title" content="Run the zoo">' in html
    assert f'<meta name="description" content="{showing.when(shown)}.' in html


def test_the_page_costs_the_same_queries_however_much_there_is(
    client: Client, django_assert_num_queries: Any
) -> None:
    """The takeover with its host, season and area; and its places. The frame asks nothing."""
    shown = ChallengeFactory(published=True)
    for others in (0, 3):
        ChallengeFactory.create_batch(others, published=True)
        client.get(f"/takeovers/{shown.pk}/")
        with django_assert_num_queries(2):
            client.get(f"/takeovers/{shown.pk}/")


@pytest.mark.parametrize("state", [{}, {"over": True, "called_off_for": ""}])
def test_what_never_was_public_is_not_found(client: Client, state: dict[str, Any]) -> None:
    """Drafts, and those of a host that is no longer fit, answer what an unknown number does."""
    hidden = ChallengeFactory(title="Hidden", **state)
    if state:
        Host.objects.filter(pk=hidden.host_id).update(suspended_at=timezone.now(), suspended_for="staff")
    answer, unknown = client.get(f"/takeovers/{hidden.pk}/"), client.get("/takeovers/987654321/")
    assert answer.status_code == unknown.status_code == 404
    assert "Hidden" not in answer.content.decode()


OPEN = {"children_from_date": -1, "children_until_date": 45}


@pytest.mark.parametrize(
    "days, taken, closed, state, said, asks",
    [
        (OPEN, 0, False, SignUp.OPEN, "Ask for places", True),
        (OPEN, 20, False, SignUp.WAITING_LIST, "Join the waiting list", True),
        (OPEN, 20, True, SignUp.CLOSED, "You cannot sign up for this one.", False),
        ({}, 0, False, SignUp.NOT_YET, "You can look now. You can sign up from", False),
        ({"children_from_date": -9, "children_until_date": -1}, 0, False, SignUp.CLOSED, "cannot", False),
        ({"children_from_date": 0}, 0, False, SignUp.OPEN, "Ask for places", True),
        ({"children_from_date": -9, "children_until_date": 0}, 0, False, SignUp.OPEN, "until", True),
    ],
)
def test_the_button_says_what_can_be_done_today(
    client: Client, days: dict[str, int], taken: int, closed: bool, state: SignUp, said: str, asks: bool
) -> None:
    shown = ChallengeFactory(published=True)
    shift(shown.season, **days)
    Allotment.objects.about(shown).update(taken=taken)
    if closed:
        allotting.close(allotment=allotment_of(shown), by="system")
    response = client.get(f"/takeovers/{shown.pk}/")
    html = response.content.decode()
    assert response.context["card"].sign_up is state
    assert said in html
    assert (ask(shown) in html) == asks


def test_after_the_start_nobody_signs_up(client: Client) -> None:
    """To the minute; and the page of what is over stays."""
    shown = ChallengeFactory(published=True)
    shift(shown.season, **OPEN)
    shown, minute = Challenge.objects.get(pk=shown.pk), timedelta(minutes=1)
    allotment = allotment_of(shown)
    for now, state in (
        (timezone.now(), SignUp.OPEN),
        (shown.starts_at, SignUp.BEGUN),
        (shown.ends_at - minute, SignUp.BEGUN),
        (shown.ends_at, SignUp.OVER),
    ):
        assert showing.sign_up_to(shown, allotment, now) is state
    over = ChallengeFactory(over=True)
    html = page(client, over)
    assert "It is over" in html and ask(over) not in html


def test_days_in_a_row_are_said_as_such() -> None:
    shown = ChallengeFactory.build(host=None, season=None, authority=None)
    shown.first_date, shown.last_date = datetime(2026, 11, 20).date(), datetime(2026, 11, 22).date()
    shown.starts_time, shown.ends_time = time(9, 30), time(16)
    assert showing.when(shown) == (
        "Friday 20 November 2026 to Sunday 22 November 2026, each day 9:30 a.m. to 4 p.m."
    )


def test_a_hosts_words_are_marked_as_theirs_in_other_languages(client: Client) -> None:
    """A voice that reads Arabic must not read English with it."""
    shown = ChallengeFactory(published=True, title="Run the zoo")
    for path in ("/ar/takeovers/", f"/ar/takeovers/{shown.pk}/"):
        assert 'lang="en" dir="auto"' in client.get(path).content.decode()
        assert 'lang="en" dir="auto"' not in client.get(path.removeprefix("/ar")).content.decode()


# --- Called off -------------------------------------------------------------------------------------


def test_called_off_is_said_calmly_until_the_day_has_passed(client: Client) -> None:
    """Whoever meant to come finds out; search engines forget it; nothing else is told."""
    gone = ChallengeFactory(called_off=True, title="Run the zoo")
    response = client.get(f"/takeovers/{gone.pk}/")
    html = response.content.decode()
    assert response.status_code == 410
    assert "This takeover is called off" in html and "Run the zoo" in html
    assert "noindex" in html and gone.decide not in html and ask(gone) not in html
    Challenge.objects.filter(pk=gone.pk).update(
        first_date=timezone.localdate() - timedelta(days=1),
        last_date=timezone.localdate() - timedelta(days=1),
    )
    assert client.get(f"/takeovers/{gone.pk}/").status_code == 404


@pytest.mark.parametrize("hidden", ["host", "held", "never public"])
def test_what_is_hidden_is_not_called_off(client: Client, hidden: str) -> None:
    gone = ChallengeFactory(called_off=True)
    if hidden == "host":
        Host.objects.filter(pk=gone.host_id).update(suspended_at=timezone.now(), suspended_for="staff")
    else:
        changed = {"held_at": timezone.now()} if hidden == "held" else {"live": False}
        Challenge.objects.filter(pk=gone.pk).update(**changed)
    assert client.get(f"/takeovers/{gone.pk}/").status_code == 404


# --- A season that is over --------------------------------------------------------------------------


def attended(challenge: Challenge, came: int) -> None:
    """Write down that `came` of one group came."""
    Booking.objects.create(allotment=allotment_of(challenge), key="a", size=came, state="attended", came=came)


@pytest.fixture
def past() -> Season:
    """A season a year ago: in Yorkshire 3 and 40 children came, in London 20; one was called off."""
    season = SeasonFactory(over=True, name="Autumn long ago", slug="long-ago", intro="They decided a lot.")
    days = (season.national_date - timezone.localdate()).days
    leeds = FitHostFactory(season=season, authority_id="E08000035")
    camden = FitHostFactory(season=season, authority_id="E09000007")
    for host, came in ((leeds, 3), (leeds, 40), (camden, 20)):
        attended(ChallengeFactory(published=True, host=host, season=season, days=days), came)
    ChallengeFactory(called_off=True, host=camden, season=season, days=days)
    ChallengeFactory(published=True, host=camden, season=SeasonFactory())
    return season


def test_a_past_season_shows_what_became_of_it(client: Client, past: Season) -> None:
    html = client.get("/takeovers/").content.decode()
    assert 'href="/takeovers/seasons/long-ago/"' in html
    response = client.get("/takeovers/seasons/long-ago/")
    shown = response.context["figures"]
    assert (shown.hosts, shown.challenges, shown.children) == (2, 3, 63)
    by_region = {name: (held, came) for name, held, came in shown.regions}
    assert by_region["Yorkshire and the Humber"] == (2, 43)
    assert by_region["London"] == (1, 20)
    assert by_region["South West"] == (0, 0)
    assert "They decided a lot." in response.content.decode()


def test_few_children_are_not_counted_in_public(client: Client, past: Season) -> None:
    """S11: three in London are left out, and cannot be had by subtraction from the total."""
    Booking.objects.filter(came=20).update(size=3, came=3)
    response = client.get("/takeovers/seasons/long-ago/")
    shown = response.context["figures"]
    by_region = {name: came for name, _, came in shown.regions}
    assert by_region["London"] is None
    assert by_region["Yorkshire and the Humber"] is None
    assert shown.children == 46
    Booking.objects.filter(came=40).delete()
    cache.clear()
    few = client.get("/takeovers/seasons/long-ago/").context["figures"]
    assert [came for _, _, came in few.regions if came] == []


def test_figures_wait_until_attendance_stands(client: Client, past: Season) -> None:
    """S11: numbers of two days, one child apart, would tell of that child."""
    shift(past, starts_date=-30, national_date=-20, ends_date=-figures.COUNTED_AFTER.days + 1)
    shift(past, hosts_until_date=-40, children_until_date=-40)
    html = client.get("/takeovers/seasons/long-ago/").content.decode()
    assert "We are still counting." in html
    assert "Yorkshire" not in html


def test_only_past_seasons_have_such_a_page(client: Client) -> None:
    season = SeasonFactory()
    assert client.get(f"/takeovers/seasons/{season.slug}/").status_code == 404
    assert client.get("/takeovers/seasons/never-was/").status_code == 404


def test_a_season_has_its_figures_in_every_language(client: Client, past: Season) -> None:
    polish, _ = Locale.objects.get_or_create(language_code="pl")
    other = past.copy_for_translation(polish)
    other.name = "Jesień dawno temu"
    other.save()
    response = client.get("/pl/takeovers/seasons/long-ago/")
    assert "Jesień dawno temu" in response.content.decode()
    assert response.context["figures"].challenges == 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_archive_costs_the_same_queries_for_any_number(
    client: Client, past: Season, django_assert_num_queries: Any, count: int
) -> None:
    """The season, regions; once an hour challenges, who came and what they said."""
    host = FitHostFactory(season=past)
    days = (past.national_date - timezone.localdate()).days
    for _ in range(count):
        attended(ChallengeFactory(published=True, host=host, season=past, days=days), 7)
    client.get("/takeovers/")
    with django_assert_num_queries(5):
        client.get("/takeovers/seasons/long-ago/")
    with django_assert_num_queries(2):
        client.get("/takeovers/seasons/long-ago/")
