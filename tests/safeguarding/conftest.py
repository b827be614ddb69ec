"""What tests of worries share: storage of their own, and two people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from accounts.models import User
from tests.factories.accounts import UserFactory
from tests.stores import use_own


@pytest.fixture(autouse=True)
def own_storage(settings: Any, tmp_path: Path) -> None:
    use_own(settings, tmp_path)


@pytest.fixture
def lead() -> User:
    return UserFactory(lead=True, first_name="Lee")


@pytest.fixture
def moderator() -> User:
    return UserFactory(moderator=True, first_name="Mo")
