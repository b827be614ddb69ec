"""A grown-up's own pages by code: each child, each question by itself. No help for children here (S6)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from consent import questions as consent_questions
from consent import withdrawal
from consent.enums import Party, Purpose
from people import codes
from takeover.challenges import showing
from takeover.challenges.models import Arrival
from takeover.sign_ups import actions, queries, questions, telling
from takeover.sign_ups.enums import Gone
from takeover.sign_ups.models import Key, Ticket
from takeover.sign_ups.views.edge import by_code, open_with

BY = "guardian"


def own_page(request: HttpRequest, key: Key, *, code: str | None) -> HttpResponse:
    """Return the page of whoever asked, or of one child's grown-up at home."""
    sign_up = queries.sign_ups().get(pk=key.sign_up_id)
    here = sign_up.live or sign_up.firm
    tickets = list(_tickets(key)) if here else []
    whole = key.ticket_id is None
    return render(
        request,
        "sign_ups/my_place_grown_up.html",
        {
            "challenge": sign_up.challenge,
            "when": showing.when(sign_up.challenge),
            "told": telling.tell(sign_up, timezone.localdate()) if sign_up.booking else None,
            "rows": queries.answered(tickets),
            "whole": whole,
            "code": code,
            "clashes": telling.clashes(queries.clashes(sign_up)) if whole and sign_up.live else [],
            "arrival": Arrival.objects.filter(challenge=sign_up.challenge).first() if sign_up.firm else None,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@by_code
def child(request: HttpRequest, key: Key, number: int) -> HttpResponseBase:
    """/my-place/children/<number>/: a yes or a no to each question, as a parent or as an authority.

    Both doors are there for everybody, so that neither tells anything about a child (S2).
    """
    ticket = _ticket(key, number)
    party = Party.AUTHORITY if request.GET.get("as") == "authority" else Party.GUARDIAN
    here = request.get_full_path()
    asked = questions.ask(ticket, party)
    unsure = False
    if request.method == "POST":
        purposes = [one.purpose for one in asked if one is asked[0] or asked[0].said]
        wanted, said = request.POST.get("purpose"), request.POST.get("answer")
        if wanted in purposes and said in ("yes", "no"):
            purpose = Purpose(wanted)
            words = consent_questions.read(party, purpose, request.POST.get("words", ""))
            actions.say(ticket=ticket, party=party, purpose=purpose, yes=said == "yes", wording=words, by=BY)
            if purpose == Purpose.TAKE_PART and said == "no":
                return redirect("sign_ups:my-place")
            return redirect(here)
        unsure = True
    return render(
        request,
        "sign_ups/my_place_answer.html",
        {
            "ticket": ticket,
            "challenge": ticket.sign_up.challenge,
            "when": showing.when(ticket.sign_up.challenge),
            "main": asked[0],
            "further": asked[1:] if asked[0].said else [],
            "authority": party == Party.AUTHORITY,
            "unsure": unsure,
            "childs_code": _childs_code(key, ticket),
            "back": reverse("sign_ups:my-place"),
        },
        status=422 if unsure else 200,
    )


@require_POST
@by_code
def hand_over(request: HttpRequest, key: Key, number: int) -> HttpResponseBase:
    """/my-place/children/<number>/hand-over/: the child answers now, in this browser, on its own pages."""
    if key.ticket_id is not None:
        raise Http404
    ticket = _ticket(key, number)
    childs = Key.objects.get(ticket=ticket, party=Party.CHILD)
    return open_with(redirect("sign_ups:my-place"), childs)


@require_http_methods(["GET", "HEAD", "POST"])
@by_code
def take_back(request: HttpRequest, key: Key, number: int) -> HttpResponseBase:
    """/my-place/children/<number>/take-back/: the place is free, the name is gone (S8)."""
    ticket = _ticket(key, number)
    if request.method == "POST":
        withdrawal.withdraw(subject=ticket, by=BY, route=Gone.TAKEN_BACK)
        return redirect("sign_ups:my-place")
    context: dict[str, Any] = {
        "ticket": ticket,
        "grown_up": True,
        "back": reverse("sign_ups:my-child", args=[number]),
    }
    return render(request, "sign_ups/my_place_answer_take_back.html", context)


def _tickets(key: Key) -> Any:
    tickets = key.sign_up.tickets.here().select_related(
        "sign_up__challenge__host", "sign_up__challenge__authority", "sign_up__booking"
    )
    return tickets if key.ticket_id is None else tickets.filter(pk=key.ticket_id)


def _ticket(key: Key, number: int) -> Ticket:
    """Return one of the key's own tickets that is here; anything else answers 404."""
    if key.party != Party.GUARDIAN:
        raise Http404
    ticket: Ticket | None = _tickets(key).filter(number=number).first()
    if ticket is None or not (ticket.sign_up.live or ticket.sign_up.firm):
        raise Http404
    return ticket


def _childs_code(key: Key, ticket: Ticket) -> str:
    """Return the child's code for whoever asked for the place; a grown-up at home has no need of it."""
    if key.ticket_id is not None:
        return ""
    childs = Key.objects.filter(ticket=ticket, party=Party.CHILD).first()
    return (codes.again(childs, childs.nonce) or "") if childs is not None else ""
