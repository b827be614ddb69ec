"""The Pledge in a real browser: by mouse and keyboard, on a phone, without scripts, axe on each page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from outbox.models import Message
from pledge.mirror.models import Reply
from pledge.models import Signature
from tests.conftest import Pages
from tests.factories import pledge as make
from tests.journeys.camera import Camera

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def sign(page: Page, site: str, email: str) -> None:
    page.goto(f"{site}/pledge/sign/person/")
    page.locator("[name=name]").fill("Robin Ashgrove")
    page.locator("[name=role]").select_option("social_worker")
    page.locator("[name=organisation]").fill("Fernbridge Council")
    page.locator("[name=words]").fill("Leeds")
    page.locator("[name=email]").fill(email)


def link() -> str:
    return str(Message.objects.latest("id").context["link"]).split("/", 3)[3]


def test_signing_from_the_first_page_to_the_certificate(
    live_site: LiveServer, pages: Pages, axe: Callable[[Page], None]
) -> None:
    """Given a phone, when somebody signs, then a bot's work is done for them and they notice nothing."""
    make.version()
    site, page, shot = live_site.url, pages.phone(), Camera("pledge")
    page.goto(f"{site}/pledge/")
    axe(page)
    page.get_by_role("link", name="Sign it").click()
    axe(page)
    page.get_by_role("link", name="I promise for myself").click()
    page.get_by_role("button", name="Send me the link").click()
    axe(page)
    shot(page, "wrong")
    expect(page.locator("#errors")).to_be_focused()
    sign(page, site, "robin@work.example")
    shot(page, "form")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.locator("[name=email]").press("Enter")
    page.wait_for_url("**/sent/")
    assert any("work=ey" in body for body in sent), "the puzzle was solved while they typed"
    axe(page)
    page.goto(f"{site}/{link()}")
    axe(page)
    shot(page, "confirm")
    page.get_by_role("button", name="Yes, I promise").click()
    expect(page.get_by_text("Your promise counts")).to_be_visible()
    axe(page)
    shot(page, "mine")
    assert Signature.objects.counted().count() == 1
    page.get_by_text("Put my name on it").click()
    page.get_by_role("button", name="Open the certificate").click()
    expect(page.get_by_role("heading", name="Robin Ashgrove promises")).to_be_visible()
    axe(page)
    page.go_back()
    page.get_by_role("button", name="Take my signature back").click()
    axe(page)
    page.get_by_role("button", name="Yes, take it back now").click()
    expect(page.get_by_role("heading", name="It is gone")).to_be_visible()
    assert not Signature.objects.exists()


def test_signing_without_scripts(live_site: LiveServer, no_js_page: Page) -> None:
    """S30: no work is done, and a stricter limit is all that follows."""
    make.version()
    sign(no_js_page, live_site.url, "robin@work.example")
    no_js_page.get_by_role("button", name="Send me the link").click()
    no_js_page.wait_for_url("**/sent/")
    no_js_page.goto(f"{live_site.url}/{link()}")
    no_js_page.get_by_role("button", name="Yes, I promise").click()
    expect(no_js_page.get_by_text("Your promise counts")).to_be_visible()


def test_a_child_says_if_it_happened_by_keyboard(
    live_site: LiveServer, pages: Pages, axe: Callable[[Page], None]
) -> None:
    """One question a page; help, and a way out, on each."""
    make.version(promises=6)
    page, shot = pages.phone(), Camera("mirror")
    page.goto(f"{live_site.url}/pledge/did-it-happen/")
    axe(page)
    page.get_by_role("link", name="Say if it happened").press("Enter")
    axe(page)
    page.get_by_role("link", name="Let's start").press("Enter")
    axe(page)
    page.locator("[name=words]").fill("Leeds")
    page.keyboard.press("Enter")
    for number in range(6):
        page.wait_for_url(f"**/promise-{number + 1}/")
        if not number:
            axe(page)
            shot(page, "promise")
        page.locator("[name=happened]").first.focus()
        page.keyboard.press("Space")
        expect(page.get_by_role("link", name="Get help now").first).to_be_visible()
        expect(page.get_by_role("link", name="Leave this page fast")).to_be_visible()
        page.keyboard.press("Enter")
    page.wait_for_url("**/more/")
    axe(page)
    page.get_by_role("button", name="Next").click()
    axe(page)
    shot(page, "check")
    page.get_by_role("button", name="Send it").click()
    page.wait_for_url("**/done/")
    axe(page)
    assert Reply.objects.get().marks.count() == 6


@pytest.mark.parametrize("language", ["/pl", "/ar"])
def test_no_page_is_wider_than_a_small_phone(live_site: LiveServer, pages: Pages, language: str) -> None:
    """S27: 320 px, right-to-left too."""
    make.version()
    for _ in range(12):
        make.reply(place=make.area(), day=make.last_quarter())
    page = pages(viewport={"width": 320, "height": 640})
    paths = ("", "who/", "where/", "badge/", "sign/", "sign/organisation/", "mine/", "did-it-happen/")
    for path in (*paths, "did-it-happen/?area=E08000035", "did-it-happen/tell/place/"):
        page.goto(f"{live_site.url}{language}/pledge/{path}")
        wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wider <= 0, path
