"""A child takes a film back, a grown-up says yes or no: in a real browser (S4, S6, S8, S27, S30).

SHOTS=folder also leaves a picture of each page there.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from moderation.models import Reason
from our_childhood import actions, story
from our_childhood.enums import FilmState, WithdrawalRoute
from our_childhood.models import Film
from people import codes
from tests.factories.moderation import fresh, say_yes
from tests.factories.our_childhood import FilmFactory, grown_up, video
from video.enums import Stage

pytestmark = pytest.mark.django_db(transaction=True)
LANGUAGES = ["", "/pl", "/ar"]
WIDTHS = [320, 360, 1280]


def shot(page: Page, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def fits(page: Page) -> None:
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} is {wide} px too wide"


def changed(film: Film, act: Callable[..., Any], **kwargs: Any) -> Film:
    act(film=film, **kwargs)
    return fresh(film)


def agreed(film: Film) -> Film:
    say_yes(film)
    return fresh(film)


STATES: dict[FilmState, Callable[[], Film]] = {
    FilmState.UNREADABLE: lambda: FilmFactory(video=video(Stage.REFUSED, refusal="too_long")),
    FilmState.WAITING_FOR_GROWN_UP: lambda: agreed(FilmFactory(young=True)),
    FilmState.IN_REVIEW: lambda: FilmFactory(in_review=True),
    FilmState.REFUSED: lambda: changed(
        FilmFactory(in_review=True), actions.refuse, reason=Reason.objects.get(code="school"), by="system"
    ),
    FilmState.PUBLISHED: lambda: FilmFactory(public=True),
    FilmState.WITHDRAWN: lambda: changed(
        FilmFactory(public=True), actions.withdraw, by="child", route=WithdrawalRoute.CODE
    ),
}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_look_up_and_take_down(
    pages: Any, live_site: LiveServer, axe: Callable[[Page], None], scripts: bool
) -> None:
    """S8, S30: given a public film and its code, when the child takes it down, then it is gone at once."""
    film = FilmFactory(public=True)
    title, address = film.title, f"{live_site.url}/films/{film.slug}/"
    code = codes.issue(film)
    page = pages.phone() if scripts else pages.without_scripts()
    assert page.goto(address).status == 200
    page.goto(f"{live_site.url}/my-film/")
    page.get_by_label("What is your code?").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Show my film").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Everyone can see it")
    if scripts:
        axe(page)
    page.get_by_role("link", name="Take it down").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Take your film down?")
    if scripts:
        axe(page)
    page.get_by_role("button", name="Yes, take it down now").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("You took it back")
    assert title not in page.content()
    # Another visitor: this browser may keep its own copy for the 60 seconds we promise (F15).
    assert pages().goto(address).status == 404
    assert fresh(film).withdrawn_by == WithdrawalRoute.CODE


def test_wrong_code_leads_to_its_field(
    page: Page, live_site: LiveServer, axe: Callable[[Page], None]
) -> None:
    """S27: the summary's link goes to the field, which keeps what was typed."""
    page.goto(f"{live_site.url}/my-film/")
    page.get_by_label("What is your code?").fill("7K3-PLUM-RIVAR")
    page.keyboard.press("Enter")
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.get_by_label("What is your code?")).to_be_focused()
    expect(page.get_by_label("What is your code?")).to_have_value("7K3-PLUM-RIVAR")
    axe(page)
    shot(page, "code-error-1280")


@pytest.mark.parametrize("state", list(STATES))
def test_every_state_fits_and_is_accessible(
    pages: Any, live_site: LiveServer, axe: Callable[[Page], None], state: FilmState
) -> None:
    """S27: small phone, phone and desk; left to right and right to left; one origin, no errors."""
    film = STATES[state]()
    assert story.state(film) == state
    code = codes.issue(film)
    for language in LANGUAGES:
        page = pages()
        page.goto(f"{live_site.url}{language}/my-film/")
        shot(page, f"code-{language.strip('/') or 'en'}")
        page.locator("input[name=code]").fill(code)
        page.locator("main form button[type=submit]").click()
        page.wait_for_selector("form[action$='/my-film/close/']")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            fits(page)
            shot(page, f"{state.value}-{language.strip('/') or 'en'}-{width}")
        if language != "/pl":  # other words on the page that was just looked at in English
            axe(page)
        if language == "/ar":
            assert page.locator("html").get_attribute("dir") == "rtl"
    assert pages.errors == []
    assert all(address.startswith((live_site.url, "data:")) for address in pages.requested)


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda code: code.strip("/") or "en")
def test_a_grown_ups_page(
    pages: Any, live_site: LiveServer, axe: Callable[[Page], None], language: str
) -> None:
    """S4, S6, S27: yes and no are equally big; no cookie, no help for children; then yes, then back."""
    film = FilmFactory(young=True)
    asked = grown_up(film)
    page = pages()
    page.goto(f"{live_site.url}{language}/say-yes-or-no/{asked.token}/")
    # The film's own question is the first form; what else may be asked comes after a yes.
    yes, no = (page.locator(f"form >> nth=0 >> button[value={said}]") for said in ("yes", "no"))
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        fits(page)
        shot(page, f"guardian-{language.strip('/') or 'en'}-{width}")
        big, other = yes.bounding_box(), no.bounding_box()
        assert abs(big["width"] - other["width"]) <= 2
        assert abs(big["height"] - other["height"]) <= 2
    axe(page)
    assert page.locator("a[href*='/help/']").count() == 0
    yes.click()
    expect(yes).to_have_count(0)
    axe(page)
    shot(page, f"guardian-yes-{language.strip('/') or 'en'}")
    assert fresh(film).withdrawn_at is None
    no.click()
    page.wait_for_url("**/say-yes-or-no/done/no/")
    axe(page)
    assert fresh(film).withdrawn_by == WithdrawalRoute.GUARDIAN
    assert page.goto(f"{live_site.url}{language}/say-yes-or-no/{asked.token}/").status == 404
    axe(page)
    shot(page, f"guardian-over-{language.strip('/') or 'en'}")
    assert page.context.cookies() == []
