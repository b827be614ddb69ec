"""What a page weighs when a phone opens it for the first time (look: budgets)."""

from __future__ import annotations

import gzip
from collections.abc import Container

from playwright.sync_api import Page, Response

KB = 1024
BUDGETS = {"document": 15 * KB, "stylesheet": 12 * KB, "font": 65 * KB, "script": 12 * KB, "image": 100 * KB}
WHOLE = 150 * KB


def weigh(
    page: Page, address: str, *, compressed: Container[str] = ("stylesheet", "script")
) -> dict[str, int]:
    """Open `address` cold and return bytes by kind; kinds in `compressed` as gzip sends them."""
    sizes: dict[str, int] = {}

    def note(response: Response) -> None:
        kind, body = response.request.resource_type, response.body()
        sizes[kind] = sizes.get(kind, 0) + len(gzip.compress(body, 6) if kind in compressed else body)

    page.on("response", note)
    page.goto(address, wait_until="networkidle")
    page.remove_listener("response", note)
    return sizes


def too_heavy(sizes: dict[str, int], *, more_script: int = 0) -> dict[str, int]:
    """Return the kinds that are over their budget, and the whole if it is over its own."""
    allowed = BUDGETS | {"script": BUDGETS["script"] + more_script, "whole": WHOLE + more_script}
    weighed = sizes | {"whole": sum(sizes.values())}
    return {kind: size for kind, size in weighed.items() if size > allowed.get(kind, WHOLE)}
