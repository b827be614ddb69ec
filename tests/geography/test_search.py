"""A local authority by its name or a part of it, in a plain form."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from geography import queries
from geography.forms import AuthorityForm

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("leeds", ["Leeds"]),
        ("St Helens", ["St. Helens"]),
        ("hull", ["Kingston upon Hull, City of"]),
        ("city of bristol", ["Bristol, City of"]),
        ("derby", ["Derby"]),
        ("derb", ["Derby", "Derbyshire"]),
        ("Sout Tyn", ["South Tyneside"]),
        ("westmorland & furness", ["Westmorland and Furness"]),
        ("North Yorks", ["North Yorkshire"]),
        ("Atlantis", []),
        ("  ", []),
        ("1234", []),
    ],
)
def test_search(words: str, found: list[str]) -> None:
    """Case, dots, commas and the order of words do not count; an exact name comes alone."""
    assert [authority.name for authority in queries.search(words)] == found


@pytest.mark.parametrize(("words", "many"), [("leeds", 1), ("north", 3)])
def test_search_reads_names_and_then_what_fits(words: str, many: int) -> None:
    """As much for many as for one, and the region of each is there."""
    with CaptureQueriesContext(connection) as captured:
        found = queries.search(words)
        assert all(authority.region.name for authority in found)
    assert len(found) >= many
    assert len(captured) == 2


def test_one_that_fits_is_chosen() -> None:
    form = AuthorityForm({"words": "Gateshead"})
    assert form.is_valid()
    assert form.chosen is not None and form.chosen.name == "Gateshead"
    assert "authority" not in form.fields


def test_several_that_fit_are_offered_and_one_is_picked() -> None:
    form = AuthorityForm({"words": "derb"})
    assert not form.is_valid()
    assert [label for _, label in form.fields["authority"].choices] == ["Derby", "Derbyshire"]
    code = form.found[1].code
    picked = AuthorityForm({"words": "derb", "authority": code})
    assert picked.is_valid()
    assert picked.chosen is not None and picked.chosen.name == "Derbyshire"


def test_one_that_was_not_offered_cannot_be_picked() -> None:
    leeds = queries.search("leeds")[0]
    form = AuthorityForm({"words": "derb", "authority": leeds.code})
    assert not form.is_valid()
    assert form.chosen is None


@pytest.mark.parametrize(
    ("words", "told"),
    [("LS1 4DY", "postcodes"), ("ls1", "postcodes"), ("Atlantis", "do not know"), ("", "required")],
)
def test_words_that_lead_nowhere_are_explained(words: str, told: str) -> None:
    """A postcode is no name: we have no table of postcodes, and say so."""
    form = AuthorityForm({"words": words})
    assert not form.is_valid()
    assert form.chosen is None
    assert told in form.errors["words"][0]


def test_a_long_text_is_not_even_searched_and_nothing_typed_is_kept() -> None:
    """S38: one text of two megabytes cost three seconds, and stayed in memory."""
    long = "ab " * (queries.LONGEST_WORDS * 100)
    queries.search("leeds")
    kept = queries._words_of_name.cache_info().currsize
    with CaptureQueriesContext(connection) as captured:
        form = AuthorityForm({"words": long})
        assert not form.is_valid()
    assert "80" in form.errors["words"][0]
    assert not captured
    for number in range(9):
        queries.search(f"leeds{'x' * number}")
    assert queries._words_of_name.cache_info().currsize == kept


def test_blanks_around_a_name_do_not_count() -> None:
    assert AuthorityForm({"words": f"{' ' * queries.LONGEST_WORDS}Leeds "}).is_valid()
