"""Children and grown-ups in a real browser, on a live site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.journeys.making import Making


@pytest.fixture
def clip(tmp_path: Path) -> Path:
    """A file as a phone would have it; small, since nobody watches it here."""
    path = tmp_path / "my film.mp4"
    path.write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 1200)
    return path


@pytest.fixture
def making(live_site: LiveServer, axe: Callable[[Page], None], clip: Path) -> Callable[..., Making]:
    """`making(page)`, `making(page, "/ar")`: the making journey in that page."""

    def begin(page: Page, language: str = "") -> Making:
        return Making(page=page, site=live_site.url, language=language, clip=clip, axe=axe)

    return begin
