"""Concerns in a real browser: clean by axe, whole without scripts, narrow and wide."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page, expect

from safeguarding import queries
from safeguarding.enums import Level
from safeguarding.models import Concern
from tests.factories.accounts import UserFactory
from tests.factories.moderation import film_in_review
from tests.factories.safeguarding import ConcernFactory
from tests.moderation.test_desk_browser import sign_in


def look(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for one (LOOK=folder)."""
    if folder := os.environ.get("LOOK"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def fits(page: Page) -> None:
    """Nothing is wider than the page (S27)."""
    main = page.locator("main")
    assert main.evaluate("one => one.scrollWidth <= one.clientWidth + 1")


def test_lead_seals_a_film_without_scripts_and_works_through_the_concern(
    live_site: Any, pages: Any, axe: Callable[[Page], None]
) -> None:
    """S17, S27: one act with two keys, then what to do; every state is clean, also at 320 px."""
    lead = UserFactory(lead=True, first_name="Lee")
    film = film_in_review(description="A paper boat crosses a puddle.")
    ConcernFactory(level=Level.RED, words="He said he is afraid to go home.")
    page = pages.without_scripts()
    sign_in(page, live_site.url, lead.email)
    page.goto(f"{live_site.url}{reverse('review_film', args=[film.pk])}")
    page.get_by_text("Seal it for the police").click()
    look(page, "film")
    page.fill("[name=seal-typed]", "seal it")
    page.click("text=Seal it now")
    expect(page.locator("#id_seal-typed_error")).to_contain_text("Type SEAL exactly")
    page.fill("[name=seal-typed]", "SEAL")
    page.click("text=Seal it now")
    page.wait_for_url("**/admin/concerns/*/")
    assert queries.is_sealed(film)
    expect(page.get_by_role("heading", name="Do not do this")).to_be_visible()
    page.click("text=Hand it over")
    page.select_option("[name=hand-over-to]", "police")
    page.fill("[name=hand-over-whom]", "PC 7, reference 123")
    page.locator("form[action$='hand-over/'] button").click()
    expect(page.locator("text=PC 7, reference 123")).to_be_visible()
    concern = Concern.objects.get(source="seal")

    wide = pages()
    sign_in(wide, live_site.url, lead.email)
    narrow = pages(viewport={"width": 320, "height": 740}, storage_state=wide.context.storage_state())
    for one, size in ((wide, "wide"), (narrow, "narrow")):
        for name, address in (
            ("list", reverse("concerns")),
            ("concern", reverse("concern", args=[concern.pk])),
            ("raise", reverse("concern_raise")),
            ("export", reverse("audit:export")),
        ):
            one.goto(f"{live_site.url}{address}")
            look(one, f"{name}-{size}")
            fits(one)
            if one is wide:
                axe(one)
