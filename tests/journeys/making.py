"""The making journey as a person meets it: headings, cards, one button."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

# What is chosen at each step: name and value of the radio card, or nothing where it is another kind.
CHOICES: dict[str, tuple[str, str] | None] = {
    "grown-up": ("grown_up", "yes"),
    "idea": ("prompt", "own"),
    "age": ("age_band", "7-9"),
    "region": ("region", "E12000002"),
    "film": None,
    "look": None,
    "me": ("me", "yes"),
    "care": ("care", "no"),
    "others": ("others", "0"),
    "email": None,
}
TICKS = ("people", "signs", "names")


@dataclass
class Making:
    """One journey in one page; `language` is '' (English), '/pl' or '/ar'."""

    page: Page
    site: str
    language: str
    clip: Path
    axe: Callable[[Page], None]

    def address(self, step: str = "") -> str:
        """Return the address of a step, or of the start."""
        return (
            f"{self.site}{self.language}/films/make/{step}/"
            if step
            else f"{self.site}{self.language}/films/make/"
        )

    def at(self, step: str) -> re.Pattern[str]:
        """Return what the address is like at `step`: browsers carry a followed link's #field along."""
        return re.compile(f"{re.escape(self.address(step))}(#.*)?$")

    def begin(self) -> None:
        """Open the start page and go to the first question."""
        self.page.goto(self.address())
        self.page.locator("main .button--main").click()
        self.is_at("grown-up")

    def is_at(self, step: str) -> None:
        """Assert that the browser shows `step`."""
        expect(self.page).to_have_url(self.at(step))

    def answer(self, step: str) -> None:
        """Give the usual answer to `step` and go on."""
        choice = CHOICES[step]
        if choice is not None:
            self.page.locator(f'input[name="{choice[0]}"][value="{choice[1]}"]').check()
        elif step == "look":
            for tick in TICKS:
                self.page.locator(f'input[name="{tick}"]').check()
        elif step == "email":
            self.page.locator('input[name="email"]').fill("sam.grownup@post.example")
        elif step == "film":
            self.page.locator('input[type="file"]').set_input_files(self.clip)
        self.go_on()

    def go_on(self) -> None:
        """Press the page's main button."""
        self.page.locator("main form .button--main").first.click()

    def steps(self) -> Iterator[str]:
        """Walk to the check page, stopping at each step before it is answered."""
        self.begin()
        names = list(CHOICES)
        for step, following in zip(names, [*names[1:], "check"], strict=True):
            self.is_at(step)
            yield step
            self.answer(step)
            self.page.wait_for_url(self.at(following))

    def walk(self, *, until: str = "check") -> None:
        """Answer every step before `until`."""
        for step in self.steps():
            if step == until:
                return

    def send(self) -> str:
        """Press 'Send my film' and return the code on the ticket."""
        self.go_on()
        self.page.wait_for_url(self.at("done"))
        return self.page.locator(".ticket__code").inner_text()

    def fits(self) -> None:
        """Assert that nothing has to be scrolled sideways."""
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{self.page.url} is {wide} px too wide"

    def is_sound(self) -> None:
        """Assert what every page of the journey owes: axe finds nothing, one h1, it fits."""
        self.axe(self.page)
        self.fits()
        expect(self.page.locator("h1")).to_have_count(1)

    def follow_errors(self) -> None:
        """Follow each link of the error summary; each must put the keyboard on its field."""
        links = self.page.locator(".errors a")
        assert links.count()
        for number in range(links.count()):
            target = (links.nth(number).get_attribute("href") or "").removeprefix("#")
            links.nth(number).click()
            assert self.page.evaluate("location.hash") == f"#{target}"
            field = self.page.locator(f'[id="{target}"]')
            expect(field).to_be_focused()
