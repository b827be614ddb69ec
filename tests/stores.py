"""Storage of a test's own, empty at its start."""

from __future__ import annotations

from pathlib import Path
from typing import Any


def use_own(settings: Any, folder: Path) -> None:
    """Let private and public storage hold nothing but what this test puts there, in `folder`."""
    own = {
        alias: {
            **settings.STORAGES[alias],
            "OPTIONS": {**settings.STORAGES[alias]["OPTIONS"], "location": folder / alias},
        }
        for alias in ("private", "public")
    }
    settings.STORAGES = {**settings.STORAGES, **own}
