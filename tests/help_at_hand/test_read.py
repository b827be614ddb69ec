"""The help page answers whatever else is broken (S31, F6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from help_at_hand import copies, queries
from help_at_hand.facts import Help, Line
from help_at_hand.models import HelpText

FACTS = Help(
    heading="Talk to us",
    lead="It is free.",
    phone="08081 570 199",
    hours="Always.",
    emergency="Call 999.",
    lines=(Line("Night Light", "08081 570 142", "All night."),),
)


@pytest.fixture(autouse=True)
def no_copies() -> Iterator[None]:
    def clear() -> None:
        for code, _ in settings.LANGUAGES:
            copies.path(code).unlink(missing_ok=True)

    clear()
    yield
    clear()


@pytest.fixture
def database_down() -> Iterator[None]:
    """Every query fails, as when the server is gone."""

    def refuse(*args: Any) -> None:
        raise OperationalError("the database is away")

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_pages")
def test_the_page_shows_what_editors_wrote_and_keeps_a_copy(client: Client) -> None:
    response = client.get("/help/")
    html = response.content.decode()
    assert 'href="tel:08081570131"' in html and 'href="tel:999"' in html
    assert html.index("tel:999") < html.index("tel:08081570131"), "danger comes first"
    assert copies.read("en") == queries.from_database("en")
    assert not response.cookies, "S10"


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_pages")
def test_an_edit_renews_the_copy(client: Client) -> None:
    client.get("/help/")
    HelpText.objects.filter(locale__language_code="en").update(phone="08081 570 150")
    client.get("/help/")
    kept = copies.read("en")
    assert kept is not None and kept.phone == "08081 570 150"


@pytest.mark.django_db
@pytest.mark.parametrize(("prefix", "language"), [("", "en"), ("/ar", "ar")])
def test_the_kept_copy_answers_while_the_database_is_away(
    client: Client, database_down: None, prefix: str, language: str
) -> None:
    """F6."""
    copies.keep(language, FACTS)
    response = client.get(f"{prefix}/help/")
    html = response.content.decode()
    assert response.status_code == 200
    assert "tel:08081570199" in html and "tel:08081570142" in html and "tel:999" in html
    assert f'lang="{language}"' in html
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_what_is_built_in_answers_where_no_copy_was_ever_kept(client: Client, database_down: None) -> None:
    """F6."""
    html = client.get("/help/").content.decode()
    assert "tel:08081570131" in html and "tel:999" in html


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_pages")
def test_a_full_disk_does_not_take_the_page_away(client: Client) -> None:
    """F4."""
    with mock.patch("help_at_hand.copies.os.fsync", side_effect=OSError(28, "No space left on device")):
        assert client.get("/help/").status_code == 200


@pytest.mark.parametrize("broken", ["", "{", '{"phone": "1"}', "[]"])
def test_a_copy_that_cannot_be_read_counts_as_none(broken: str) -> None:
    copies.path("en").parent.mkdir(parents=True, exist_ok=True)
    copies.path("en").write_text(broken)
    assert copies.read("en") is None
    assert queries.without_database("en").phone


def test_a_copy_is_written_only_when_something_changed() -> None:
    assert copies.keep("en", FACTS) is True
    assert copies.keep("en", FACTS) is False
    assert copies.read("en") == FACTS


def test_only_languages_of_the_site_have_a_copy() -> None:
    with pytest.raises(ValueError, match="not a language"):
        copies.path("../../etc/passwd")


@pytest.mark.parametrize("template", ["500.html", "503.html", "400.html"])
@pytest.mark.parametrize("language", ["en", "pl", "ar"])
def test_error_pages_need_no_database_and_show_whom_to_call(template: str, language: str) -> None:
    """No database is allowed in this test: a query would fail it."""
    copies.keep(language, FACTS)
    with translation.override(language):
        html = render_to_string(template)
    assert "tel:08081570199" in html and "tel:999" in html
    assert f'lang="{language}"' in html and "<style" not in html and "style=" not in html


@pytest.mark.parametrize("template", ["500.html", "503.html"])
def test_error_pages_survive_missing_static_files(template: str, settings: Any) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    html = render_to_string(template)
    assert "stylesheet" not in html and "tel:999" in html


@pytest.mark.django_db
def test_a_page_that_is_not_there_still_says_whom_to_call(client: Client) -> None:
    response = client.get("/nowhere/")
    html = response.content.decode()
    assert response.status_code == 404
    assert "tel:08081570131" in html and 'href="/help/"' in html
    assert 'content="noindex"' in html


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_pages")
def test_a_page_that_breaks_still_says_whom_to_call(client: Client) -> None:
    client.raise_request_exception = False
    with mock.patch("home.views.render", side_effect=RuntimeError("broken")):
        response = client.get("/search/")
    assert response.status_code == 500
    assert "tel:999" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_pages")
def test_editors_see_the_page_before_it_is_public() -> None:
    text = HelpText.objects.get(locale__language_code="pl")
    request = RequestFactory().get("/")
    html = render_to_string(
        text.get_preview_template(request, ""), text.get_preview_context(request, ""), request=request
    )
    assert text.heading in html
