"""A child's and a lead's pages in a real browser: without scripts, narrow, Arabic, axe clean (S27, S30)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Page

from consent.enums import Party
from places.enums import State
from tests.conftest import Pages
from tests.factories.sign_ups import SignUpFactory, code_of, fresh, key_of
from tests.reading import READ_AT_NINE, index, sentences
from tests.takeover.test_browser import fits

pytestmark = pytest.mark.django_db(transaction=True)


def open_with(page: Page, live_site: Any, code: str) -> None:
    page.goto(f"{live_site.url}/my-place/")
    page.locator("[name=code]").press_sequentially(code.lower())
    page.keyboard.press("Enter")
    page.wait_for_function("!document.querySelector('[name=code]')")


def test_a_child_and_a_grown_up_say_yes(live_site: Any, pages: Pages, axe: Callable[[Page], None]) -> None:
    """Given a paper ticket, a child answers by keyboard at 320 px, a grown-up without scripts: it is sure."""
    with transaction.atomic():
        sign_up = SignUpFactory(size=1)
        ticket = sign_up.tickets.get()
        child, home = code_of(key_of(ticket)), code_of(key_of(ticket, Party.GUARDIAN))
    page = pages.phone()
    page.set_viewport_size({"width": 320, "height": 700})
    open_with(page, live_site, child)
    page.get_by_role("link", name="Go on").press("Enter")
    page.wait_for_url("**/name/")
    page.locator("[name=name]").fill("Mina Reed")
    page.keyboard.press("Enter")
    page.wait_for_selector("#errors")
    axe(page)
    assert page.locator("[name=name]").input_value() == "Mina Reed"
    page.locator("[name=name]").fill("Mina")
    page.keyboard.press("Enter")
    page.wait_for_url("**/age/")
    page.get_by_label("10 to 12").press(" ")
    page.keyboard.press("Enter")
    page.wait_for_url("**/needs/")
    page.get_by_role("button", name="Go on").press("Enter")
    page.wait_for_url("**/care/")
    page.get_by_label("I'd rather not say").press(" ")
    page.keyboard.press("Enter")
    for what in ("coming", "name-shown", "photo"):
        page.wait_for_url(f"**/say/{what}/")
        axe(page)
        assert fits(page), what
        assert index(sentences(page.content())) <= READ_AT_NINE, what
        page.get_by_role("button", name="Yes", exact=True).press("Enter")
    page.wait_for_url("**/grown-up/")
    axe(page)
    page.get_by_role("link", name="They have the paper ticket").press("Enter")
    page.wait_for_url("**/my-place/")
    axe(page)
    page.goto(f"{live_site.url}/ar/my-place/")
    axe(page)
    assert fits(page)
    plain = pages.without_scripts()
    plain.goto(f"{live_site.url}/my-place/")
    plain.locator("[name=code]").fill(home)
    plain.get_by_role("button", name="Open").click()
    plain.get_by_role("link", name="Answer").click()
    plain.get_by_role("button", name="Yes").first.click()
    plain.wait_for_selector("[role=status]")
    assert fresh(sign_up).booking.state == State.CONFIRMED
    assert not [error for error in pages.errors if "422" not in error]
