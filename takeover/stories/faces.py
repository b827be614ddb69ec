"""Whether everybody who can be recognised in a picture has said yes to photos (S19).

Each recognisable child is a ticket of the takeover, whose photo yes is in the ledger of consent
(Purpose.PHOTO_AT_EVENT). Adults who can be recognised are not on record here, so a picture that shows
some is not shown: hosts are asked for pictures of hands, of what was made, of backs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from consent import queries as consent
from consent.enums import Purpose
from takeover.sign_ups.models import Ticket

if TYPE_CHECKING:
    from takeover.stories.models import WriteUp


def with_yes(tickets: Sequence[Ticket]) -> list[Ticket]:
    """Return those of `tickets` whose photo yes stands today; three queries."""
    people = consent.people_of(tickets)
    return [
        ticket for ticket in tickets if consent.standing_of(people[str(ticket.pk)], Purpose.PHOTO_AT_EVENT).ok
    ]


def missing(write_up: WriteUp) -> bool:
    """Whether anybody can be recognised whose photo yes is not on record."""
    named = [(one.recognisable, list(one.tickets.all())) for one in write_up.pictures.all()]
    everybody = {ticket.pk: ticket for _number, tickets in named for ticket in tickets}
    if any(number != len(tickets) for number, tickets in named):
        return True
    return len(with_yes(list(everybody.values()))) != len(everybody)
