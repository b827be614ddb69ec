"""Whether everybody who can be recognised in pictures has said yes to photos (S19, ADR 0138).

Who can be recognised is a subject of the ledger, whose yes is Purpose.PHOTO_AT_EVENT: a ticket of a
takeover, a young person's place at a meetup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Model

from consent import queries
from consent.enums import Purpose


def with_yes[Subject: Model](subjects: Sequence[Subject]) -> list[Subject]:
    """Return those of `subjects`, all of one model, whose photo yes stands today; three queries."""
    people = queries.people_of(subjects)
    return [one for one in subjects if queries.standing_of(people[str(one.pk)], Purpose.PHOTO_AT_EVENT).ok]


def missing(pictures: Iterable[tuple[int, Sequence[Model]]]) -> bool:
    """Whether anybody can be recognised whose photo yes is not on record.

    Of each picture: how many people can be recognised, and the subjects who they are.
    """
    named = list(pictures)
    if any(number != len(subjects) for number, subjects in named):
        return True
    everybody = {subject.pk: subject for _number, subjects in named for subject in subjects}
    return len(with_yes(list(everybody.values()))) != len(everybody)
