"""Who comes, for the host of a challenge: numbers always; names once they are sure and may be shared."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from safeguarding import audit
from takeover.challenges.models import Challenge
from takeover.models import Host, Registration
from takeover.sign_ups import queries
from takeover.sign_ups.models import SignUp, Ticket
from takeover.views.edge import for_host


@dataclass(slots=True)
class Party:
    """One sign-up that is sure: its lead, and its children as far as they may be shown."""

    sign_up: SignUp
    named: list[Ticket] = field(default_factory=list)
    unnamed: int = 0
    no_photo: int = 0


@require_safe
@for_host
def who_comes(request: HttpRequest, registration: Registration, pk: int) -> HttpResponseBase:
    """/takeovers/host/challenges/<pk>/who-comes/: whoever looks at names is on record (S25)."""
    challenge = Challenge.objects.filter(pk=pk, host=registration.host_id or 0).first()
    if challenge is None:
        raise Http404
    fit = Host.objects.fit().filter(pk=challenge.host_id).exists()
    shown = fit and queries.names_are_shown(challenge, timezone.localdate())
    parties = _parties(challenge) if shown else []
    if parties:
        named = sum(len(party.named) for party in parties)
        audit.record(by=audit.actor(request.user), act="sign_up.seen_by_host", subject=challenge, names=named)
    return render(
        request,
        "sign_ups/who_comes.html",
        {
            "challenge": challenge,
            "counts": queries.counts(challenge),
            "parties": parties,
            "shown": shown,
            "back": reverse("challenges:own", args=[pk]),
        },
    )


def _parties(challenge: Challenge) -> list[Party]:
    """Return whoever is sure to come; the same number of queries for one as for many."""
    parties: dict[int, Party] = {}
    tickets = Ticket.objects.firm().filter(sign_up__challenge=challenge)
    tickets = tickets.select_related("sign_up__group", "sign_up__booking").order_by("sign_up_id", "number")
    for row in queries.answered(list(tickets)):
        party = parties.setdefault(row.ticket.sign_up_id, Party(row.ticket.sign_up))
        if row.share:
            party.named.append(row.ticket)
        else:
            party.unnamed += 1
        party.no_photo += not row.photo
    return list(parties.values())
