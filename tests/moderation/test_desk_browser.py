"""The desk in a real browser: reached by signing in, clean by axe, worked by keys, whole without scripts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page, expect

from moderation.enums import Verdict
from our_childhood.models import Film
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.moderation import film_in_review, fresh, give, watch


def sign_in(page: Page, site: str, email: str) -> None:
    page.goto(f"{site}{reverse('review_desk')}")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/admin/films/")
    # Wagtail fades its messages in; half-faded words have no colours to judge.
    page.evaluate("Promise.all(document.getAnimations().map((one) => one.finished))")
    expect(page.locator(".messages .success")).to_have_css("opacity", "1")


def test_reviewer_works_the_desk_by_keys(live_site: Any, pages: Any, axe: Callable[[Page], None]) -> None:
    """S27: every state of the desk is clean, and a verdict takes no mouse."""
    user = UserFactory(moderator=True)
    film = film_in_review(description="My name is Ola.", others_in_film=True, age_band="7-9")
    held = film_in_review()
    give(held, UserFactory(moderator=True), Verdict.HOLD, reason="worry", seen=False)
    watch(film, user)
    page = pages()
    page.goto(f"{live_site.url}/admin/")
    axe(page)
    sign_in(page, live_site.url, user.email)
    axe(page)
    page.goto(f"{live_site.url}{reverse('review_desk')}?queue=held")
    expect(page.get_by_role("rowheader")).to_contain_text(held.title)
    axe(page)
    page.goto(f"{live_site.url}{reverse('review_film', args=[film.pk])}")
    axe(page)
    assert page.eval_on_selector(
        "video", "video => video.muted && video.preload === 'none' && !video.autoplay"
    )
    page.keyboard.press("r")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-verdict=refuse] [data-reply]")).to_contain_text("You did nothing wrong")
    axe(page)
    page.uncheck("[data-keys]")
    page.reload()
    page.keyboard.press("h")
    assert page.locator("[data-verdict=hold][open]").count() == 0


def test_reviewer_refuses_without_scripts(live_site: Any, pages: Any) -> None:
    user = UserFactory(moderator=True)
    film: Film = film_in_review()
    watch(film, user)
    page = pages.without_scripts()
    sign_in(page, live_site.url, user.email)
    page.goto(f"{live_site.url}{reverse('review_film', args=[film.pk])}")
    page.locator("[data-verdict=refuse] summary").click()
    page.select_option("[name=refuse-reason]", "school")
    page.locator("[data-verdict=refuse] form button").click()
    page.wait_for_url("**/admin/films/")
    assert fresh(film).refused_at is not None
