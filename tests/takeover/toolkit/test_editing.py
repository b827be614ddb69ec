"""Editors write a page, put a file on it and translate it; nobody else does."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.documents.models import Document
from wagtail.models import Collection, Locale
from wagtail.test.utils.form_data import nested_form_data, streamfield
from wagtail_localize.models import StringSegment, Translation

from takeover.toolkit.models import ToolkitIndexPage, ToolkitPage
from tests.factories.accounts import UserFactory
from tests.factories.toolkit import PDF, DocumentFactory, ToolkitIndexPageFactory, ToolkitPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_pages")]


@pytest.fixture
def toolkit() -> ToolkitIndexPage:
    return ToolkitIndexPageFactory()


@pytest.fixture
def editor(client: Client) -> Client:
    client.force_login(UserFactory(editor=True, is_staff=True))
    return client


def written(*files: tuple[Document, str], **fields: Any) -> dict[str, Any]:
    """What the editor's form sends: a checklist, and a download with `files`."""
    rows = streamfield([])
    listed = {
        "count": str(len(files)),
        **{
            str(at): {
                "id": "",
                "deleted": "",
                "order": str(at),
                "type": "item",
                "value": {"document": str(document.pk), "language": language},
            }
            for at, (document, language) in enumerate(files)
        },
    }
    lines = {
        "count": "1",
        "0": {"id": "", "deleted": "", "order": "0", "type": "item", "value": "Ask who can say yes"},
    }
    rows = streamfield(
        [
            ("checklist", {"heading": "Before", "lines": lines}),
            ("download", {"title": "A sheet", "words": "", "files": listed}),
        ]
    )
    return nested_form_data(
        {
            "title": "Plan it",
            "slug": "plan-it",
            "audience": "hosts",
            "when": "before",
            "lead": "One person plans.",
            "body": rows,
            "tint": "takeovers",
            "action-publish": "yes",
            "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0", "MIN_NUM_FORMS": "0", "MAX_NUM_FORMS": ""},
            **fields,
        }
    )


def add(client: Client, toolkit: ToolkitIndexPage, data: dict[str, Any]) -> Any:
    return client.post(f"/admin/pages/add/toolkit/toolkitpage/{toolkit.pk}/", data)


def test_an_editor_uploads_a_file_writes_a_page_and_publishes_it(
    editor: Client, toolkit: ToolkitIndexPage
) -> None:
    sent = {
        "title": "A sheet",
        "file": SimpleUploadedFile("sheet.pdf", PDF),
        "collection": Collection.get_first_root_node().pk,
    }
    assert editor.post("/admin/documents/add/", sent).status_code in (200, 302)
    document = Document.objects.get(title="A sheet")
    response = add(editor, toolkit, written((document, "en")))
    assert response.status_code == 302, response.context and response.context["form"].errors
    html = Client().get("/toolkit/plan-it/").content.decode()
    assert "Ask who can say yes" in html and document.url in html


def test_a_language_twice_is_refused(editor: Client, toolkit: ToolkitIndexPage) -> None:
    response = add(editor, toolkit, written((DocumentFactory(), "en"), (DocumentFactory(), "en")))
    assert response.status_code == 200
    assert "There are two files in one language." in response.content.decode()
    assert not ToolkitPage.objects.exists()


def test_a_private_file_is_refused(editor: Client, toolkit: ToolkitIndexPage) -> None:
    response = add(editor, toolkit, written((DocumentFactory(private=True), "en")))
    assert response.status_code == 200
    assert "One file lies in a private collection" in response.content.decode()
    assert not ToolkitPage.objects.exists()


def test_an_editor_translates_a_page_and_its_files_come_along(
    editor: Client, toolkit: ToolkitIndexPage
) -> None:
    """Words are translated; files stay those of the download, each in its own language."""
    document = DocumentFactory()
    add(editor, toolkit, written((document, "pl")))
    page = ToolkitPage.objects.get(locale__language_code="en")
    polish = Locale.objects.get(language_code="pl")
    for one in (toolkit, page):
        address = f"/admin/localize/submit/page/{one.pk}/"
        assert editor.post(address, {"locales": [polish.pk]}).status_code == 302
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale=polish)
    words = {"title": "Plan", "slug": "plan", "Ask who can say yes": "Kto może się zgodzić?"}
    for segment in StringSegment.objects.filter(source=translation.source):
        said = words.get(segment.context.path) or words.get(segment.string.data)
        if said:
            editor.put(
                f"/admin/localize/translate/{translation.pk}/strings/{segment.pk}/edit/",
                f"value={said}",
                content_type="application/x-www-form-urlencoded",
            )
    copy = page.get_translation(polish)
    assert editor.post(f"/admin/pages/{copy.pk}/edit/", {"action": "publish"}).status_code == 302
    copy = page.get_translation(polish)
    assert copy.alias_of_id is None and copy.live
    html = Client().get(copy.url).content.decode()
    assert "Kto może się zgodzić?" in html and document.url in html
    assert 'hreflang="pl"' in html
    assert copy.audience == page.audience


def test_those_who_review_write_no_pages_here(client: Client, toolkit: ToolkitIndexPage) -> None:
    client.force_login(UserFactory(moderator=True, is_staff=True))
    assert add(client, toolkit, written((DocumentFactory(), "en"))).status_code in (302, 403)
    page = ToolkitPageFactory(parent=toolkit)
    assert client.get(f"/admin/pages/{page.pk}/edit/").status_code in (302, 403)
    assert list(ToolkitPage.objects.filter(locale__language_code="en")) == [page]


def test_editors_put_links_beside_pages(editor: Client) -> None:
    assert editor.get("/admin/snippets/cms/navigationitem/add/").status_code == 200
