"""The look in a real browser: rules, sizes, keyboards, small screens, no scripts (S10, S27, S30)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from home.demo import build
from tests.conftest import DESKTOP

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PATHS = (
    "",
    "about/",
    "privacy/",
    "privacy/children/",
    "accessibility/",
    "easy-read/",
    "help/",
    "search/?q=film",
    "nowhere/",
)
PARTS = ("parts/", "parts/?sent", "parts/?calm&sent")

# Elements a finger must hit that are lower than 48 pixels; a link within a sentence is excepted.
SMALL_TARGETS = """() =>
  [...document.querySelectorAll('a, button, summary, input, select, textarea, label.tick')]
    .filter(e => e.checkVisibility() && !e.closest('p, li, dd, .unseen, .tick, .skip'))
    .filter(e => e.getBoundingClientRect().height < 48)
    .map(e => e.outerHTML.slice(0, 80))"""


def pages_and_index() -> None:
    build()
    call_command("update_index", verbosity=0)


@pytest.fixture(scope="module", autouse=True)
def staged(stage: Callable[..., Any]) -> Iterator[None]:
    with stage(pages_and_index):
        yield


@pytest.fixture
def demo(live_site: LiveServer, settings: Any) -> str:
    """The demo and the page of parts over HTTP; returns the address."""
    settings.ROOT_URLCONF = "tests.home.parts_site"
    return str(live_site.url)


@pytest.mark.parametrize("prefix", ["/", "/pl/", "/ar/"])
def test_each_page_keeps_the_rules_and_fits(
    demo: str, page: Page, axe: Callable[[Page], None], prefix: str
) -> None:
    """S27: WCAG 2.2 AA on each page and on each part in each state, from the left and from the right.

    320 CSS pixels, which are 400 % zoom on a laptop, cut nothing off in any language.
    """
    for path in (*PATHS, *PARTS):
        page.set_viewport_size(DESKTOP)
        page.goto(f"{demo}{prefix}{path}")
        if prefix != "/pl/":
            axe(page)
        page.set_viewport_size({"width": 320, "height": 600})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
    page.set_viewport_size(DESKTOP)
    page.goto(demo + prefix)
    page.locator(".menu--languages summary").click()
    axe(page)


def test_no_page_breaks_a_rule_on_a_phone_with_its_menu_open(
    demo: str, phone_page: Page, axe: Callable[[Page], None]
) -> None:
    """S27."""
    for path in ("pl/", *PARTS):
        phone_page.goto(f"{demo}/{path}")
        phone_page.locator(".menu summary").first.click()
        axe(phone_page)


def test_fingers_find_every_target(demo: str, phone_page: Page) -> None:
    """S27: 48 pixels, twice what the rule asks."""
    for path in (*PATHS, *PARTS):
        phone_page.goto(f"{demo}/{path}")
        assert phone_page.evaluate(SMALL_TARGETS) == [], path


def test_everything_is_reached_without_scripts(demo: str, no_js_page: Page) -> None:
    """S30: home, menu, another language, search, help."""
    no_js_page.set_viewport_size({"width": 360, "height": 740})
    no_js_page.goto(demo)
    no_js_page.locator(".menu summary").first.click()
    no_js_page.get_by_role("link", name="Polski").first.click()
    assert no_js_page.locator("html").get_attribute("lang") == "pl"
    no_js_page.goto(f"{demo}/search/")
    no_js_page.get_by_role("searchbox").fill("birthday")
    no_js_page.get_by_role("searchbox").press("Enter")
    no_js_page.locator("main").get_by_role("link", name="Your film, your rules").click()
    assert no_js_page.url == f"{demo}/privacy/children/"
    no_js_page.get_by_role("complementary").get_by_role("link").click()
    assert no_js_page.locator("a[href='tel:999']").is_visible()


def test_a_keyboard_starts_at_the_page_itself(demo: str, page: Page) -> None:
    """S27: the first stop skips to the page, and one can see where one is."""
    page.goto(demo)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    link = page.locator(":focus")
    assert link.get_attribute("href") == "/films/make/"
    assert link.evaluate("e => getComputedStyle(e).outlineWidth") == "4px"


def test_each_error_leads_to_its_field(demo: str, page: Page) -> None:
    """S27."""
    page.goto(f"{demo}/parts/?sent")
    links = page.locator(".errors a")
    assert links.count() == 6
    for number in range(links.count()):
        link = links.nth(number)
        target = (link.get_attribute("href") or "")[1:]
        link.click()
        assert page.evaluate("document.activeElement.id") == target or page.locator(f"#{target}").is_visible()


def test_arabic_mirrors(demo: str, page: Page) -> None:
    page.goto(f"{demo}/ar/")
    brand, words, scene = (
        page.locator(name).first.bounding_box() for name in (".brand", ".hero__words", ".hero__scene")
    )
    assert brand and words and scene
    assert brand["x"] > 640 and words["x"] > scene["x"]


def test_colours_a_reader_chose_leave_every_choice_visible(demo: str, pages: Any) -> None:
    """S27: in forced colours a tick is the browser's own, and a button keeps its edge."""
    page = pages(forced_colors="active")
    page.goto(f"{demo}/parts/")
    assert page.locator(".tick input").first.evaluate("e => getComputedStyle(e).appearance") == "auto"
    assert page.locator(".button").first.evaluate("e => getComputedStyle(e).borderTopWidth") == "3px"


def test_paper_gets_words_only(demo: str, page: Page) -> None:
    page.goto(f"{demo}/parts/")
    page.emulate_media(media="print")
    assert page.locator(".ticket__code").is_visible()
    for name in (".help-bar", ".head .menu--languages", ".foot__chairs", "video"):
        assert not page.locator(name).first.is_visible(), name


# --- Budgets -------------------------------------------------------------------------------------

KB = 1024
BUDGETS = {"document": 15 * KB, "stylesheet": 12 * KB, "font": 65 * KB, "script": 12 * KB, "image": 100 * KB}


@pytest.mark.parametrize("path", ["/", "/pl/", "/ar/", "/privacy/", "/pl/privacy/", "/help/", "/easy-read/"])
def test_a_cold_page_on_a_phone_keeps_its_budget(demo: str, pages: Any, path: str) -> None:
    """Pages uncompressed, files as whitenoise sends them (gzip; brotli is less still)."""
    page = pages.phone()
    sizes: dict[str, int] = {}

    def weigh(response: Any) -> None:
        kind = response.request.resource_type
        kind = "image" if kind == "other" else kind  # the browser's name for the icon
        sizes[kind] = sizes.get(kind, 0) + packed(kind, response.body())

    answers: list[Any] = []

    def keep(answer: Any) -> None:
        answers.append(answer)

    page.on("response", keep)
    page.goto(demo + path, wait_until="networkidle")
    for answer in answers:
        weigh(answer)
    assert {urlsplit(url).netloc for url in pages.requested if url.startswith("http")} == {
        urlsplit(demo).netloc
    }
    assert pages.errors == []
    over = {kind: size for kind, size in sizes.items() if size > BUDGETS[kind]}
    assert not over, sizes
    assert sum(sizes.values()) <= 150 * KB, sizes
    assert page.context.cookies() == [], "S10"


def packed(kind: str, body: bytes) -> int:
    """Bytes on the wire for files; a page is weighed as written."""
    import gzip

    return len(body) if kind in ("font", "document") else len(gzip.compress(body, 6))
