"""Questions of the ledger as one voice reads and answers them on our own pages, each by itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language

from consent import queries
from consent.enums import Party, Purpose
from consent.models import Person, Wording
from consent.wordings import said_as
from people.numbers import whole_number


@dataclass(frozen=True, slots=True)
class Question:
    """One question and what this voice said to it last: yes, no, or nothing."""

    purpose: Purpose
    title: str | Promise
    words: Wording
    said: bool | None


def ask(person: Person, party: Party, titles: Mapping[Purpose, str | Promise]) -> list[Question]:
    """Return the questions of `titles` to `party` about a person from rows of queries.people."""
    language = get_language() or "en"
    return [
        Question(
            purpose,
            title,
            queries.wording(purpose, party, language),
            queries.own_word(person, party, purpose),
        )
        for purpose, title in titles.items()
    ]


def read(party: Party, purpose: Purpose, key: str) -> Wording:
    """Return the very words that stood above the button, if they are words for this question."""
    rows = Wording.objects.filter(purpose=purpose, party=said_as(party))
    number = whole_number(key)
    found = rows.filter(pk=number).first() if number is not None else None
    return found or queries.wording(purpose, party, get_language() or "en")
