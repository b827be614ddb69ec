"""One film's whole way, by browser: phone, worker, grown-up, two moderators, gallery, and back again.

SHOTS=folder keeps a picture of every stop, at 360 and at 1280 pixels.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

import storage
from config.demo import base, staff
from our_childhood.models import Film
from safeguarding.models import AuditEntry
from tests.conftest import Pages
from tests.journeys.camera import Camera
from tests.journeys.making import Making
from video import binaries
from video.enums import Stage

pytestmark = [pytest.mark.media, pytest.mark.slow]

CORPUS = Path(__file__).parents[3] / "shared" / "corpus" / "iphone14pro_hlg_dv_rot90_gps.mov"
CODE = re.compile(r"[0-9A-Z]{3}-[A-Z]+-[A-Z]+")
LINK = re.compile(r"https?://\S+/say-yes-or-no/[^\s/]+/")
DESCRIPTION = "A hand turns a small thing over on a table."
CAPTIONS = "WEBVTT\n\n00:00:00.000 --> 00:00:00.500\n[a quiet room]\n"
HLG = ("-color_trc", "arib-std-b67", "-color_primaries", "bt2020", "-colorspace", "bt2020nc")
PLAYS = """async () => {
    const video = document.querySelector("main video");
    video.muted = true;
    await video.play();
    await new Promise((done) => video.addEventListener("timeupdate", () => video.currentTime > 0 && done()));
    return video.currentTime;
}"""


@pytest.fixture(scope="module")
def phone_clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An iPhone's HDR film, held upright; where the corpus is not at hand, one made like it.

    The corpus has a tenth of a second of it, which is shorter than a film may be: it is repeated.
    """
    folder = tmp_path_factory.mktemp("phone")
    flat, film = folder / "flat.mov", folder / "phone.mov"
    ffmpeg = [str(binaries.ffmpeg()), "-v", "error"]
    as_it_is = ["-map", "0:v:0", "-map", "0:a:0", "-c", "copy"]
    if CORPUS.exists():
        subprocess.run([*ffmpeg, "-stream_loop", "12", "-i", str(CORPUS), *as_it_is, str(film)], check=True)
        return film
    drawn = ["-f", "lavfi", "-i", "testsrc2=s=1280x720:r=30", "-f", "lavfi", "-i", "sine=f=330", "-t", "2"]
    coded = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le", *HLG, "-c:a", "aac"]
    subprocess.run([*ffmpeg, *drawn, *coded, str(flat)], check=True)
    subprocess.run([*ffmpeg, "-display_rotation", "-90", "-i", str(flat), *as_it_is, str(film)], check=True)
    return film


@pytest.fixture(params=[("", True), ("/ar", False)], ids=["English with scripts", "Arabic without"])
def way(request: pytest.FixtureRequest) -> tuple[str, bool]:
    """The prefix of the language, and whether the browsers of all but staff run scripts."""
    return request.param


