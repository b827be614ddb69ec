"""What tests of consent share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A page asked for in Polish leaves Polish behind in the test's own thread."""
    with translation.override("en"):
        yield
