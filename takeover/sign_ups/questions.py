"""The three questions about one ticket, each by itself, as one voice reads and answers them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from consent import queries as consent
from consent.enums import Party, Purpose
from consent.models import Wording
from consent.wordings import said_as
from takeover.sign_ups import queries
from takeover.sign_ups.models import Ticket

CHILD = {
    Purpose.TAKE_PART: _("Do you want to come?"),
    Purpose.SHARE_WITH_HOST: _("Can the people there know your name?"),
    Purpose.PHOTO_AT_EVENT: _("Can we take a photo of you?"),
}
GROWN_UP = {
    Purpose.TAKE_PART: _("May this child come?"),
    Purpose.SHARE_WITH_HOST: _("May the host know their first name and what they need?"),
    Purpose.PHOTO_AT_EVENT: _("May photos be taken of them on the day?"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question and what this voice said to it last: yes, no, or nothing."""

    purpose: Purpose
    title: str | Promise
    words: Wording
    said: bool | None


def ask(ticket: Ticket, party: Party) -> list[Question]:
    """Return the questions to `party`, the first of which is whether to come at all."""
    person = consent.people(ticket)[0]
    language = get_language() or "en"
    titles = CHILD if party == Party.CHILD else GROWN_UP
    return [
        Question(
            purpose,
            titles[purpose],
            consent.wording(purpose, party, language),
            queries.own_word(person, party, purpose),
        )
        for purpose in queries.PURPOSES
    ]


def read(party: Party, purpose: Purpose, key: str) -> Wording:
    """Return the very words that stood above the button, if they are words for this question."""
    rows = Wording.objects.filter(purpose=purpose, party=said_as(party))
    found = rows.filter(pk=key).first() if key.isascii() and key.isdigit() else None
    return found or consent.wording(purpose, party, get_language() or "en")
