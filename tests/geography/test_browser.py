"""The map in a real browser: rules, sizes, keyboards, small screens, right-to-left (S27, S30)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def site(live_site: LiveServer, settings: Any) -> str:
    settings.ROOT_URLCONF = "tests.geography.map_site"
    return str(live_site.url)


def test_the_map_is_for_everybody(site: str, pages: Any, axe: Callable[[Page], None]) -> None:
    """S27: axe, targets of 24 pixels, keyboard, names of links, and geography in a mirrored page."""
    page = pages()
    page.goto(f"{site}/ar/map/")
    axe(page)
    box = {name: page.get_by_role("link", name=name).first.bounding_box() for name in ("Cornwall", "Norfolk")}
    assert box["Cornwall"]["x"] < box["Norfolk"]["x"], "west is left, also in Arabic"
    page.goto(f"{site}/map/")
    axe(page)
    small = (
        "[...document.querySelectorAll('.hex path')].map(e => e.getBoundingClientRect())"
        ".filter(box => Math.min(box.width, box.height) < 24).length"
    )
    assert page.evaluate(small) == 0
    assert page.locator(".hex").count() == 153
    page.locator(".hex").first.focus()
    first = page.locator(":focus")
    assert first.get_attribute("aria-label").startswith("Derby: ")
    page.keyboard.press("Tab")
    assert page.locator(":focus").get_attribute("aria-label").startswith("Derbyshire: ")
    page.keyboard.press("Enter")
    assert page.url.endswith("#E10000007")
    assert pages.errors == []


def test_a_phone_gets_the_list_which_says_the_same(
    site: str, pages: Any, axe: Callable[[Page], None]
) -> None:
    """S27, S30: without scripts, at 320 pixels, every authority with the words its hexagon has."""
    wide = pages()
    wide.goto(f"{site}/map/")
    hexagons = wide.eval_on_selector_all(".hex", "all => all.map(e => e.getAttribute('aria-label'))")
    phone = pages.without_scripts(locale="en-GB")
    phone.set_viewport_size({"width": 320, "height": 640})
    phone.goto(f"{site}/map/")
    assert not phone.locator(".hexes").is_visible()
    for summary in phone.locator(".hex-map__list summary").all():
        summary.click()
    rows = phone.locator(".hex-map__list li").all_inner_texts()
    assert [": ".join(row.split("\n")) for row in rows] == hexagons
    link = phone.get_by_role("link", name="Leeds")
    assert link.bounding_box()["height"] >= 48
    narrow = pages(viewport={"width": 320, "height": 640})
    narrow.goto(f"{site}/map/")
    narrow.locator(".hex-map__list summary").first.click()
    assert narrow.evaluate("document.documentElement.scrollWidth") <= 320
    axe(narrow)


def test_choose_an_authority_without_scripts(site: str, no_js_page: Page) -> None:
    """S30: type a part, pick one, go on."""
    no_js_page.goto(f"{site}/choice/")
    no_js_page.get_by_label("Your local council").fill("derb")
    no_js_page.get_by_role("button", name="Go on").click()
    no_js_page.get_by_label("Derbyshire").check()
    no_js_page.get_by_role("button", name="Go on").click()
    assert no_js_page.locator(".chosen").inner_text() == "Derbyshire"
