"""Pages of the day in a real browser: on a phone, without scripts, axe clean, right-to-left (S27)."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.http import HttpResponse
from playwright.sync_api import Page

from accounts.models import User
from certificates.models import Certificate
from takeover.days.enums import Kind
from takeover.sign_ups.views.edge import COOKIE, open_with
from tests.factories import days as make
from tests.factories.sign_ups import fresh, key_of
from tests.takeover.test_browser import fits

pytestmark = pytest.mark.django_db(transaction=True)


def sign_in(page: Page, url: str, user: User) -> None:
    """As `codes.enter` leaves the browser of a guest."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    assert session.session_key is not None
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": url}]
    )


def test_a_day_on_a_phone_without_scripts(live_site: Any, pages: Any, axe: Callable[[Page], None]) -> None:
    """Given a day that was yesterday, when host, lead and child do their part, then it is all on record."""
    with transaction.atomic():
        sign_up = make.was()
    host = f"/takeovers/host/challenges/{sign_up.challenge_id}/day/"
    group = f"/takeovers/groups/bookings/{sign_up.pk}/day/"
    page = pages.without_scripts(viewport={"width": 360, "height": 740}, has_touch=True)

    def look(path: str) -> None:
        page.goto(live_site.url + path)
        assert page.locator("h1").count() == 1, path
        assert fits(page), path
        if shots := os.environ.get("SHOTS"):
            page.screenshot(path=f"{shots}/{path.strip('/').replace('/', '-')}.png", full_page=True)

    sign_in(page, live_site.url, sign_up.challenge.host.registration.owner)
    for path in (host, f"{host}sheet/", f"{host}how/", f"{host}worry/", f"/ar{host}", f"/ar{host}sheet/"):
        look(path)
    look(f"{host}{sign_up.pk}/")
    page.get_by_role("button", name="All 3 came").click()
    page.wait_for_url(f"**{host}")
    assert "3 came" in page.inner_text("main")

    sign_in(page, live_site.url, sign_up.group.lead)
    for path in (group, f"/ar{group}", "/takeovers/groups/calendar/", f"{group}came/", f"/ar{group}how/"):
        look(path)
    page.goto(f"{live_site.url}{group}came/")
    page.get_by_label("Mina").check()
    page.get_by_label("Ada").check()
    page.get_by_role("button", name="Save who is ticked").click()
    page.wait_for_url(f"**{group}")
    assert fresh(sign_up).booking.came == 2
    assert Certificate.objects.good().filter(kind=Kind.CHILD).count() == 2

    ticket = sign_up.tickets.here().first()
    opened = open_with(HttpResponse(), key_of(ticket)).cookies[COOKIE].value
    page.context.clear_cookies()
    page.context.add_cookies([{"name": COOKIE, "value": opened, "url": live_site.url}])
    for path in ("/my-place/day/", "/ar/my-place/day/", "/my-place/day/how/", "/my-place/day/worry/"):
        look(path)
    page.goto(f"{live_site.url}/my-place/day/how/")
    for question in page.locator("fieldset").all():
        question.get_by_label("Yes", exact=True).check()
    page.get_by_role("button", name="Send it").click()
    assert "Thank you" in page.inner_text("h1")
    given = Certificate.objects.good().get(kind=Kind.CHILD, subject_id=str(ticket.pk))
    for path in (
        "/certificates/",
        f"/certificates/{given.shown_number}/",
        f"/ar/certificates/{given.shown_number}/",
    ):
        look(path)
    assert pages.errors == []


def test_every_page_is_axe_clean_and_shift_leaves(
    live_site: Any, phone_page: Page, axe: Callable[[Page], None]
) -> None:
    """S27, S31: axe needs scripts, so here they are on; three presses of Shift lead away."""
    with transaction.atomic():
        sign_up = make.was()
    page = phone_page
    base = f"/takeovers/host/challenges/{sign_up.challenge_id}/day/"
    sign_in(page, live_site.url, sign_up.challenge.host.registration.owner)
    for path in (
        base,
        f"{base}sheet/",
        f"{base}{sign_up.pk}/",
        f"{base}how/",
        f"{base}worry/",
        f"/ar{base}how/",
    ):
        page.goto(live_site.url + path)
        axe(page)
    page.get_by_role("button").last.click()
    axe(page)
    page.goto(f"{live_site.url}{base}sheet/")
    printed = page.pdf(prefer_css_page_size=True)
    assert len(pypdfium2.PdfDocument(printed)) == 1
    if shots := os.environ.get("SHOTS"):
        pypdfium2.PdfDocument(printed)[0].render(scale=1.5).to_pil().save(f"{shots}/sheet-printed.png")
    ticket = sign_up.tickets.here().first()
    opened = open_with(HttpResponse(), key_of(ticket)).cookies[COOKIE].value
    page.context.add_cookies([{"name": COOKIE, "value": opened, "url": live_site.url}])
    page.goto(f"{live_site.url}/my-place/day/how/")
    page.get_by_role("button", name="Send it").press("Enter")
    page.wait_for_selector("#errors")
    axe(page)
    page.locator("#errors a").first.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_first_0"
    page.goto(f"{live_site.url}/my-place/day/worry/")
    axe(page)
    with page.expect_response("**/my-place/leave/"):
        for _ in range(3):
            page.keyboard.press("Shift")
    assert COOKIE not in {cookie["name"] for cookie in page.context.cookies(live_site.url)}
