"""A wish in a real browser: by keyboard, at 320 px, axe clean, with an error and the way back (S27)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Page

from takeover.wishes.models import Wish
from tests.factories import wishes as make

pytestmark = pytest.mark.django_db(transaction=True)


def fits(page: Page) -> bool:
    """Whether nothing sticks out at the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_a_wish_by_keyboard(live_site: Any, phone_page: Page, axe: Callable[[Page], None]) -> None:
    """Given a wall, when a child wishes by keyboard and slips once, then it has a code."""
    with transaction.atomic():
        make.public_wish("I want to run a lighthouse and wave at all the ships that come by at night")
    page = phone_page
    page.set_viewport_size({"width": 320, "height": 700})

    def look() -> None:
        axe(page)
        assert fits(page), page.url

    for path in ("/takeovers/wishes/", "/ar/takeovers/wishes/", "/takeovers/stories/", "/takeovers/changed/"):
        page.goto(live_site.url + path)
        look()
    page.goto(live_site.url + "/takeovers/wishes/")
    page.get_by_role("link", name="Make a wish").first.press("Enter")
    page.get_by_role("link", name="Let's start").press("Enter")
    following = page.locator("main form.form button[type=submit]")
    following.press("Enter")
    page.wait_for_selector("#errors")
    look()
    page.locator("#errors a").press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_words"
    page.locator("#id_words").fill("I want to run a zoo")
    following.press("Enter")
    for step in ("area", "age"):
        page.wait_for_url(re.compile(f"/{step}/"))  # a browser carries #id_words along
        look()
        page.locator("input[type=radio]").first.press("Space")
        following.press("Enter")
    page.wait_for_url(re.compile("/check/"))
    look()
    page.get_by_role("button", name="Send my wish").press("Enter")
    page.wait_for_url(re.compile("/done/"))
    look()
    code = page.locator(".ticket__code").inner_text()
    page.goto(live_site.url + "/takeovers/wishes/mine/")
    page.get_by_role("textbox").fill(code)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Take it back").press("Enter")
    look()
    page.get_by_role("button", name="Yes, take it back now").press("Enter")
    page.get_by_role("heading", name="You took it back").wait_for()
    look()
    assert Wish.objects.filter(words="").count() == 1
