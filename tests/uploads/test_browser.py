"""The script in a real browser: lost networks, reloads, early submits, and words for each failure."""

from __future__ import annotations

import hashlib
import json
import os
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Request, expect

from tests.uploads.journeys import COOKIE
from tests.uploads.network import Network, network_to

MIB = 1024**2


@pytest.fixture(autouse=True)
def our_page(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.uploads.site_urls"


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.mp4"
    path.write_bytes(clip(20) + os.urandom(3 * MIB))
    return path


@pytest.fixture
def network(live_site: Any) -> Iterator[Network]:
    """What lies between the phone and the site; `network.url` leads through it."""
    with network_to(urlsplit(live_site.url).port) as made:
        yield made


def clip(seconds: int) -> bytes:
    """The boxes of a film that says it is so long."""
    mvhd = struct.pack(">4xIIII", 0, 0, 1000, seconds * 1000) + bytes(80)
    return box(b"ftyp", b"isom0000") + box(b"free", bytes(99)) + box(b"moov", box(b"mvhd", mvhd))


def box(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", len(content) + 8, name) + content


def opened(page: Page, site: Any, query: str = "") -> Page:
    page.context.add_cookies([{"name": COOKIE, "value": "ours", "url": site.url}])
    page.goto(f"{site.url}/test/film/{query}")
    return page


def pick(page: Page, path: Path) -> None:
    page.get_by_label("Your film").set_input_files(path)


def state(page: Page, name: str, *, timeout: float = 30_000) -> None:
    expect(page.locator("form")).to_have_attribute("data-upload-state", name, timeout=timeout)


def half_way(page: Page, percent: int = 25) -> None:
    # Not wait_for_function: our content policy allows no eval, and neither do we here.
    began = time.monotonic()
    while page.locator("progress").evaluate("bar => bar.value") < percent:
        assert time.monotonic() - began < 30
        page.wait_for_timeout(50)


def sent(page: Page) -> dict[str, Any]:
    page.get_by_role("button", name="Continue").click()
    told: dict[str, Any] = json.loads(page.locator("pre").inner_text(timeout=30_000))
    return told


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_film_goes_up_while_the_child_reads_the_ticks(live_site: Any, page: Page, film: Path) -> None:
    """Choosing starts it; the form then carries the id and not the film a second time."""
    opened(page, live_site)
    pick(page, film)
    page.get_by_label("Only people who said yes").check()
    state(page, "done")
    expect(page.get_by_role("status")).to_have_text("Your film is here.")
    told = sent(page)
    assert told == {"files": [], "tick": True, "sha256": sha256(film), "size": film.stat().st_size}
    assert page.evaluate("localStorage.length") == 0


def test_continue_before_the_end_waits_for_the_end(network: Network, page: Page, film: Path) -> None:
    opened(page, network)
    network.bytes_a_second = 1_500_000
    pick(page, film)
    half_way(page, 1)
    told = sent(page)
    assert (told["files"], told["sha256"]) == ([], sha256(film))


def test_goes_on_by_itself_after_loss_of_network(network: Network, page: Page, film: Path) -> None:
    opened(page, network)
    network.bytes_a_second = 700_000
    pick(page, film)
    half_way(page)
    network.cut()
    page.context.set_offline(True)
    state(page, "waiting")
    expect(page.get_by_role("status")).to_contain_text("We carry on by ourselves.")
    network.mend()
    page.context.set_offline(False)
    state(page, "done")
    assert sent(page)["sha256"] == sha256(film)


def offsets(page: Page) -> list[int]:
    seen: list[int] = []

    def look(request: Request) -> None:
        if request.method == "PATCH":
            seen.append(int(request.headers["upload-offset"]))

    page.on("request", look)
    return seen


def test_goes_on_where_it_was_after_a_reload(
    network: Network, page: Page, film: Path, tmp_path: Path
) -> None:
    """An iPhone gives the same film another name and date when it is picked again."""
    opened(page, network)
    network.bytes_a_second = 700_000
    pick(page, film)
    half_way(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("You had sent ", timeout=15_000)
    again = tmp_path / "trim.F3A1.MOV"
    again.write_bytes(film.read_bytes())
    seen = offsets(page)
    pick(page, again)
    state(page, "done")
    assert seen[0] > film.stat().st_size // 10
    assert sent(page)["sha256"] == sha256(film)


def test_another_film_after_a_reload_starts_again(
    network: Network, page: Page, film: Path, tmp_path: Path
) -> None:
    opened(page, network)
    network.bytes_a_second = 700_000
    pick(page, film)
    half_way(page)
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_role("status")).to_contain_text("Pick the same film")
    other = tmp_path / "film.mp4"
    other.write_bytes(clip(20) + os.urandom(film.stat().st_size - len(clip(20))))
    seen = offsets(page)
    pick(page, other)
    state(page, "done")
    assert seen[:1] in ([], [0])
    assert sent(page)["sha256"] == sha256(other)


def test_nothing_is_asked_again_when_all_had_arrived_before_the_reload(
    live_site: Any, page: Page, film: Path
) -> None:
    opened(page, live_site, "?ask")
    pick(page, film)
    state(page, "done")
    page.reload()
    state(page, "done")
    assert sent(page)["sha256"] == sha256(film)


def test_pauses_and_carries_on_by_keyboard(network: Network, page: Page, film: Path) -> None:
    """S27: focus is never lost when a button goes away."""
    opened(page, network)
    network.bytes_a_second = 700_000
    pick(page, film)
    half_way(page)
    page.get_by_role("button", name="Pause").focus()
    page.keyboard.press("Enter")
    state(page, "paused")
    expect(page.get_by_role("button", name="Carry on")).to_be_focused()
    expect(page.get_by_role("status")).to_contain_text("Paused.")
    page.keyboard.press("Enter")
    state(page, "done")
    assert sent(page)["sha256"] == sha256(film)


def test_another_film_can_be_picked_afterwards(
    live_site: Any, page: Page, film: Path, tmp_path: Path
) -> None:
    opened(page, live_site)
    pick(page, film)
    state(page, "done")
    other = tmp_path / "other.mp4"
    other.write_bytes(clip(3) + b"other")
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Pick another film").click()
    chooser.value.set_files(other)
    state(page, "done")
    assert sent(page)["sha256"] == sha256(other)


def test_what_cannot_be_taken_is_said_before_a_byte_is_sent(
    live_site: Any, page: Page, pages: Any, tmp_path: Path
) -> None:
    for name, content, query, words in [
        ("big.mp4", bytes(2 * MIB + 1), f"?most={2 * MIB}", "This film is too big. It can be up to 2 MB."),
        ("long.mp4", clip(126), "", "This film is too long. It can be up to 2 minutes."),
        ("empty.mp4", b"", "", "That file has nothing in it."),
    ]:
        (tmp_path / name).write_bytes(content)
        opened(page, live_site, query)
        pick(page, tmp_path / name)
        state(page, "stopped")
        expect(page.get_by_role("status")).to_contain_text(words)
        expect(page.get_by_label("Your film")).to_be_focused()
    assert not [url for url in pages.requested if "/upload/" in url]


@pytest.mark.parametrize(
    "status, after, words",
    [
        (413, "stopped", "This film is too big."),
        (507, "stopped", "We have no room right now."),
        (429, "stopped", "Please try again in ten minutes."),
        (410, "stopped", "so we start again. Your answers are still here."),
        (403, "stopped", "That file didn't get here."),
        (423, "waiting", "We are getting ready to carry on."),
        (503, "waiting", "We are getting ready to carry on."),
    ],
)
def test_each_failure_has_plain_words(
    live_site: Any, page: Page, film: Path, status: int, after: str, words: str
) -> None:
    opened(page, live_site)
    page.route(
        "**/upload/**",
        lambda route: route.fulfill(status=status) if route.request.method == "PATCH" else route.continue_(),
    )
    pick(page, film)
    state(page, after)
    expect(page.get_by_role("status")).to_contain_text(words)
    page.unroute("**/upload/**")
    if after == "waiting":
        state(page, "done")


def test_works_without_javascript(live_site: Any, no_js_page: Page, film: Path) -> None:
    """S30: the same film by an ordinary form; nothing is shown that would do nothing."""
    opened(no_js_page, live_site)
    expect(no_js_page.locator("button:visible")).to_have_count(1)
    pick(no_js_page, film)
    told = sent(no_js_page)
    assert (told["files"], told["sha256"]) == (["film"], sha256(film))


def test_phones_are_offered_the_camera(live_site: Any, page: Page, phone_page: Page) -> None:
    opened(phone_page, live_site)
    with phone_page.expect_file_chooser() as chooser:
        phone_page.get_by_role("button", name="Film it now").click()
    assert chooser.value.element.get_attribute("capture") == "environment"
    opened(page, live_site)
    expect(page.get_by_role("button", name="Film it now")).to_have_count(0)


def test_every_state_is_accessible(
    network: Network, page: Page, film: Path, axe: Callable[[Page], None]
) -> None:
    """S27."""
    opened(page, network)
    axe(page)
    network.bytes_a_second = 500_000
    pick(page, film)
    half_way(page)
    axe(page)
    page.get_by_role("button", name="Pause").click()
    axe(page)
    page.get_by_role("button", name="Carry on").click()
    state(page, "done")
    axe(page)
