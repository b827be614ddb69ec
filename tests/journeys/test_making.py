"""A child makes a film, in a real browser: with scripts and without, by keyboard, small, in Arabic."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from our_childhood.models import Film
from tests.conftest import Pages
from tests.journeys.making import CHOICES, TICKS, Making

CODE = re.compile(r"[0-9A-Z]{3}-[A-Z]+-[A-Z]+")
NARROW = {"width": 320, "height": 640}


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_make_a_film_from_start_to_ticket(
    pages: Pages, making: Callable[..., Making], live_site: LiveServer, scripts: bool
) -> None:
    """S10, S27, S30: each page sound and from one origin, with scripts or without; then a film and a code."""
    # Given a phone
    journey = making(pages.phone(java_script_enabled=scripts))
    # When a child answers every question
    for _step in journey.steps():
        if scripts:
            journey.is_sound()
    # Then they can check it,
    expect(journey.page.locator("dl.summary dt")).to_have_count(len(CHOICES))
    if scripts:
        journey.is_sound()
    # and once it is sent there is one film, and a code to keep
    assert CODE.fullmatch(journey.send())
    if scripts:
        journey.is_sound()
    film = Film.objects.get()
    expect(journey.page.locator("main")).to_contain_text(film.title)
    # and every request went to this site
    assert {url for url in pages.requested if not url.startswith((live_site.url, "data:", "blob:"))} == set()
    assert pages.errors == []


def test_every_error_leads_to_its_field(pages: Pages, making: Callable[..., Making]) -> None:
    """S27: each error state is sound on 320 px, and each link of its summary leads to its field."""
    # Given a small phone
    journey = making(pages(viewport=NARROW))
    for _step in journey.steps():
        journey.fits()
        # When a child goes on without an answer
        journey.go_on()
        # Then the page says so, kindly and reachably
        expect(journey.page.locator(".errors")).to_be_visible()
        journey.is_sound()
        journey.follow_errors()
    assert pages.errors == []


def test_make_a_film_with_the_keyboard_alone(page: Page, making: Callable[..., Making]) -> None:
    """S27: Tab, space, arrows and Enter are enough, the file included."""
    # Given a keyboard and no mouse (a chooser asked for only when the key is pressed can come too late)
    journey = making(page)
    page.on("filechooser", lambda chooser: chooser.set_files(journey.clip))
    page.goto(journey.address())
    _press_until(page, lambda: page.locator("main .button--main"))
    page.keyboard.press("Enter")
    # When a child answers every question with it
    for step, choice in CHOICES.items():
        journey.is_at(step)
        if choice is not None:
            name, value = choice
            _press_until(page, lambda name=name: page.locator(f'input[name="{name}"]').first)
            for _ in range(20):
                if page.evaluate("document.activeElement.value") == value:
                    break
                page.keyboard.press("ArrowDown")
            page.keyboard.press("Space")
        elif step == "look":
            for tick in TICKS:
                _press_until(page, lambda tick=tick: page.locator(f'input[name="{tick}"]'))
                page.keyboard.press("Space")
        elif step == "film":
            _press_until(page, lambda: page.locator('input[type="file"]'))
            page.keyboard.press("Enter")
            expect(page.locator('input[type="file"]')).not_to_have_value("")
        else:
            _press_until(page, lambda: page.locator('input[name="email"]'))
            page.keyboard.type("sam.grownup@post.example")
        _press_until(page, lambda: page.locator("main form .button--main").first)
        page.keyboard.press("Enter")
    journey.is_at("check")
    _press_until(page, lambda: page.locator("main form .button--main").first)
    page.keyboard.press("Enter")
    # Then the ticket is there
    page.wait_for_url(journey.address("done"))
    assert Film.objects.count() == 1


def _press_until(page: Page, wanted: Callable[[], object], most: int = 60) -> None:
    """Press Tab until the wanted element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted().evaluate("(element) => element === document.activeElement"):
            return
    raise AssertionError(f"the keyboard never got there on {page.url}")


def test_make_a_film_in_arabic_from_right_to_left(pages: Pages, making: Callable[..., Making]) -> None:
    """The same journey mirrors: stones run from the right, nothing overflows, nothing is left in English."""
    # Given an Arabic phone
    journey = making(pages(viewport=NARROW), "/ar")
    # When a child walks through
    for _step in journey.steps():
        # Then each page reads from the right
        expect(journey.page.locator("html")).to_have_attribute("dir", "rtl")
        stones = journey.page.locator(".stones li")
        first, last = stones.first.bounding_box(), stones.last.bounding_box()
        assert first is not None
        assert last is not None
        assert first["x"] > last["x"]
        journey.is_sound()
        latin = re.findall(r"[A-Za-z]{4,}", journey.page.locator("main").inner_text())
        assert [word for word in latin if word != "Heard"] == []
    code = journey.send()
    # and the code, which is Latin, still reads from the left
    assert CODE.fullmatch(code)
    expect(journey.page.locator(".ticket__code")).to_have_css("direction", "ltr")
    assert pages.errors == []


def test_back_loses_nothing_and_double_tap_makes_one_film(page: Page, making: Callable[..., Making]) -> None:
    """F8: two taps, one film, and the code is on the page that stays."""
    # Given a journey half way
    journey = making(page)
    steps = journey.steps()
    for step in steps:
        if step == "me":
            break
    # When the browser goes back, twice, and forward by the button
    page.go_back()
    page.go_back()
    journey.is_at("film")
    expect(page.locator(".note--done")).to_be_visible()
    journey.go_on()
    # Then nothing has to be given again
    journey.is_at("look")
    expect(page.locator('input[name="people"]')).to_be_checked()
    journey.go_on()
    # When the rest is answered, and the last button tapped twice
    for _step in steps:
        pass
    page.locator("main form .button--main").first.dblclick(no_wait_after=True)
    # Then one film came of it, and its code is there, also after a reload
    page.wait_for_url(journey.address("done"))
    code = page.locator(".ticket__code").inner_text()
    page.reload()
    assert page.locator(".ticket__code").inner_text() == code
    assert Film.objects.count() == 1


def test_file_that_is_too_big_keeps_the_answers(
    pages: Pages, making: Callable[..., Making], settings: object, tmp_path: Path
) -> None:
    """Without scripts, over the limit: one plain sentence, and every answer still there."""
    # Given a limit of one megabyte and a film of three
    settings.UPLOAD_MAX_BYTES = 1024**2
    big = tmp_path / "long.mp4"
    big.write_bytes(b"\0" * 3 * 1024**2)
    journey = making(pages.without_scripts())
    journey.walk(until="film")
    # When the child sends it
    journey.page.locator('input[type="file"]').set_input_files(big)
    journey.go_on()
    # Then the page says what to do,
    expect(journey.page.locator(".errors")).to_contain_text("too big for us")
    # and a smaller one goes through with everything else as it was
    journey.answer("film")
    journey.is_at("look")
    journey.page.goto(journey.address("region"))
    expect(journey.page.locator('input[value="E12000002"]')).to_be_checked()
