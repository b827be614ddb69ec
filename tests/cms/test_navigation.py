"""Menus in the reader's language, and the same page in another one."""

from __future__ import annotations

import time

import pytest
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from django.utils import translation
from wagtail.models import PageViewRestriction

from cms import navigation, remembered
from cms.caching import SECONDS_KEPT
from cms.models import NavigationItem
from home.demo import build
from tests.factories.cms import NavigationItemFactory
from tests.factories.home import ContentPageFactory

pytestmark = pytest.mark.django_db


def test_an_english_address_is_found_in_each_language() -> None:
    assert navigation.address_in("/help/", "en") == "/help/"
    assert navigation.address_in("/help/", "pl") == "/pl/help/"
    with translation.override("pl"):
        assert navigation.address_in("/help/", "ar") == "/ar/help/"


def test_a_menu_speaks_the_readers_language_only() -> None:
    NavigationItemFactory(label="Help")
    NavigationItemFactory(label="Pomoc", polish=True)
    with translation.override("pl"):
        links = navigation.menu(RequestFactory().get("/pl/help/"), "menu")
    assert [(link.label, link.url, link.current) for link in links] == [("Pomoc", "/pl/help/", True)]


def test_only_the_nearest_link_is_the_current_one() -> None:
    for address in ("/", "/films/", "/films/make/"):
        NavigationItemFactory(label=address, address=address)

    def current(path: str) -> list[str]:
        return [link.label for link in navigation.menu(RequestFactory().get(path), "menu") if link.current]

    assert current("/films/make/age/") == ["/films/make/"]
    assert current("/films/brave-singing-otter/") == ["/films/"]
    assert current("/") == ["/"]
    assert current("/help/") == []


def test_a_menu_hides_a_page_that_is_not_live() -> None:
    page = ContentPageFactory(draft=True)
    NavigationItem.objects.all().delete()
    NavigationItemFactory(label="Not yet", address="", page=page)
    assert navigation.menu(RequestFactory().get("/"), "menu") == []


@pytest.mark.parametrize("items", [1, 3])
def test_menu_and_footer_cost_two_queries_and_then_none(items: int, django_assert_num_queries) -> None:
    for _ in range(items):
        NavigationItemFactory()
        NavigationItemFactory(footer=True)
    request = RequestFactory().get("/")
    with django_assert_num_queries(2):  # the links, and which pages are for some only
        assert len(navigation.menu(request, "menu")) == len(navigation.menu(request, "footer")) == items
    with django_assert_num_queries(0):
        assert len(navigation.menu(RequestFactory().get("/help/"), "menu")) == items


@pytest.mark.parametrize("address", ["", "https://elsewhere.example/", "films/"])
def test_a_menu_link_without_a_page_must_stay_on_this_site(address: str) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        NavigationItemFactory(address=address)


def test_the_language_switch_leads_to_this_very_page(client: Client) -> None:
    build()
    html = client.get("/pl/privacy/").content.decode()
    assert 'href="/privacy/" lang="en"' in html
    assert 'href="/ar/privacy/" lang="ar"' in html
    html = client.get("/help/").content.decode()
    assert 'href="/pl/help/" lang="pl"' in html


def test_a_page_that_is_not_translated_leads_to_that_languages_front_page(client: Client) -> None:
    page = ContentPageFactory()
    page.get_translations().delete()
    html = client.get(page.get_url()).content.decode()
    assert 'href="/pl/" lang="pl"' in html


# --- Links beside parts of the site (ADR 0147) ------------------------------------------------


def test_links_beside_a_part_are_asked_for_once(django_assert_num_queries) -> None:
    """A page with a person on it draws no menu, and asks nothing for its links."""
    for label in ("One", "Two", "Three"):
        NavigationItemFactory(label=label, place="hosts")
    navigation.beside("hosts")
    with django_assert_num_queries(0):
        assert [link.label for link in navigation.beside("hosts")] == ["One", "Two", "Three"]
        assert navigation.beside("groups") == []


def test_a_link_beside_a_part_never_leads_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A draft, a page for staff alone, a page taken away: gone within the time any page is kept (F15)."""
    shown, draft, closed = ContentPageFactory(), ContentPageFactory(draft=True), ContentPageFactory()
    PageViewRestriction.objects.create(page=closed, restriction_type=PageViewRestriction.LOGIN)
    for page in (shown, draft, closed):
        NavigationItemFactory(label=page.title, address="", page=page, place="hosts")
    assert [link.url for link in navigation.beside("hosts")] == [shown.url]
    shown.unpublish()
    clock = time.monotonic() + SECONDS_KEPT
    monkeypatch.setattr(remembered.time, "monotonic", lambda: clock)
    assert navigation.beside("hosts") == []


def test_links_beside_a_part_speak_the_readers_language_and_stay_out_of_the_menu() -> None:
    build()
    NavigationItemFactory(label="Good to know", place="takeovers")
    NavigationItemFactory(label="Warto wiedzieć", place="takeovers", polish=True)
    with translation.override("pl"):
        links = navigation.beside("takeovers")
        assert [(link.label, link.url) for link in links] == [("Warto wiedzieć", "/pl/help/")]
    request = RequestFactory().get("/")
    shown = [*navigation.menu(request, "menu"), *navigation.menu(request, "footer")]
    assert "Good to know" not in [link.label for link in shown]
