"""A child writes to the help team, leaves, comes back for the answer: in a real browser (S21, S27, S30, S31).

SHOTS=folder keeps a picture of every stop.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from help_at_hand.cases.models import Case, Visit
from home.demo import build
from people import codes
from tests.conftest import Pages
from tests.factories.cases import CaseFactory, adviser
from tests.journeys.camera import Camera
from tests.journeys.doors import let_in
from tests.journeys.test_my_film import fits

pytestmark = pytest.mark.django_db(transaction=True)
ELSEWHERE = "/accessibility/"
SAID = "Nobody asks me where I want to live"


@pytest.fixture(autouse=True)
def words_of_the_demo() -> None:
    build()


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, live_site: LiveServer) -> None:
    """Somewhere harmless, without a network: a page that knows nothing of it."""
    monkeypatch.setattr("people.leaving.ELSEWHERE", f"{live_site.url}{ELSEWHERE}")


def begin(page: Page, site: str) -> None:
    """From the front page to what happened, as a child would."""
    page.goto(f"{site}/help/")
    page.locator("main a[href$='/help/write/']").click()
    page.locator("a[href$='/help/write/safe/']").click()
    page.locator("input[value=unsure]").check()
    page.locator("main form .button--main").click()
    page.locator("textarea[name=words]").fill(SAID)


def shown(page: Page) -> str:
    return f"{page.title()} {page.locator('body').inner_text()}"


@pytest.mark.parametrize("how", ["link", "shift"])
def test_after_leaving_going_back_shows_nothing(pages: Pages, live_site: LiveServer, how: str) -> None:
    """S31: one entry in the history for all of it, taken by somewhere else; the row is gone at once."""
    page = pages()
    page.goto(f"{live_site.url}/")
    before = page.evaluate("history.length")
    begin(page, live_site.url)
    page.locator("main form .button--main").first.click()
    page.locator("input[value=code]").check()
    page.locator("main form .button--main").click()
    expect(page.locator("input[name=age_band]").first).to_be_visible()
    assert page.evaluate("history.length") == before + 1
    assert Visit.objects.count() == 1
    if how == "link":
        page.locator("[data-exit]").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(f"**{ELSEWHERE}")
    assert not Visit.objects.exists()
    page.go_back()
    page.wait_for_url(f"{live_site.url}/")
    page.go_forward()
    page.wait_for_url(f"**{ELSEWHERE}")
    page.goto(f"{live_site.url}/help/write/words/")
    assert SAID not in page.content()
    assert "help" not in shown(page).lower()
    assert pages.errors == []


def test_without_scripts_every_page_gone_back_to_is_closed(pages: Pages, live_site: LiveServer) -> None:
    """S31: there the history has entries, and behind each is the same closed page."""
    page = pages.without_scripts()
    begin(page, live_site.url)
    page.locator("main form .button--main").first.click()
    page.locator("[data-exit]").click()
    page.wait_for_url(f"**{ELSEWHERE}")
    closed = 0
    for _ in range(4):
        page.go_back()
        text = shown(page)
        assert SAID not in page.content()
        closed += "This page is closed" in text
    assert closed >= 3
    page.get_by_role("link", name="Open it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Write to us")


def test_a_child_and_an_adviser_write_to_each_other(
    pages: Pages, live_site: LiveServer, axe: Callable[[Page], None]
) -> None:
    """Both sides: sent, read, answered with a ready beginning, opened with the code elsewhere, written on."""
    shot = Camera("help")
    page = pages.phone()
    page.goto(f"{live_site.url}/help/")
    axe(page)
    shot(page, "numbers")
    begin(page, live_site.url)
    shot(page, "words")
    expect(page.locator("#help-now")).to_be_visible()
    page.locator("button[name=send]").click()
    shot(page, "check")
    page.get_by_role("button", name="Send it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("We have it. Thank you")
    code = page.locator(".ticket__code").inner_text()
    shot(page, "done")
    axe(page)

    case, somebody = Case.objects.get(), adviser(first_name="Ada", is_staff=True)
    desk = pages()
    let_in(desk, live_site.url, somebody)
    desk.goto(f"{live_site.url}{reverse('help_cases')}")
    axe(desk)
    shot(desk, "desk-list")
    desk.get_by_role("link", name=str(case), exact=True).click()
    expect(desk.get_by_text(SAID)).to_be_visible()
    axe(desk)
    shot(desk, "desk-case")
    desk.locator("[name=answer-words]").fill("We ask them for you.")
    desk.get_by_role("button", name="Answer the child").click()
    expect(desk.get_by_text("The child can read it now.")).to_be_visible()

    elsewhere_page = pages.phone()
    elsewhere_page.goto(f"{live_site.url}/help/answer/")
    axe(elsewhere_page)
    elsewhere_page.get_by_label("What is your code?").fill(code.lower())
    elsewhere_page.keyboard.press("Enter")
    expect(elsewhere_page.get_by_text("We ask them for you.")).to_be_visible()
    shot(elsewhere_page, "answer")
    elsewhere_page.get_by_label("Do you want to write more?").fill("Thank you")
    elsewhere_page.get_by_role("button", name="Send it").click()
    expect(elsewhere_page.get_by_text("We have what you wrote.")).to_be_visible()
    axe(elsewhere_page)
    assert case.entries.count() == 3
    assert pages.errors == []


@pytest.mark.parametrize(("language", "width"), [("", 320), ("/ar", 360), ("/pl", 1280)])
def test_every_page_by_keyboard_without_scripts(
    pages: Pages, live_site: LiveServer, axe: Callable[[Page], None], language: str, width: int
) -> None:
    """S27, S30: keys alone, narrow and wide, right to left; errors lead to their field; axe on each page."""
    shot = Camera(f"help{language.replace('/', '-')}")
    page = pages(viewport={"width": width, "height": 800}, java_script_enabled=False)
    watched = pages(viewport={"width": width, "height": 800})

    def look(name: str) -> None:
        """Axe needs scripts: the same page in a browser that has them, with the same cookies."""
        watched.context.clear_cookies()
        watched.context.add_cookies(page.context.cookies())
        watched.goto(page.url)
        axe(watched)
        fits(watched)
        shot(watched, name)

    def press(selector: str, key: str = "Enter") -> None:
        page.locator(selector).first.press(key)

    page.goto(f"{live_site.url}{language}/help/")
    look("numbers")
    press("main a[href$='/help/write/']")
    look("start")
    press("main a[href$='/help/write/safe/']")
    press("main form .button--main")
    page.locator(".errors a").press("Enter")
    fits(page)
    press("input[value=unsure]", "Space")
    press("main form .button--main")
    look("words")
    page.locator("textarea").press_sequentially(SAID)
    press("main form .button--main")
    look("way")
    press("input[value=phone]", "Space")
    press("main form .button--main")
    page.locator("input[name=reach]").press_sequentially("07700 900123")
    page.keyboard.press("Enter")
    look("times")
    press("input[value=evening]", "Space")
    press("main form .button--main")
    for name, pick in (("age", "input[value='10-12']"), ("area", "input[value=unsaid]")):
        look(name)
        press(pick, "Space")
        press("main form .button--main")
    look("name")
    press("main form .button--main")
    look("check")
    press("main form .button--main")
    look("done")
    press("main a[href$='/help/answer/']")
    look("answer")
    assert Case.objects.get().told["reach"] == "07700900123"
    press("main a[href$='/help/answer/take-back/']")
    look("take-back")
    press("main form .button--stop")
    look("gone")
    assert not Case.objects.exists()


def test_a_red_case_of_an_adviser_in_dark(
    pages: Pages, live_site: LiveServer, axe: Callable[[Page], None]
) -> None:
    """The desk is clean for a lead who only reads, and at 320 pixels."""
    from tests.factories.accounts import UserFactory

    case = CaseFactory(safe="no", way="phone", reach="07700900123", times=["evening"], name="Kit")
    codes.issue(case)
    wide = pages()
    let_in(wide, live_site.url, UserFactory(lead=True, is_staff=True))
    for address in (reverse("help_case", args=[case.pk]), reverse("help_figures")):
        wide.goto(f"{live_site.url}{address}")
        axe(wide)
