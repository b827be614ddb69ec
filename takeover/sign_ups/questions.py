"""The three questions about one ticket, each by itself, as one voice reads and answers them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from consent import queries as consent
from consent import questions
from consent.enums import Party, Purpose
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


def ask(ticket: Ticket, party: Party) -> list[questions.Question]:
    """Return the questions to `party`, the first of which is whether to come at all."""
    person = consent.people(ticket)[0]
    return questions.ask(person, party, CHILD if party == Party.CHILD else GROWN_UP)
