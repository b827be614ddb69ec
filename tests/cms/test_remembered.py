"""What a process remembers is never older than a page may be (F15), and never much."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.test import Client
from wagtail.models import Site

from cms import remembered
from cms.caching import SECONDS_KEPT
from cms.models import SiteSettings
from cms.remembered import MOST, Remembered


def test_it_is_read_once_and_again_when_it_is_old(monkeypatch: pytest.MonkeyPatch) -> None:
    known: Remembered[str, int] = Remembered()
    told = iter([1, 2])
    assert [known.get("a", lambda: next(told)) for _ in range(3)] == [1, 1, 1]
    later = time.monotonic() + SECONDS_KEPT
    monkeypatch.setattr(remembered.time, "monotonic", lambda: later)
    assert known.get("a", lambda: next(told)) == 2


def test_nothing_found_is_remembered_too() -> None:
    known: Remembered[str, dict[str, int]] = Remembered()
    reads: list[int] = []

    def read() -> dict[str, int]:
        reads.append(1)
        return {}

    assert [known.get("a", read) for _ in range(2)] == [{}, {}]
    assert reads == [1]


def test_a_thousand_keys_do_not_fill_the_memory() -> None:
    known: Remembered[int, int] = Remembered()
    for key in range(1000):
        assert known.get(key, lambda key=key: key) == key
    assert len(known._known) <= MOST


@pytest.mark.django_db
def test_a_site_is_called_as_its_editors_say_and_each_host_as_its_own(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """A new name is on every page at the latest when a page's copies are over; hosts do not share one."""
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    first = Site.objects.get()
    other = Site.objects.create(hostname="two.example", root_page=first.root_page)
    for site, name in ((first, "Heard"), (other, "Listened")):
        SiteSettings.objects.update_or_create(site=site, defaults={"name": name})

    def page(host: str) -> str:
        return Client(headers={"host": host}).get("/pledge/where/").content.decode()

    assert "Heard</title>" in page("one.example")
    assert "Listened</title>" in page("two.example")
    SiteSettings.objects.filter(site=first).update(name="Seen")
    later = time.monotonic() + SECONDS_KEPT
    monkeypatch.setattr(remembered.time, "monotonic", lambda: later)
    assert "Seen</title>" in page("one.example")
