"""Things of another programme on an editor's page: in order, public ones only, asked for at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import pytest

from cms import elsewhere
from cms.elsewhere import Shown

ASKED: list[list[str]] = []


def boats(slugs: Sequence[str]) -> Mapping[str, Shown]:
    ASKED.append(list(slugs))
    return {slug: Shown(title=slug, url=f"/boats/{slug}/") for slug in slugs if slug != "sunk"}


@pytest.fixture(autouse=True)
def registered() -> Iterator[None]:
    ASKED.clear()
    elsewhere.register("/boats/", boats)
    yield
    elsewhere._finders.pop("/boats/")


def test_in_their_order_in_one_go() -> None:
    found = elsewhere.find(["/boats/red/", "/boats/sunk/", "/trains/x/", "/boats/blue/"])
    assert [one.title for one in found] == ["red", "blue"] and ASKED == [["red", "sunk", "blue"]]


def test_nobody_is_asked_for_nothing() -> None:
    assert elsewhere.find(["/trains/x/"]) == [] and ASKED == []
