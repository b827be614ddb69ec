"""A host's pages in a real browser: by keyboard, on a narrow phone, axe clean, right-to-left (S27)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Page

from outbox.models import Message
from tests.factories import takeover as make
from tests.takeover.journey import EMAIL

pytestmark = pytest.mark.django_db(transaction=True)


def fits(page: Page) -> bool:
    """Whether nothing sticks out at the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_signing_in_an_error_and_the_way_back(
    live_site: Any, phone_page: Page, axe: Callable[[Page], None]
) -> None:
    """Given a host, when they sign in by keyboard and slip, then the summary leads to the field."""
    with transaction.atomic():
        made = make.registration(owner=make.guest(EMAIL))
    page = phone_page
    page.set_viewport_size({"width": 320, "height": 700})
    for path in ("/takeovers/", "/ar/takeovers/", "/takeovers/host/", "/takeovers/host/sign-in/"):
        page.goto(live_site.url + path)
        axe(page)
        assert fits(page), path
    page.get_by_role("textbox").press_sequentially(EMAIL)
    page.keyboard.press("Enter")
    page.wait_for_url("**/code/")
    axe(page)
    page.get_by_role("textbox").fill(Message.objects.latest("id").context["code"])
    page.keyboard.press("Enter")
    page.wait_for_url("**/takeovers/host/")
    axe(page)
    page.goto(f"{live_site.url}/takeovers/host/register/lead/")
    page.locator("#id_lead_email").fill("nobody")
    page.locator("#id_lead_email").press("Enter")
    page.wait_for_selector("#errors")
    axe(page)
    assert fits(page)
    page.locator("#errors a").first.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_lead_email"
    page.goto(f"{live_site.url}/takeovers/host/register/papers/")
    axe(page)
    page.goto(f"{live_site.url}/takeovers/host/register/check/")
    axe(page)
    page.get_by_role("button", name="Send it to be checked").press("Enter")
    page.wait_for_url("**/takeovers/host/")
    assert page.get_by_role("heading", level=1).inner_text() == "Being checked"
    made.refresh_from_db()
    assert made.host is not None
