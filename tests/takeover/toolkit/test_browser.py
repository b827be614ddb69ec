"""The toolkit in a real browser: doors, files, paper (S27, S30; look: budgets)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from cms import navigation
from config.demo import toolkit
from home.demo import build
from tests.conftest import DESKTOP
from tests.home.test_browser import SMALL_TARGETS
from tests.journeys.camera import Camera
from tests.weight import too_heavy, weigh

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATHS = ("toolkit/", "toolkit/find-places/", "toolkit/let-children-decide/", "toolkit/my-plan/")


def seed() -> None:
    build()
    toolkit.seed()


@pytest.fixture(scope="module", autouse=True)
def staged(assets: Path, stage: Callable[..., Any]) -> Iterator[None]:
    with stage(seed):
        yield


@pytest.mark.parametrize("prefix", ["/", "/ar/"])
def test_each_page_keeps_the_rules_and_fits(
    live_site: LiveServer, page: Page, axe: Callable[[Page], None], prefix: str
) -> None:
    """S27: axe, 320 CSS pixels, targets for fingers; from the left and from the right."""
    shot = Camera("toolkit")
    for path in PATHS:
        page.set_viewport_size(DESKTOP)
        page.goto(f"{live_site.url}{prefix}{path}")
        axe(page)
        assert page.evaluate(SMALL_TARGETS) == [], path
        shot(page, f"{prefix.strip('/') or 'en'}-{path.replace('/', '-')}")
        page.set_viewport_size({"width": 320, "height": 600})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path


def test_from_the_list_of_takeovers_to_a_letter_in_another_language(
    live_site: LiveServer, no_js_page: Page
) -> None:
    """S30: no script, no cookie; a school reads English and takes an Arabic letter home."""
    navigation.forget()
    page = no_js_page
    page.goto(f"{live_site.url}/takeovers/")
    page.get_by_role("link", name="Toolkit for hosts, schools").click()
    door = page.get_by_role("region", name="For schools and groups")
    door.get_by_role("link", name="Find places and write home").click()
    link = page.get_by_role("link", name="Letter home: العربية")
    answer = page.request.get(f"{live_site.url}{link.get_attribute('href')}")
    assert answer.headers["content-type"] == "application/pdf"
    assert len(pypdfium2.PdfDocument(answer.body())) == 1
    page.get_by_role("link", name="Toolkit for takeovers").click()
    assert page.url == f"{live_site.url}/toolkit/"
    assert page.context.cookies() == [], "S10"


def test_paper_gets_the_boxes_and_no_buttons(live_site: LiveServer, page: Page) -> None:
    page.goto(f"{live_site.url}/toolkit/my-plan/")
    page.emulate_media(media="print")
    assert page.get_by_text("A drink").is_visible()
    assert (
        page.locator(".checklist li").first.evaluate("e => getComputedStyle(e, '::before').borderTopWidth")
        == "3px"
    )
    for name in (".help-bar", ".download .button", "nav[aria-labelledby=more]"):
        assert not page.locator(name).first.is_visible(), name


@pytest.mark.parametrize("path", ["/toolkit/", "/pl/toolkit/keep-everybody-safe/", "/ar/toolkit/my-plan/"])
def test_a_cold_page_keeps_its_budget(live_site: LiveServer, phone_page: Page, path: str) -> None:
    assert too_heavy(weigh(phone_page, live_site.url + path)) == {}
