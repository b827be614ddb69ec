"""What tests of worries share: storage of their own, and three people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from tests.factories.accounts import UserFactory


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


@pytest.fixture
def lead() -> User:
    return UserFactory(lead=True, first_name="Lee")


@pytest.fixture
def second_lead() -> User:
    return UserFactory(lead=True, first_name="Dee")


@pytest.fixture
def moderator() -> User:
    return UserFactory(moderator=True, first_name="Mo")
