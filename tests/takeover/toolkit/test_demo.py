"""The demo's toolkit: three languages, three doors, three sheets, and words a child can read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Page

from cms import navigation
from cms.models import NavigationItem
from config.demo import toolkit
from config.demo.toolkit import papers
from home.demo import build
from takeover.toolkit import sheets
from takeover.toolkit.enums import Audience
from takeover.toolkit.models import ToolkitIndexPage, ToolkitPage
from tests import reading

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "pl", "ar")
A4 = (595.28, 841.89)  # points
KB = 1024
CHILDRENS = [slug for slug, audience, _ in toolkit.ORDER if audience == Audience.CHILDREN]


def seed() -> None:
    build()
    toolkit.seed()


@pytest.fixture(scope="module", autouse=True)
def seeded(assets: Path, stage: Callable[..., Any]) -> Iterator[None]:
    with stage(seed):
        yield


def counts() -> tuple[int, int, int]:
    return Page.objects.count(), Document.objects.count(), NavigationItem.objects.count()


def test_seeding_twice_is_seeding_once_and_changes_nothing() -> None:
    ToolkitPage.objects.filter(slug="my-plan", locale__language_code="en").update(title="Ours now")
    before = counts()
    toolkit.seed()
    assert counts() == before
    assert ToolkitPage.objects.filter(title="Ours now").exists()


def test_every_page_is_there_in_every_language_block_by_block() -> None:
    pages = [*ToolkitIndexPage.objects.all(), *ToolkitPage.objects.all()]
    assert len(pages) == len(LANGUAGES) * (1 + len(toolkit.ORDER))
    assert all(page.live and page.alias_of_id is None for page in pages)
    for page in ToolkitPage.objects.filter(locale__language_code="en"):
        for one in page.get_translations():
            assert [block.id for block in one.body] == [block.id for block in page.body], page.slug
            assert [block.block_type for block in one.body] == [block.block_type for block in page.body]
            assert one.title != page.title and one.search_description != page.search_description
            assert (one.audience, one.when, one.tint) == (page.audience, page.when, page.tint)


def test_an_editor_can_save_every_page_as_it_is() -> None:
    """No word of the demo is longer than its field, which SQLite would not say."""
    for page in [*ToolkitIndexPage.objects.all(), *ToolkitPage.objects.all()]:
        page.full_clean()
        if isinstance(page, ToolkitPage):
            page.body.stream_block.clean(page.body)
    for item in NavigationItem.objects.exclude(page=None):
        item.full_clean()


@pytest.mark.parametrize("prefix", ["/", "/pl/", "/ar/"])
def test_every_page_and_file_answers_and_is_light(client: Client, prefix: str) -> None:
    """Look: 15 KB of HTML. From the way in, as a reader goes."""
    html = client.get(f"{prefix}toolkit/").content.decode()
    addresses = set(re.findall(rf'href="({prefix}toolkit/[a-z-]+/)"', html))
    assert len(addresses) == len(toolkit.ORDER)
    files: set[str] = set()
    links: set[str] = set()
    for address in {f"{prefix}toolkit/", *addresses}:
        response = client.get(address)
        html = response.content.decode()
        assert response.status_code == 200
        assert len(response.content) <= 15 * KB, address
        assert html.count("<h1") == 1
        assert not response.cookies
        files |= set(re.findall(r'href="(/documents/[^"]+)"', html))
        links |= set(re.findall(r'href="(/[^"#?]*)"', html.partition("<main")[2].partition("</main>")[0]))
    for link in links:
        response = client.get(link)
        assert response.status_code == 200, link
        assert b"".join(response) != b""
    assert len(files) == len(LANGUAGES) * len(papers.WORDS["en"])


@pytest.mark.parametrize("slug", CHILDRENS)
def test_a_nine_year_old_can_read_a_childs_page(client: Client, slug: str) -> None:
    """The Automated Readability Index of the English words, and 12 words a sentence."""
    html = client.get(f"/toolkit/{slug}/").content.decode()
    found = reading.sentences(re.sub(r'<a class="button" href="/documents/.*?</a>', "", html))
    assert reading.index(found) <= reading.READ_AT_NINE, sorted(found, key=len)[-5:]
    assert [one for one in found if len(reading.words(one)) > 12] == []


def test_a_nine_year_old_can_read_a_childs_sheet() -> None:
    sheet = papers.WORDS["en"]["plan"]
    said = [sheet.title, sheet.lead, sheet.foot]
    said += [line for part in sheet.parts for line in (part.heading, *part.says)]
    found = reading.sentences("<main>" + "".join(f"<p>{line}</p>" for line in said) + "</main>")
    assert reading.index(found) <= reading.READ_AT_NINE
    assert max(len(reading.words(one)) for one in found) <= 12


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["checklist", "letter", "plan"])
def test_a_sheet_is_one_tagged_page_of_a4(name: str, language: str) -> None:
    """S27: language, title and tags, and its own fonts; a page that fits every printer's tray."""
    document = Document.objects.get(file__contains=f"takeover-{name}-{language}")
    with document.file.open() as file:
        content = file.read()
    paper = pypdfium2.PdfDocument(content)
    assert len(paper) == 1
    assert paper[0].get_size() == pytest.approx(A4, abs=0.5)
    assert paper.get_metadata_value("Title") == papers.WORDS[language][name].title
    for sign in (b"/StructTreeRoot", b"/MarkInfo", b"pdfuaid", b"/FontFile"):
        assert sign in content, sign
    assert re.search(rb"/Lang ?\(" + language.encode(), content)
    assert document.file_size == len(content) < 60 * KB


def test_an_arabic_sheet_begins_at_the_right(assets: Path) -> None:
    page = pypdfium2.PdfDocument(sheets.pdf(papers.WORDS["ar"]["plan"], language="ar"))[0]
    text = page.get_textpage()
    found = text.search("Heard").get_next()
    assert found is not None
    left, *_ = text.get_charbox(found[0])
    assert left > A4[0] / 2


def test_every_line_of_a_sheet_stays_on_the_paper() -> None:
    for words in papers.WORDS.values():
        assert {name: len(sheet.parts) for name, sheet in words.items()} == {
            name: len(sheet.parts) for name, sheet in papers.WORDS["en"].items()
        }
    page = pypdfium2.PdfDocument(sheets.pdf(papers.WORDS["pl"]["checklist"], language="pl"))[0]
    text = page.get_textpage()
    for place in range(text.count_chars()):
        left, bottom, right, top = text.get_charbox(place)
        assert left >= 0 and right <= A4[0] and bottom >= 0 and top <= A4[1]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/takeovers/", "Toolkit for"),
        ("/pl/takeovers/host/", "Narzędzia"),
        ("/ar/takeovers/groups/", "أدوات"),
    ],
)
def test_people_find_it_from_where_they_are(client: Client, address: str, words: str) -> None:
    navigation.forget()
    html = client.get(address).content.decode()
    link = re.search(rf'<a href="([^"]+)">{words}', html)
    assert link is not None
    assert client.get(link[1]).status_code == 200
