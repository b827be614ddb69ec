"""What tests of films share: empty storage of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def own_storage(settings: Any, tmp_path: Path) -> None:
    """Private and public storage that hold nothing but what this test puts there."""
    stores = {
        alias: {
            **settings.STORAGES[alias],
            "OPTIONS": {**settings.STORAGES[alias]["OPTIONS"], "location": tmp_path / alias},
        }
        for alias in ("private", "public")
    }
    settings.STORAGES = {**settings.STORAGES, **stores}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A page asked for in Polish leaves Polish behind in the test's own thread."""
    with translation.override("en"):
        yield
