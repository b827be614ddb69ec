"""What tests of films share: empty storage of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.stores import use_own


@pytest.fixture(autouse=True)
def own_storage(settings: Any, tmp_path: Path) -> None:
    use_own(settings, tmp_path)
