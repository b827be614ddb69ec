"""Commended hosts, and the desks of letters and figures, in a real browser: axe, small phones, keys (S27)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from takeover.circulars.models import Circular, Text
from takeover.commendations import sweeper
from takeover.models import Season
from tests.conftest import DESKTOP
from tests.factories.accounts import UserFactory
from tests.factories.stories import a_home
from tests.factories.takeover import SeasonFactory
from tests.home.test_browser import SMALL_TARGETS
from tests.journeys.doors import let_in
from tests.takeover.commendations.test_commendations import changed, held

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("assets")]
SMALL = {"width": 320, "height": 640}


@pytest.fixture
def season() -> Season:
    """One that is over, with two commended hosts and a letter nobody has sent."""
    a_home()
    made = SeasonFactory(shift=-100, name="Autumn gone", slug="gone")
    held(made)
    changed(held(made, children=12))
    assert sweeper.sweep() == {"hosts_commended": 2}
    letter = Circular.objects.create(season=made)
    Text.objects.create(circular=letter, language="en", subject="News", words="We thank you.")
    return made


@pytest.mark.parametrize("prefix", ["", "/pl", "/ar"])
def test_commended_hosts_fit_and_are_clean(
    live_site: LiveServer, page: Page, axe: Callable[[Page], None], season: Season, prefix: str
) -> None:
    """S27: axe at both widths, nothing to scroll sideways, targets for fingers; from left and right."""
    for size in (DESKTOP, SMALL):
        page.set_viewport_size(size)
        page.goto(f"{live_site.url}{prefix}/takeovers/commended/{season.slug}/")
        expect(page.locator("main h1")).to_be_visible()
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert page.evaluate(SMALL_TARGETS) == []
    assert page.context.cookies() == [], "S10"


def test_the_desks_are_worked_by_keys(
    live_site: LiveServer, pages: Any, axe: Callable[[Page], None], season: Season
) -> None:
    """S27: an editor reads the season's figures and looks at a letter without a mouse."""
    page = pages()
    let_in(page, live_site.url, UserFactory(editor=True, is_staff=True))
    page.goto(f"{live_site.url}{reverse('takeover_figures')}")
    axe(page)
    to(page, "main select, main a[href], main button")
    page.goto(f"{live_site.url}{reverse('circulars_staff:index')}")
    axe(page)
    to(page, "main td a[href*='/edit/'], main td a[href*='/inspect/']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{Circular.objects.get().pk}/")
    axe(page)


def to(page: Page, what: str) -> None:
    """Press Tab until something of `what` has the focus, and see that one can see it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("what => document.activeElement.matches(what)", what):
            outline = page.evaluate(
                "() => { const s = getComputedStyle(document.activeElement);"
                " return s.outlineStyle !== 'none' || s.boxShadow !== 'none'; }"
            )
            assert outline, "the focus is not to be seen"
            return
    raise AssertionError(f"{what} cannot be reached by keys")
