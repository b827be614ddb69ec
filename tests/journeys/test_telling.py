"""Telling us about a film, hearing of it, and a second look: in a real browser (S14, S15, S16, S27, S30).

SHOTS=folder also leaves a picture of each page there.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from moderation.enums import Verdict
from moderation.models import Appeal, Report
from our_childhood.models import Film
from people import codes
from safeguarding import switch
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.moderation import film_in_review, fresh, give
from tests.factories.our_childhood import FilmFactory
from tests.factories.told import report, watched
from tests.journeys.test_my_film import fits, shot

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def film() -> Film:
    return FilmFactory(public=True, description="A boat of card.")


def test_tell_us_by_keyboard_without_scripts_and_hear_of_it(
    pages: Any, live_site: LiveServer, axe: Callable[[Page], None], film: Film
) -> None:
    """S14, S30: given a public film, when somebody tells us by keys alone, then a code tells the outcome."""
    page = pages.without_scripts()
    page.goto(f"{live_site.url}/films/{film.slug}/")
    page.get_by_role("link", name="Tell us about this film").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Tell us about this film")
    page.get_by_role("button", name="Tell us", exact=True).press("Enter")
    page.get_by_role("link", name="Pick one or more").press("Enter")  # the error leads to its field
    page.get_by_label("It frightened me").press("Space")
    page.get_by_label("Do you want to tell us more?").fill("The thunder is so loud")
    page.get_by_role("button", name="Tell us", exact=True).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you for telling us")
    code = page.locator(".ticket__code").inner_text()
    shot(page, "tell-us-done")
    page.get_by_role("link", name="/tell-us/").press("Enter")
    page.get_by_label("What is your code?").fill(code)
    page.get_by_role("button", name="Show what you did").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("We are looking at it")
    shot(page, "tell-us-told")
    assert Report.objects.get().words == "The thunder is so loud"


@pytest.mark.parametrize(("language", "width"), [("", 320), ("/ar", 360), ("/pl", 1280)])
def test_pages_fit_and_are_accessible(
    pages: Any, live_site: LiveServer, axe: Callable[[Page], None], film: Film, language: str, width: int
) -> None:
    """S27: the form, its error, the receipt, the code's page, films at rest: axe, no sideways scrolling."""
    page = pages(viewport={"width": width, "height": 800})
    site = f"{live_site.url}{language}"

    def look(name: str) -> None:
        axe(page)
        fits(page)
        shot(page, f"{name}-{language.strip('/') or 'en'}-{width}")

    page.goto(f"{site}/films/{film.slug}/")
    look("film")
    page.goto(f"{site}/films/{film.slug}/tell-us/")
    look("tell-us")
    page.locator("main button[type=submit]").click()
    look("tell-us-error")
    page.locator("main input[value=not_asked]").check()
    page.locator("main button[type=submit]").click()
    look("tell-us-done")
    page.goto(f"{site}/tell-us/")
    look("tell-us-code")
    switch.turn(on=False, by="operator")
    switch.forget()
    for path in ("/films/", "/films/make/"):
        page.goto(f"{site}{path}")
        look(f"rest{path.replace('/', '-')}")


def test_child_asks_for_a_second_look(pages: Any, live_site: LiveServer, axe: Callable[[Page], None]) -> None:
    """S15: given a refused film, when the child presses one button, then somebody else has it to look at."""
    film = film_in_review()
    give(film, UserFactory(moderator=True), Verdict.REFUSE, reason="school")
    page = pages.phone()
    page.goto(f"{live_site.url}/my-film/")
    page.get_by_label("What is your code?").fill(codes.issue(fresh(film)))
    page.get_by_role("button", name="Show my film").click()
    axe(page)
    shot(page, "my-film-refused")
    page.get_by_role("button", name="Ask someone else to look again").click()
    expect(page.get_by_text("Someone else looks at it again")).to_be_visible()
    axe(page)
    shot(page, "my-film-second-look")
    assert Appeal.objects.count() == 1


def test_desk_settles_a_report(
    pages: Any, live_site: LiveServer, axe: Callable[[Page], None], film: Film
) -> None:
    """S14: a moderator who did not approve the film finds the report, and settles it."""
    told = report(film, "place", words="You can read the street sign")
    user = UserFactory(moderator=True, is_staff=True)
    watched(film, user)
    page = pages()
    page.goto(f"{live_site.url}/admin/told/")
    page.locator("input[type=email]").fill(user.email)
    page.locator("input[type=password]").fill(PASSWORD)
    page.locator("form button[type=submit]").last.click()
    page.goto(f"{live_site.url}/admin/told/")
    shot(page, "desk-told")
    page.get_by_role("link", name=str(told)).click()
    shot(page, "desk-report")
    expect(page.get_by_text("You can read the street sign")).to_be_visible()
    page.get_by_role("button", name="Nothing wrong").click()
    expect(page.get_by_text("Settled").first).to_be_visible()
    told.refresh_from_db()
    assert told.outcome == "fine"
