"""Empty storage of its own for each test, and one open season where it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from takeover.models import Season
from tests.factories.takeover import SeasonFactory


@pytest.fixture(autouse=True)
def own_storage(settings: Any, tmp_path: Path) -> None:
    """Private storage that holds nothing but what this test puts there."""
    private = settings.STORAGES["private"]
    own = {**private, "OPTIONS": {**private["OPTIONS"], "location": tmp_path / "private"}}
    settings.STORAGES = {**settings.STORAGES, "private": own}


@pytest.fixture
def season(db: None) -> Season:
    return SeasonFactory()
