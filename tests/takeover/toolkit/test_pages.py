"""The toolkit's pages: three doors, files that open, nothing that is not published."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from home.demo import build
from home.models import ContentPage, HomePage
from takeover.toolkit.enums import Audience, When
from takeover.toolkit.models import ToolkitIndexPage, ToolkitPage
from tests.factories.home import ContentPageFactory
from tests.factories.toolkit import (
    PDF,
    DocumentFactory,
    ToolkitIndexPageFactory,
    ToolkitPageFactory,
    download,
    item,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_pages")]
FRAME = 9  # any page of the site, with its languages (tests/home)
INDEX = "/toolkit/"


def read(client: Client, address: str = INDEX) -> str:
    """What stands between the menus of the page at `address`."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


# --- Doors -----------------------------------------------------------------------------------


def test_three_doors_in_one_order_whatever_the_order_of_writing(client: Client) -> None:
    toolkit = ToolkitIndexPageFactory(children_words="You are the boss.")
    for audience in reversed(Audience):
        ToolkitPageFactory(parent=toolkit, audience=audience, title=f"Page of {audience}")
    html = read(client)
    doors = [html.index(words) for words in ("For hosts", "For schools and groups", "For children")]
    assert doors == sorted(doors)
    assert html.index("You are the boss.") > doors[2]
    assert all(f"Page of {audience}" in html for audience in Audience)


def test_behind_a_door_pages_stand_in_the_order_of_a_takeover() -> None:
    toolkit = ToolkitIndexPageFactory()
    for when in (When.AFTER, When.BEFORE, When.BEFORE):
        ToolkitPageFactory(parent=toolkit, when=when)
    (door,) = toolkit.doors()
    assert [(when, len(pages)) for when, pages in door.groups] == [(When.BEFORE, 2), (When.AFTER, 1)]


def test_a_door_with_nothing_behind_it_is_not_there(client: Client) -> None:
    toolkit = ToolkitIndexPageFactory()
    ToolkitPageFactory(parent=toolkit, for_groups=True, draft=True)
    assert "There is nothing here yet." in read(client)
    ToolkitPageFactory(parent=toolkit)
    html = read(client)
    assert "For hosts" in html and "For schools and groups" not in html


@pytest.mark.parametrize("count", [1, 3])
def test_the_doors_cost_the_same_for_any_number(
    client: Client, django_assert_num_queries: Any, count: int
) -> None:
    """The pages, and which of them are closed."""
    toolkit = ToolkitIndexPageFactory()
    for _ in range(count):
        ToolkitPageFactory(parent=toolkit)
        ToolkitPageFactory(parent=toolkit, for_children=True)
    client.get(INDEX)
    with django_assert_num_queries(FRAME + 2):
        client.get(INDEX)


@pytest.mark.parametrize("count", [1, 3])
def test_a_page_costs_the_same_for_any_number_of_downloads(
    client: Client, django_assert_num_queries: Any, count: int
) -> None:
    """One level deeper is two more; two for the door's other pages; all files, and what is closed."""
    blocks = [download(DocumentFactory(), DocumentFactory(), title=f"Sheet {n}") for n in range(count)]
    page = ToolkitPageFactory(body=json.dumps(blocks))
    for _ in range(count):
        ToolkitPageFactory(parent=page.get_parent())
    client.get(page.url)
    with django_assert_num_queries(FRAME + 2 + 2 + 2):
        html = read(client, page.url)
    assert html.count("/documents/") == 2 * count


# --- Who sees what ---------------------------------------------------------------------------


def test_a_page_is_the_same_for_everybody_and_caches_may_keep_it(client: Client) -> None:
    """S10, S39, F15."""
    page = ToolkitPageFactory(body=json.dumps([{"type": "words", "value": "<p>Plan it.</p>"}]))
    for address in (INDEX, page.url):
        response = client.get(address)
        html = response.content.decode()
        assert "public" in response["Cache-Control"] and "max-age=50" in response["Cache-Control"]
        assert not response.cookies
        assert "style=" not in html and "<script" not in html


