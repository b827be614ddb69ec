"""How a child's place is shown to a grown-up who is asked by a link (consent/subjects.py)."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consent import subjects
from consent.models import Ask
from takeover.sign_ups import queries
from takeover.sign_ups.models import Ticket


def show(ticket: Ticket, asked: Ask) -> subjects.Shown | None:
    """Return what a child would come to, or None when the place is gone. No address yet (S12)."""
    if ticket.gone_at is not None or not (ticket.sign_up.live or ticket.sign_up.firm):
        return None
    challenge = ticket.sign_up.challenge
    facts: list[tuple[str | Promise, str | Promise]] = [
        (_("What"), challenge.title),
        (_("Who opens the door"), challenge.host.name),
        (_("When"), date_format(challenge.first_date)),
        (_("Where"), challenge.authority.name),
    ]
    return subjects.Shown(name=ticket.name, facts=facts, has_preview=False)


def preview(request: HttpRequest, ticket: Ticket) -> HttpResponseBase:
    """There is no picture of a day that has not come."""
    raise Http404


subjects.register(
    Ticket,
    show=show,
    preview=preview,
    purposes=queries.PURPOSES,
    page="sign_ups/ask_answer.html",
    farewell=("place", "sign_ups/ask_done.html"),
)
