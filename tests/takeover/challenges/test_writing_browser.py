"""A host writes a challenge in a browser: by keyboard, without scripts, in Arabic, on a phone and a desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from accounts.models import User
from takeover.challenges import actions
from takeover.challenges.journey import WRITING
from takeover.challenges.models import Challenge, Draft
from takeover.models import Host
from tests.factories import challenges as make
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
MINE = "/takeovers/host/challenges/"
SMALL = {"width": 320, "height": 700}


@pytest.fixture
def host() -> Host:
    return make.FitHostFactory()


def sign_in(page: Page, user: User, url: str) -> None:
    """The code by e-mail has tests of its own; here a session is put into the browser."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def test_every_page_of_writing(live_site: Any, page: Page, host: Host, axe: Callable[..., Any]) -> None:
    """S27: axe once on each page and state, 320 px, keyboard alone for the words, Arabic mirrored."""
    sign_in(page, host.registration.owner, live_site.url)
    page.set_viewport_size(SMALL)

    def see(path: str) -> None:
        page.goto(live_site.url + path)
        axe(page)
        fits(page)

    see(MINE)
    see(f"{MINE}new/")
    page.get_by_role("button", name="Start").press("Enter")
    page.get_by_role("button", name="Save and go on").press("Enter")
    axe(page)  # with what went wrong
    page.locator("#errors a").first.press("Enter")
    page.keyboard.type("Run the lighthouse")
    page.keyboard.press("Tab")
    page.keyboard.type("You decide which stories the light tells the ships this winter.")
    page.get_by_role("button", name="Save and go on").press("Enter")
    draft = Draft.objects.get()
    assert draft.answers["title"] == "Run the lighthouse"
    actions.keep(draft=draft, answers=make.written(title="Run the lighthouse"), by="host")
    for topic in WRITING.table[1:]:
        see(f"{MINE}drafts/{draft.pk}/{topic.slug}/")
    see(f"{MINE}drafts/{draft.pk}/drop/")
    see(f"{MINE}drafts/{draft.pk}/check/")
    page.get_by_role("button", name="Send it to be checked").press("Enter")
    challenge = Challenge.objects.get()
    assert page.url.endswith(f"{MINE}{challenge.pk}/")
    axe(page)
    make.approve(challenge)
    see(f"{MINE}{challenge.pk}/")
    see(f"{MINE}{challenge.pk}/copy/")
    see(f"{MINE}{challenge.pk}/call-off/")
    for path in (f"{MINE}{challenge.pk}/", f"{MINE}drafts/{draft.pk}/when/", MINE):
        page.goto(f"{live_site.url}/ar{path}")
        assert page.locator("html").get_attribute("dir") == "rtl"
        fits(page)


def test_without_scripts_and_the_desk(
    live_site: Any, no_js_page: Page, pages: Any, host: Host, axe: Any
) -> None:
    """S30: a form is a form. The desk's pages are axe clean too."""
    challenge = make.approved(host)
    draft = actions.draft_of(challenge=challenge)
    sign_in(no_js_page, host.registration.owner, live_site.url)
    no_js_page.goto(f"{live_site.url}{MINE}drafts/{draft.pk}/decide/")
    no_js_page.get_by_label("What is it called?").fill("Run two lighthouses")
    no_js_page.get_by_role("button", name="Save", exact=True).click()
    assert "Nobody sees the change until" in no_js_page.content()
    no_js_page.get_by_role("link", name="Check and send").click()
    no_js_page.get_by_role("button", name="Send it to be checked again").click()
    assert "What you changed is being checked" in no_js_page.content()

    staff = pages()
    sign_in(staff, UserFactory(moderator=True, is_staff=True), live_site.url)
    for path in ("/admin/challenges/", f"/admin/challenges/{challenge.pk}/"):
        assert staff.goto(live_site.url + path).status == 200
        axe(staff)
