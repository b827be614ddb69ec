"""Search, robots, sitemap."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from tests.factories.home import ContentPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_pages")]


def index() -> None:
    """What the worker does after each save."""
    call_command("update_index", verbosity=0)


def test_search_finds_published_words_of_the_readers_language(client: Client) -> None:
    index()
    assert "/privacy/children/" in client.get("/search/", {"q": "birthday"}).content.decode()
    assert "/pl/privacy/children/" in client.get("/pl/search/", {"q": "urodziny"}).content.decode()
    assert "/privacy/children/" not in client.get("/pl/search/", {"q": "birthday"}).content.decode()


def test_search_does_not_find_drafts(client: Client) -> None:
    """A draft with the very word asked for."""
    ContentPageFactory(draft=True, title="Zeppelin plans", slug="secret-zeppelin")
    index()
    assert "secret-zeppelin" not in client.get("/search/", {"q": "zeppelin"}).content.decode()
    ContentPageFactory(title="Zeppelin rides", slug="open-zeppelin")
    index()
    assert "open-zeppelin" in client.get("/search/", {"q": "zeppelin"}).content.decode()


@pytest.mark.parametrize(
    "query", ["<script>alert(1)</script>", '"', "a" * 5000, "'; DROP", "\x00", "* AND (", "١"]
)
def test_search_takes_any_words_and_trusts_none(client: Client, query: str) -> None:
    response = client.get("/search/", {"q": query})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode()
    assert not response.cookies


def test_search_is_kept_by_nobody(client: Client) -> None:
    assert "no-store" in client.get("/search/", {"q": "film"})["Cache-Control"]


def test_search_engines_leave_codes_and_persons_alone(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    for address in ("/admin/", "/my-film/", "/films/make/", "/say-yes-or-no/"):
        assert f"Disallow: {address}" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_finders_of_holes_are_told_whom_to_write_to(client: Client, settings: Any) -> None:
    """RFC 9116: a contact, and an end that has not passed."""
    settings.SECURITY_EMAIL = "holes@heard.example"
    lines = client.get("/.well-known/security.txt").content.decode().splitlines()
    told = dict(line.split(": ", 1) for line in lines)
    assert told["Contact"] == "mailto:holes@heard.example"
    assert datetime.fromisoformat(told["Expires"]) > timezone.now() + timedelta(days=30)


def test_the_sitemap_names_published_pages_of_every_language_and_no_draft(client: Client) -> None:
    ContentPageFactory(draft=True, slug="not-yet")
    index = client.get("/sitemap.xml").content.decode()
    assert "/sitemap-pages.xml" in index
    pages = client.get("/sitemap-pages.xml").content.decode()
    assert "/privacy/</loc>" in pages and "/ar/privacy/</loc>" in pages
    assert "not-yet" not in pages
