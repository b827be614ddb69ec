"""Somebody watches films, in a real browser, with a film that really was transcoded and released."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

import storage
from our_childhood.models import Film
from tests.conftest import PHONE, Pages
from tests.factories.our_childhood import FilmFactory, PromptFactory
from tests.journeys.making import Making
from tests.weight import KB, too_heavy, weigh
from uploads.actions import PREFIX
from video import actions, binaries, processing
from video.models import Video

pytestmark = [pytest.mark.browser, pytest.mark.media, pytest.mark.django_db(transaction=True)]

CAPTIONS = "WEBVTT\n\n00:00.000 --> 00:01.500\nAhoy, captain.\n"


def film_that_went_the_whole_way() -> Film:
    """Two seconds: transcoded, cleared by two people, released."""
    path = Path(settings.DATA_DIR) / "boat.mp4"
    picture = ["-f", "lavfi", "-i", "testsrc2=s=640x360:r=30", "-f", "lavfi", "-i", "sine=f=440:r=44100"]
    subprocess.run(
        [str(binaries.ffmpeg()), "-v", "error", "-y", *picture, "-t", "2", "-pix_fmt", "yuv420p", str(path)],
        check=True,
    )
    kept = storage.put(
        storage.private(), storage.new_key(PREFIX), path, content_type="application/octet-stream"
    )
    video = actions.receive(key=kept.key, size=kept.size, sha256=kept.sha256)
    assert processing.preview(video.pk)
    actions.want_ladder(video=Video.objects.get(pk=video.pk))
    assert processing.ladder(video.pk)
    return FilmFactory(
        public=True,
        video=Video.objects.get(pk=video.pk),
        prompt=PromptFactory(question="What makes a home?", slug="home"),
        description="A cardboard boat sails over a blue carpet.",
        transcript="Ahoy, captain.",
        captions=CAPTIONS,
        speech="captioned",
    )


@pytest.fixture(scope="module", autouse=True)
def shown(stage: Callable[..., Any]) -> Iterator[Film]:
    with stage(film_that_went_the_whole_way) as film:
        yield film


def test_find_a_film_by_its_question_and_watch_it(
    pages: Pages, live_site: LiveServer, shown: Film, axe: Callable[[Page], None]
) -> None:
    """S4, S10, S27, S28: found, sound, played with captions; nothing starts by itself, one origin only."""
    # Given the gallery on a phone
    page = pages.phone()
    page.goto(f"{live_site.url}/films/")
    axe(page)
    # When somebody picks a question and then the film
    page.get_by_role("link", name="What makes a home?").click()
    expect(page.locator(".chip[aria-current]")).to_have_text("What makes a home?")
    page.get_by_role("link", name=shown.title).click()
    # Then it waits for them,
    axe(page)
    assert page.evaluate("document.querySelector('video').paused")
    assert not [url for url in pages.requested if url.endswith((".mp4", ".m3u8"))]
    # plays with captions,
    page.evaluate("document.querySelector('video').play()")
    _plays(page)
    cues = page.evaluate("document.querySelector('video').textTracks[0].cues.length")
    assert cues == 1
    # and says in words what is seen and said
    expect(page.locator("main")).to_contain_text("A cardboard boat sails over a blue carpet.")
    expect(page.locator(".transcript p")).to_have_text("Ahoy, captain.")
    assert {url for url in pages.requested if not url.startswith((live_site.url, "data:", "blob:"))} == set()
    assert pages.errors == []


def test_browser_without_hls_plays_the_file(page: Page, live_site: LiveServer, shown: Film) -> None:
    """Each single file plays by itself, for browsers that know no HLS."""
    # Given a browser that takes no playlist
    page.add_init_script(
        "document.addEventListener('DOMContentLoaded', () => "
        "document.querySelectorAll('source[type*=mpegurl]').forEach((source) => source.remove()))"
    )
    # When somebody presses play
    page.goto(f"{live_site.url}/films/{shown.slug}/")
    page.evaluate("document.querySelector('video').load()")
    page.evaluate("document.querySelector('video').play()")
    # Then an MP4 plays
    _plays(page)
    assert page.evaluate("document.querySelector('video').currentSrc").endswith(".mp4")


@pytest.mark.parametrize("language", ["", "/ar"])
def test_gallery_and_film_fit_a_small_phone(
    pages: Pages, live_site: LiveServer, shown: Film, axe: Callable[[Page], None], language: str
) -> None:
    """S27, S30: 320 px, right to left too, and without scripts the whole page is there."""
    # Given a small phone
    page = pages(viewport={"width": 320, "height": 640})
    for path in ("/films/", f"/films/{shown.slug}/"):
        # When it opens the page
        page.goto(f"{live_site.url}{language}{path}")
        # Then nothing is cut off and no rule is broken
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        axe(page)
    bare = pages.without_scripts()
    bare.goto(f"{live_site.url}{language}/films/{shown.slug}/")
    expect(bare.locator("video source").first).to_have_attribute("type", "application/vnd.apple.mpegurl")


def test_gallery_by_keyboard(page: Page, live_site: LiveServer, shown: Film) -> None:
    """S27: from the top of the page to the playing film with Tab, Enter and space."""
    # Given a keyboard
    page.goto(f"{live_site.url}/films/")
    # When the film's link and then its play button are reached with it
    film = page.get_by_role("link", name=shown.title)
    _tab_to(page, lambda: film.evaluate("(link) => link === document.activeElement"))
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/films/{shown.slug}/")
    _tab_to(page, lambda: page.evaluate("document.activeElement.tagName === 'VIDEO'"))
    page.keyboard.press("Space")
    # Then it plays
    _plays(page)


def _plays(page: Page, *, seconds: float = 0.3) -> None:
    """Wait until the film has played that long. Asked again and again: the page's policy forbids eval."""
    for _ in range(150):
        if page.evaluate("document.querySelector('video').currentTime") > seconds:
            return
        page.wait_for_timeout(100)
    raise AssertionError(page.evaluate("String(document.querySelector('video').error?.message)"))


def _tab_to(page: Page, there: Callable[[], Any], most: int = 60) -> None:
    for _ in range(most):
        page.keyboard.press("Tab")
        if there():
            return
    raise AssertionError("the keyboard never got there")


def test_gallery_and_film_keep_their_budgets(pages: Pages, live_site: LiveServer, shown: Film) -> None:
    """Look: cold at 360 px, at most 150 KB before the film itself."""
    # Given a full page of the gallery
    for number in range(11):
        FilmFactory(public=True, title=f"Kind Rolling Panda {number}", slug=f"kind-rolling-panda-{number}")
    for path in ("/films/", f"/films/{shown.slug}/"):
        # When a phone opens it for the first time
        sizes = weigh(pages(viewport=PHONE), f"{live_site.url}{path}")
        # Then it costs little
        assert too_heavy(sizes) == {}, (path, sizes)


def test_upload_step_keeps_its_budget(pages: Pages, making: Callable[..., Making]) -> None:
    """Look: the upload step may add tus to its scripts, and nothing else."""
    # Given a journey at the film's step
    journey = making(pages(viewport=PHONE))
    journey.walk(until="film")
    cookies = journey.page.context.cookies()
    # When the step is opened cold
    cold = pages(viewport=PHONE)
    cold.context.add_cookies(cookies)
    sizes = weigh(cold, journey.address("film"))
    # Then all but the script is within its budget, and the script within that and tus
    assert too_heavy(sizes, more_script=24 * KB) == {}, sizes
