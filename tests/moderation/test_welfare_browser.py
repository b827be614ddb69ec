"""The desk's comfort in a real browser: changed at once, kept by the person, clean by axe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page, expect

from moderation import memory, welfare
from moderation.enums import Hard, Memory
from moderation.models import WelfareSettings
from tests.factories.accounts import UserFactory
from tests.moderation.test_desk_browser import sign_in
from tests.moderation.test_flags import flagged
from tests.moderation.test_memory import known, pictures

FLASHES = [{"kind": "general", "start": 4.2, "end": 6.0, "a_second": 5.0}]


def test_comfort_at_the_player(live_site: Any, pages: Any, axe: Callable[[Page], None]) -> None:
    """Blur at once by a button, for good by a form; what was found is read, and a break proposed."""
    user = UserFactory(moderator=True, lead=True, first_name="Mo")
    settings = WelfareSettings.load()
    settings.talk_to = "Sam on extension 12"
    settings.save()
    memory.remember(fingerprints=pictures(1, 2), why=Memory.WITHDRAWN)
    film = known(flagged(flashes=FLASHES, findings={"damaged": True}), 1, 2)
    page = pages()
    sign_in(page, live_site.url, user.email)
    for _ in range(3):
        welfare.note(user=user, why=Hard.SAID)
    page.goto(f"{live_site.url}{reverse('review_film', args=[film.pk])}")
    player, blur = page.locator("[data-player]"), page.get_by_role("button", name="Blur")
    blur.click()
    expect(blur).to_have_attribute("aria-pressed", "true")
    assert "blur" in player.locator("video").evaluate("video => getComputedStyle(video).filter")
    expect(page.get_by_text("Time for a break?")).to_be_visible()
    expect(page.get_by_text("looks like a film that was here before")).to_be_visible()
    axe(page)
    page.get_by_text("How films start for you").click()
    page.get_by_label("start without colour").check()
    page.get_by_role("button", name="Keep it like this").click()
    expect(player).to_have_class("desk-player is-grey")
    page.get_by_role("button", name="This was hard").click()
    expect(page.locator(".messages")).to_contain_text("Thank you for saying so")
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(f"{live_site.url}{reverse('welfare')}")
    expect(page.locator(".desk-number")).to_have_text("4")
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
