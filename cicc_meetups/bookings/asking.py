"""The question about photos: how it is put to each voice, and how the answers stand (S7, S19, ADR 0175)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cicc_meetups.bookings.models import YoungPerson
from consent import queries as consent
from consent import questions
from consent.enums import Party, Purpose
from consent.models import Person
from consent.rules import Outcome

_CHILD = {Purpose.PHOTO_AT_EVENT: _("Can we take a photo of you?")}
_GROWN_UP = {Purpose.PHOTO_AT_EVENT: _("May photos be taken of them on the day?")}
WHO: dict[Party, str | Promise] = {
    Party.CHILD: _("the young person"),
    Party.GUARDIAN: _("a parent or carer"),
    Party.AUTHORITY: _("the local authority"),
}


@dataclass(frozen=True, slots=True)
class Stand:
    """How the question stands for one young person; `missing` have not answered, and a no ends asking.

    Never says who said no.
    """

    person: YoungPerson
    outcome: Outcome
    missing: list[Party]

    @property
    def photos(self) -> bool:
        """Whether photos may be taken: only with every yes."""
        return self.outcome is Outcome.YES

    @property
    def refused(self) -> bool:
        return self.outcome is Outcome.NO

    @property
    def waits_for(self) -> list[str | Promise]:
        return [WHO[party] for party in self.missing]


def stands(people: Sequence[YoungPerson]) -> list[Stand]:
    """Return how it stands for each; three queries."""
    found = consent.people_of(people)
    return [_stand(person, found[str(person.pk)]) for person in people]


def ask(person: YoungPerson, party: Party) -> questions.Question:
    """Return the question to `party`, with what they said last."""
    record = consent.people(person)[0]
    return questions.ask(record, party, _CHILD if party == Party.CHILD else _GROWN_UP)[0]


def _stand(person: YoungPerson, record: Iterable[Person]) -> Stand:
    standing = consent.standing_of(record, Purpose.PHOTO_AT_EVENT)
    no = standing.outcome is Outcome.NO
    return Stand(person, standing.outcome, [] if no else [voice.party for voice in standing.missing])
