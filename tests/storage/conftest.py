"""Storage in a folder of the test's own, and on S3."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def own_disks(settings: Any, tmp_path: Path) -> Path:
    """Private and public storage below this test's own folder."""
    moved = {}
    for alias in ("private", "public"):
        given = settings.STORAGES[alias]
        moved[alias] = {**given, "OPTIONS": {**given["OPTIONS"], "location": tmp_path / alias}}
    settings.STORAGES = {**settings.STORAGES, **moved, "default": moved["public"]}
    return tmp_path


@pytest.fixture(params=["disk", pytest.param("s3", marks=pytest.mark.s3)])
def either(request: pytest.FixtureRequest) -> str:
    """The same test on disk and on a real S3 server."""
    request.getfixturevalue("own_disks" if request.param == "disk" else "s3_storage")
    return str(request.param)
