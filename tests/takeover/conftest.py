"""Empty storage of its own for each test, and one open season where it is asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from takeover.models import Season
from tests.factories.takeover import SeasonFactory
from tests.stores import use_own


@pytest.fixture(autouse=True)
def own_storage(settings: Any, tmp_path: Path) -> None:
    use_own(settings, tmp_path)


@pytest.fixture
def season(db: None) -> Season:
    return SeasonFactory()
