"""Find the browser for the browser tests, or say what is missing.

`python -m tests.chromium` prints where it is, fetching Playwright's own where there is none, and
ends with 1 and a plain message when that is not possible either.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
MISSING = (
    "The browser tests need Chromium and found none. Install it (on Debian: apt-get install chromium), "
    "or let Playwright fetch its own (playwright install chromium), or point CHROMIUM_BIN at one."
)


def find(playwright: Playwright) -> Path | None:
    """Return Debian's Chromium, else Playwright's own, else None."""
    named = os.environ.get("CHROMIUM_BIN") or shutil.which("chromium") or shutil.which("chromium-browser")
    for candidate in (named, playwright.chromium.executable_path):
        if candidate and Path(candidate).is_file():
            return Path(candidate)
    return None


def main() -> int:
    with sync_playwright() as playwright:
        if path := find(playwright):
            print(f"Browser: {path}")
            return 0
    print("No Chromium here; asking Playwright for its own.", flush=True)
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False, timeout=600)
    with sync_playwright() as playwright:
        if path := find(playwright):
            print(f"Browser: {path}")
            return 0
    print(MISSING, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