def test_nobody_sees_a_draft(client: Client) -> None:
    """Neither at its address, nor behind its door, beside another page, in the search or in the sitemap."""
    toolkit = ToolkitIndexPageFactory()
    shown = ToolkitPageFactory(parent=toolkit, title="Zeppelin rides", slug="open-zeppelin")
    draft = ToolkitPageFactory(parent=toolkit, draft=True, title="Zeppelin plans", slug="secret-zeppelin")
    call_command("update_index", verbosity=0)
    assert client.get(f"{INDEX}{draft.slug}/").status_code == 404
    search = client.get("/search/", {"q": "zeppelin"}).content.decode()
    sitemap = client.get("/sitemap-pages.xml").content.decode()
    for html in (read(client), read(client, shown.url), search, sitemap):
        assert draft.slug not in html
    for html in (read(client), search, sitemap):
        assert shown.slug in html


def test_a_page_for_staff_alone_is_behind_no_door(client: Client) -> None:
    page = ToolkitPageFactory(title="For us alone")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "For us alone" not in read(client)
    assert client.get(page.url).status_code == 302


def test_the_search_finds_words_of_a_page_and_of_its_lists(client: Client) -> None:
    lines = [item("Feed the pelican")]
    body = [{"type": "checklist", "value": {"heading": "", "lines": lines}}]
    page = ToolkitPageFactory(body=json.dumps(body))
    call_command("update_index", verbosity=0)
    assert page.url in client.get("/search/", {"q": "pelican"}).content.decode()


# --- Files -----------------------------------------------------------------------------------


def test_a_download_says_language_kind_and_size(client: Client) -> None:
    page = ToolkitPageFactory(body=json.dumps([download(DocumentFactory(file_size=41984))]))
    html = " ".join(read(client, page.url).split())
    assert 'hreflang="en"' in html
    words = re.sub("<[^>]+>", "", html.partition("hreflang")[2].partition("</a>")[0])
    assert words.endswith("A sheet: English (PDF · 41.0 KB)")


def test_a_reader_meets_their_own_language_first(client: Client) -> None:
    block = download(DocumentFactory())
    block["value"]["files"] += download(DocumentFactory(), language="pl")["value"]["files"]
    page = ToolkitPageFactory(body=json.dumps([block]))
    html = read(client, page.url)
    assert html.index('hreflang="en"') < html.index('hreflang="pl"')
    polish = page.copy_for_translation(Locale.objects.get(language_code="pl"), copy_parents=True, alias=True)
    html = read(client, polish.url)
    assert html.index('hreflang="pl"') < html.index('hreflang="en"')


def test_the_file_itself_opens_without_a_cookie(client: Client) -> None:
    document = DocumentFactory()
    response = client.get(document.url)
    assert b"".join(response.streaming_content) == PDF
    assert response["Content-Type"] == "application/pdf"
    assert not response.cookies


def test_a_private_file_is_neither_offered_nor_given(client: Client) -> None:
    """Also when its collection was closed after it was put on the page."""
    secret, open_one = DocumentFactory(private=True), DocumentFactory()
    page = ToolkitPageFactory(body=json.dumps([download(secret), download(open_one, title="Open")]))
    html = read(client, page.url)
    assert secret.url not in html and open_one.url in html
    response = client.get(secret.url)
    assert response.status_code == 302
    assert "nobody else has" not in response.content.decode()
    assert client.get(f"/media/{secret.file.name}").status_code == 404


def test_a_page_whose_only_file_is_deleted_still_reads(client: Client) -> None:
    document = DocumentFactory()
    page = ToolkitPageFactory(body=json.dumps([download(document, title="Gone")]))
    document.delete()
    assert "Gone" not in read(client, page.url)


# --- Where it stands -------------------------------------------------------------------------


def test_it_stands_below_the_home_page_once_and_holds_its_own_pages_only() -> None:
    home, toolkit = build(), ToolkitIndexPageFactory()
    assert ToolkitIndexPage.allowed_parent_page_models() == [HomePage]
    assert ToolkitPage.allowed_parent_page_models() == [ToolkitIndexPage]
    assert not ToolkitIndexPage.can_create_at(home)
    assert not ToolkitIndexPage.can_create_at(ContentPageFactory())
    assert not ContentPage.can_create_at(toolkit)
    assert not Page.can_create_at(ToolkitPageFactory(parent=toolkit))
