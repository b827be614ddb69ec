"""Asking a grown-up for a child's yes by an e-mailed link (the ledger's own pages)."""

from __future__ import annotations

from django.db import transaction

from consent import actions as consent
from consent import queries as consent_queries
from consent.enums import Party, Purpose
from consent.models import Ask
from people.models import Contact
from safeguarding import audit
from takeover.sign_ups import emails
from takeover.sign_ups.models import Ticket

MOST_ASKS = 5  # letters one ticket can cause, whoever types the addresses


class TooManyAsks(Exception):
    """This ticket has caused as many e-mails to grown-ups as it may."""


@transaction.atomic
def ask(*, ticket: Ticket, party: Party, email: str, language: str, by: str) -> Ask:
    """Write to whoever speaks as `party` for a child; their earlier link ends. Raises TooManyAsks."""
    Ticket.objects.select_for_update().get(pk=ticket.pk)
    if consent_queries.asks(ticket).count() >= MOST_ASKS:
        raise TooManyAsks
    contact = Contact.objects.create(subject=ticket, email=email, language=language)
    asked, token = consent.ask(
        subject=ticket,
        party=party,
        purpose=Purpose.TAKE_PART,
        contact=contact,
        wording=consent_queries.wording(Purpose.TAKE_PART, party, language),
    )
    Contact.objects.filter(asks__signatory_id=asked.signatory_id).exclude(pk=contact.pk).delete()
    emails.grown_up(ticket=ticket, contact=contact, ask=asked, token=token)
    audit.record(by=by, act="ticket.yes_asked", subject=ticket)
    return asked
