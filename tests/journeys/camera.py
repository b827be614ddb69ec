"""Keeps a picture of each stop of a journey, when somebody wants to look at them: SHOTS=folder."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Page

from tests.conftest import DESKTOP, PHONE


class Camera:
    """`camera(page, name)` keeps the page at 360 and at 1280 pixels; without SHOTS it does nothing."""

    def __init__(self, journey: str) -> None:
        self._folder = Path(os.environ["SHOTS"]) / journey if os.environ.get("SHOTS") else None
        self._count = 0

    def __call__(self, page: Page, name: str) -> None:
        if self._folder is None:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        self._count += 1
        before = page.viewport_size
        for size in (PHONE, DESKTOP):
            page.set_viewport_size(size)
            page.screenshot(
                path=self._folder / f"{self._count:02}-{name}-{size['width']}.png", full_page=True
            )
        if before is not None:
            page.set_viewport_size(before)
