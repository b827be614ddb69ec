"""The demo's pages: in three languages, once."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Page, Site

from cicc_meetups.models import MeetupIndexPage
from cms.models import NavigationItem
from help_at_hand.models import HelpText
from home.demo import build
from home.models import ContentPage, HomePage
from people.leaving import ELSEWHERE
from tests import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_pages")]
PATHS = ("", "about/", "privacy/", "privacy/children/", "accessibility/", "easy-read/", "meetups/")
FOR_CHILDREN = ("", "about/", "privacy/children/", "easy-read/", "help/", "meetups/")


def counts() -> tuple[int, int, int]:
    return Page.objects.count(), NavigationItem.objects.count(), HelpText.objects.count()


def test_building_twice_is_building_once() -> None:
    first = build()
    before = counts()
    assert build() == first
    assert counts() == before


def test_what_an_editor_changed_stays_changed() -> None:
    home = build()
    HomePage.objects.filter(pk=home.pk).update(claim="Changed by an editor.")
    about = ContentPage.objects.get(slug="about", locale__language_code="pl")
    ContentPage.objects.filter(pk=about.pk).update(title="Changed too")
    build()
    home.refresh_from_db()
    about.refresh_from_db()
    assert (home.claim, about.title) == ("Changed by an editor.", "Changed too")


def test_the_welcome_page_of_the_framework_is_gone() -> None:
    home = build()
    assert Site.objects.get(is_default_site=True).root_page_id == home.pk
    assert {type(page.specific) for page in Page.objects.filter(depth=2)} == {HomePage}


@pytest.mark.parametrize("prefix", ["/", "/pl/", "/ar/"])
@pytest.mark.parametrize("path", PATHS)
def test_every_page_answers_in_every_language(client: Client, prefix: str, path: str) -> None:
    response = client.get(prefix + path)
    html = response.content.decode()
    language = prefix.strip("/") or "en"
    assert response.status_code == 200
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in html
    assert html.count("<h1") == 1
    assert not response.cookies, "S10: a public page sets no cookie"
    assert "style=" not in html and "<script" not in html, "S39"


def test_translations_are_translations_and_line_up_block_by_block() -> None:
    for page in [
        *HomePage.objects.filter(locale__language_code="en"),
        *ContentPage.objects.filter(locale__language_code="en"),
        *MeetupIndexPage.objects.filter(locale__language_code="en"),
    ]:
        translations = list(page.get_translations().specific())
        assert {one.locale.language_code for one in translations} == {"pl", "ar"}
        for one in translations:
            assert one.alias_of_id is None and one.title
            assert [block.id for block in one.body] == [block.id for block in page.body]
            assert one.search_description != page.search_description


@pytest.mark.parametrize("path", FOR_CHILDREN)
def test_a_nine_year_old_can_read_childrens_pages(client: Client, path: str) -> None:
    """The Automated Readability Index of the English words."""
    found = reading.sentences(client.get(f"/{path}").content.decode())
    assert len(found) > 5
    assert reading.index(found) <= reading.READ_AT_NINE, sorted(found, key=len)[-5:]


def test_no_link_of_the_demo_leads_nowhere(client: Client) -> None:
    """Every address in the pages and menus answers."""
    import re

    seen: set[str] = set()
    todo = {"/", "/pl/", "/ar/"}
    while todo:
        address = todo.pop()
        seen.add(address)
        response = client.get(address)
        if getattr(response, "url", "") == ELSEWHERE:
            continue  # 'leave this page fast' leads away, and means to
        if response.status_code == 302:  # to the newest year, or to sign in
            response = client.get(address, follow=True)
        assert response.status_code == 200, address
        if response["Content-Type"].startswith("text/html"):
            found = re.findall(r'href="(/[^"#?]*)"', response.content.decode())
            away = {one for one in found if one.startswith("/static/") or one.endswith("/help/leave/")}
            todo |= set(found) - away - seen
    assert len(seen) > 15
