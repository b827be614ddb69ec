"""Finding a takeover in a real browser: keyboard, phones, no scripts, weight (S10, S27, S30)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from takeover.challenges.enums import Access
from takeover.challenges.models import Challenge
from tests.conftest import PHONE, Pages
from tests.factories.challenges import ChallengeFactory, FitHostFactory
from tests.factories.takeover import SeasonFactory
from tests.weight import too_heavy, weigh

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def offer(live_site: LiveServer) -> Challenge:
    """A full page of takeovers in Leeds and one in Camden, one called off, and a season before."""
    with transaction.atomic():
        SeasonFactory()
        SeasonFactory(over=True, slug="before")
        museum = FitHostFactory(authority_id="E08000035")
        for number in range(12):
            ChallengeFactory(
                published=True,
                host=museum,
                days=50 + number,
                title=f"Choose room {number}",
                access=Access.values,
            )
        ChallengeFactory(called_off=True, host=museum, title="Gone")
        shop = FitHostFactory(kind="business", authority_id="E09000007")
        return ChallengeFactory(published=True, host=shop, days=70, title="Price the cake")


def test_find_a_takeover_on_a_small_phone_without_scripts(
    pages: Pages, live_site: LiveServer, offer: Challenge, axe: Callable[[Page], None]
) -> None:
    """S27, S30: picked by a plain form, taken away by a chip, opened; nothing is cut off at 320 pixels."""
    # Given a small phone without scripts
    page = pages.without_scripts(locale="en-GB")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{live_site.url}/takeovers/")
    expect(page.locator(".hexes")).to_be_hidden()
    # When somebody picks a kind of place
    page.get_by_text("Pick where, when and what you need").click()
    page.get_by_label("What kind of place?").select_option("business")
    page.get_by_role("button", name="Show takeovers").click()
    # Then the address says it and nothing else, and one is found
    assert page.url == f"{live_site.url}/takeovers/?kind=business"
    expect(page.get_by_role("heading", name="1 takeover", exact=True)).to_be_visible()
    page.get_by_role("link", name="Price the cake").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Price the cake")
    page.go_back()
    page.get_by_role("link", name="Business").first.click()
    assert page.url == f"{live_site.url}/takeovers/"
    # And every page fits and keeps the rules, in Arabic too
    narrow = pages(viewport={"width": 320, "height": 640})
    gone = Challenge.objects.get(title="Gone")
    for path in (
        "/takeovers/",
        "/takeovers/?kind=police&age=13-15",
        "/takeovers/?kind=castle",
        f"/takeovers/{offer.pk}/",
        f"/takeovers/{gone.pk}/",
        "/takeovers/seasons/before/",
    ):
        for prefix in ("", "/ar"):
            narrow.goto(f"{live_site.url}{prefix}{path}")
            assert narrow.evaluate("document.documentElement.scrollWidth") <= 320, prefix + path
            axe(narrow)


def test_the_map_and_the_list_by_keyboard_and_what_they_weigh(
    pages: Pages, live_site: LiveServer, offer: Challenge, axe: Callable[[Page], None]
) -> None:
    """S10, S27: from the map to an area with Enter; wide pages keep the rules; one origin; a light page."""
    # Given a wide screen
    page = pages()
    page.goto(f"{live_site.url}/takeovers/")
    axe(page)
    boxes = "e => [e.getBoundingClientRect().width, e.getBoundingClientRect().height]"
    assert min(page.locator(".hex path").first.evaluate(boxes)) >= 24
    # When the keyboard takes Camden on the map
    page.locator(".hex[aria-label='Camden: 1 takeover']").focus()
    page.keyboard.press("Enter")
    # Then its takeover is there, and the map still shows the others
    page.wait_for_url("**/takeovers/?area=E09000007")
    expect(page.locator(".takeover")).to_have_count(1)
    expect(page.locator(".hex[aria-label='Leeds: 12 takeovers']")).to_be_visible()
    page.get_by_role("link", name="Price the cake").press("Enter")
    page.wait_for_url(f"**/takeovers/{offer.pk}/")
    axe(page)
    # And a phone that comes for the first time is sent little
    for path in ("/takeovers/", f"/takeovers/{offer.pk}/"):
        sent = weigh(pages(viewport=PHONE), live_site.url + path, compressed=("document", "stylesheet"))
        assert too_heavy(sent) == {}, (path, sent)
    assert {url for url in pages.requested if not url.startswith((live_site.url, "data:"))} == set()
    assert pages.errors == []