def test_a_film_goes_all_the_way_and_comes_back(
    pages: Pages,
    live_site: LiveServer,
    axe: Callable[[Page], None],
    run_tasks: Callable[..., int],
    phone_clip: Path,
    way: tuple[str, bool],
) -> None:
    """S7, S8, S13, S30: nobody sees it before three adults have; nobody after the child took it back."""
    language, scripts = way
    shot = Camera("arabic-without-scripts" if language else "english")
    base.seed()
    run_tasks()
    mail.outbox.clear()
    others = _film_files()  # of tests before this one: the folder is the whole session's

    # Given a child of nine with a phone, who answers every question
    child = pages.phone(java_script_enabled=scripts)
    making = Making(page=child, site=live_site.url, language=language, clip=phone_clip, axe=axe)
    for step in making.steps():
        shot(child, f"make-{step}")
    shot(child, "make-check")
    code = making.send()
    assert CODE.fullmatch(code)
    shot(child, "make-done")
    film = Film.objects.get()
    address = f"{live_site.url}{language}/films/{film.slug}/"
    assert _status(child, address) == 404

    # When the worker has been, and a grown-up opens the link and says yes
    run_tasks()
    link = next(found[0] for message in mail.outbox if (found := LINK.search(str(message.body))))
    grown_up = pages.phone(java_script_enabled=scripts)
    grown_up.goto(f"{live_site.url}{language}{urlsplit(link).path.removeprefix(language)}")
    shot(grown_up, "grown-up-asked")
    grown_up.locator("button[name=answer][value=yes]").click()
    expect(grown_up.locator(".note--done")).to_be_visible()
    shot(grown_up, "grown-up-said-yes")
    run_tasks()
    film = Film.objects.select_related("video").get()
    assert film.video is not None
    assert film.video.stage == Stage.PREVIEWED
    assert film.review_asked_at is not None

    # and one moderator writes its words and approves it,
    first = _sign_in(pages(), live_site, "moderator1")
    shot(first, "desk")
    _open(first, live_site, film)
    shot(first, "desk-film")
    _write_words(first)
    _watch(first, film, "moderator1")
    _approve(first)
    assert _status(child, address) == 404

    # but cannot approve it twice,
    run_tasks()
    film.video.refresh_from_db()
    assert film.video.stage == Stage.LADDERED
    _open(first, live_site, film)
    expect(first.locator("[data-verdict=approve] form")).to_have_count(0)

    # and another does
    second = _sign_in(pages(), live_site, "moderator2")
    _open(second, live_site, film)
    _watch(second, film, "moderator2")
    shot(second, "desk-film-second")
    _approve(second)
    run_tasks()

    # Then everybody can find it, and play it
    visitor = pages.phone(java_script_enabled=scripts)
    visitor.goto(f"{live_site.url}{language}/films/")
    expect(visitor.locator("main")).to_contain_text(film.title)
    shot(visitor, "films")
    visitor.goto(address)
    expect(visitor.locator("h1")).to_contain_text(film.title)
    expect(visitor.locator("main")).to_contain_text(DESCRIPTION)
    shot(visitor, "film")
    files = _addresses(visitor)
    assert any(file.endswith(".m3u8") for file in files)
    assert {_status(visitor, file) for file in files} == {200}
    if scripts:
        assert visitor.evaluate(PLAYS) > 0
        axe(visitor)

    # When the child takes it back with the code
    child.goto(f"{live_site.url}{language}/my-film/")
    child.locator("input[name=code]").fill(code.lower())
    child.locator("main form button[type=submit]").first.click()
    expect(child.locator("main")).to_contain_text(film.title)
    shot(child, "my-film")
    child.locator("a[href$='/my-film/take-it-down/']").click()
    shot(child, "take-it-down")
    child.locator("main form button[type=submit]").first.click()
    child.wait_for_url("**/my-film/")
    expect(child.locator("dl.summary")).to_be_visible()  # a receipt
    shot(child, "taken-down")

    # Then it is gone at once, from every address it had,
    assert _status(visitor, address) == 404
    assert {_status(visitor, file) for file in files} == {404}
    another = pages.phone(java_script_enabled=scripts)  # the first may keep a page for a minute (F15)
    another.goto(f"{live_site.url}{language}/films/")
    expect(another.locator("main")).not_to_contain_text(film.title)
    shot(another, "films-afterwards")
    # and once the worker has been, no file of it is left, and no word
    run_tasks()
    assert _film_files() - others == set()
    film.refresh_from_db()
    assert (film.title, film.description, film.captions) == ("", "", "")
    assert pages.errors == []


def _sign_in(page: Page, site: LiveServer, name: str) -> Page:
    who = next(one for one in staff.sign_ins() if one.email.startswith(name))
    page.goto(f"{site.url}{reverse('review_desk')}")
    page.fill("input[name=login]", who.email)
    page.fill("input[name=password]", who.password)
    page.click("main button[type=submit]")
    page.wait_for_url(f"**{reverse('review_desk')}")
    return page


def _open(page: Page, site: LiveServer, film: Film) -> None:
    page.goto(f"{site.url}{reverse('review_film', args=[film.pk])}")


def _write_words(page: Page) -> None:
    page.locator("summary", has_text="Words and captions").click()
    page.fill("textarea[name=description]", DESCRIPTION)
    page.select_option("select[name=speech]", "captioned")
    page.fill("textarea[name=captions]", CAPTIONS)
    with page.expect_navigation():
        page.get_by_role("button", name="Save the words").click()


def _watch(page: Page, film: Film, name: str) -> None:
    """Start the player and wait until the look is on record."""
    seen = AuditEntry.objects.filter(act="film.seen", actor=f"user:{staff.person(name).pk}")
    before = seen.count()
    page.locator("video[data-video]").click()
    page.evaluate("document.querySelector('video[data-video]').play()")
    for _ in range(100):
        if seen.count() > before:
            break
        page.wait_for_timeout(100)
    assert seen.count() > before, "Watching left no trace."
    page.reload()


def _approve(page: Page) -> None:
    page.locator("[data-verdict=approve] summary").click()
    counted = page.locator("[name=approve-people]")
    if counted.count():  # the first check counts whom it sees (S19)
        counted.fill("1")
    page.locator("[data-verdict=approve] form button[type=submit]").click()
    page.wait_for_url(f"**{reverse('review_desk')}**")


def _addresses(page: Page) -> list[str]:
    """Return every address the film's player asks for."""
    parts = page.locator("main video, main video source, main video track").all()
    listed = [part.get_attribute(name) for part in parts for name in ("src", "poster")]
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    return [file if file.startswith("http") else f"{origin}{file}" for file in listed if file]


def _status(page: Page, address: str) -> int:
    return page.request.get(address, headers={"Cache-Control": "no-cache"}).status


def _film_files() -> set[str]:
    return {
        entry.key
        for store in (storage.private(), storage.public())
        for folder in ("originals", "video", "films")
        for entry in storage.walk(store, folder)
    }
