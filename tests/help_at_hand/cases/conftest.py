"""What tests of help cases share: the way of a child through the journey, and words to listen for."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.stores import use_own

DANGER = "He said he will kill me"
ANSWERS = {
    "safe": {"safe": "yes"},
    "words": {"words": "They moved me and nobody asked me."},
    "way": {"way": "code"},
    "age": {"age_band": "10-12"},
    "area": {"region": "unsaid"},
    "name": {"name": "Kit"},
}


@pytest.fixture(autouse=True)
def own_storage(settings: Any, tmp_path: Path) -> None:
    use_own(settings, tmp_path)


@pytest.fixture
def walk() -> Callable[..., HttpResponse]:
    """`walk(client, words={…}, until="way")` answers the questions up to and with `until`."""

    def go(client: Client, *, until: str = "name", prefix: str = "", **given: dict[str, str]) -> Any:
        answers = {**ANSWERS, **given}
        response: Any = None
        address = f"{prefix}/help/write/safe/"
        for _ in range(12):
            slug = address.rstrip("/").rpartition("/")[2]
            if slug == "check":
                return response
            response = client.post(address, answers[slug])
            assert response.status_code == 302, (slug, response.content.decode()[:2000])
            if slug == until:
                return response
            address = response["Location"]
        return response

    return go


@pytest.fixture
def send(walk: Callable[..., HttpResponse]) -> Callable[..., str]:
    """`send(client, words={…})` sends everything and returns the code."""

    def go(client: Client, **given: Any) -> str:
        walk(client, **given)
        prefix = given.get("prefix", "")
        assert client.post(f"{prefix}/help/write/check/").status_code == 302
        page = client.get(f"{prefix}/help/write/done/").content.decode()
        found = re.search(r"ticket__code\">([^<]+)<", page)
        assert found is not None, page
        return found[1]

    return go
