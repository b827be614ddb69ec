"""/my-place/day/: a child's own pages of the day, behind the code of its ticket.

A grown-up's code opens the certificates and the page to tell us; what helps children never shows there (S6).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from calendars.views import answer
from certificates import actions as certificates
from certificates.models import Certificate
from certificates.views import sheet as certificate_sheet
from consent.enums import Party
from people.leaving import leave
from takeover.challenges import showing
from takeover.days import calendar, queries, rules
from takeover.days.enums import Voice
from takeover.days.views import telling
from takeover.sign_ups.models import Key, Ticket
from takeover.sign_ups.views.edge import COOKIE, by_code

CHILDS = "days/place_base.html"
GROWN_UPS = "takeover/host_base.html"


def of_the_day(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Open the page to a code of places that are confirmed, or were, of a ticket that is still there."""

    @wraps(view)
    @by_code
    def inside(request: HttpRequest, key: Key, **kwargs: Any) -> HttpResponseBase:
        gone = key.ticket is not None and key.ticket.gone_at is not None
        if gone or not key.sign_up.firm or key.sign_up.challenge.called_off_at is not None:
            raise Http404
        return view(request, key, **kwargs)

    return inside


@require_safe
@of_the_day
def place_day(request: HttpRequest, key: Key) -> HttpResponse:
    """/my-place/day/: where it is, whom to ask for, and what can be done now."""
    now = timezone.localtime()
    challenge = key.sign_up.challenge
    return render(
        request,
        "days/place_day.html",
        {
            "challenge": challenge,
            "arrival": getattr(challenge, "arrival", None),
            "when": showing.when(challenge),
            "child": _is_child(key),
            "can_tell": rules.can_tell(challenge, now.date()),
            "can_say": _is_child(key) and rules.can_say(challenge, now),
            "certificates": _certificates(key),
            "base": _base(key),
        },
    )


@require_safe
@of_the_day
def place_event(request: HttpRequest, key: Key) -> HttpResponse:
    """/my-place/day.ics: the day for a calendar. No name is in it."""
    return answer(request, [calendar.event(key.sign_up)], file="takeover", name=calendar.NAME)


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_day
def place_worry(request: HttpRequest, key: Key) -> HttpResponse:
    """/my-place/day/worry/: something went wrong."""
    return telling.worry(
        request,
        challenge=key.sign_up.challenge,
        about=key.ticket or key.sign_up,
        voice=Voice.CHILD if _is_child(key) else Voice.LEAD,
        by="child" if _is_child(key) else "guardian",
        back=reverse("days:place-day"),
        base=_base(key),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_day
def place_how(request: HttpRequest, key: Key) -> HttpResponse:
    """/my-place/day/how/: three faces. A child's own; a grown-up's code does not answer for one."""
    if not _is_child(key) or key.ticket is None:
        raise Http404
    return telling.how(
        request,
        challenge=key.sign_up.challenge,
        who=key.ticket,
        voice=Voice.CHILD,
        by="child",
        back=reverse("days:place-day"),
        base=CHILDS,
    )


@require_safe
@of_the_day
def place_certificates(request: HttpRequest, key: Key) -> HttpResponse:
    """/my-place/day/certificate.pdf: the child's own, or all of a family's."""
    found = _certificates(key)
    if not found:
        raise Http404
    return certificate_sheet(request, found, name="certificate")


@require_POST
@of_the_day
def place_name(request: HttpRequest, key: Key) -> HttpResponse:
    """/my-place/day/name/: put my first name on my certificate, or take it off. Only the child does (S2)."""
    found = _certificates(key)
    if not _is_child(key) or key.ticket is None or not found:
        raise Http404
    name = key.ticket.name if request.POST.get("name") == "on" else ""
    certificates.name(certificate=found[0], first_name=name, by="child")
    return redirect("days:place-day")


@require_safe
def place_exit(request: HttpRequest) -> HttpResponse:
    """/my-place/leave/: away at once, and the code is forgotten in this browser (S31)."""
    return leave(request, COOKIE)


def _is_child(key: Key) -> bool:
    return key.party == Party.CHILD


def _base(key: Key) -> str:
    return CHILDS if _is_child(key) else GROWN_UPS


def _certificates(key: Key) -> list[Certificate]:
    tickets = (
        [key.ticket] if key.ticket is not None else list(Ticket.objects.here().filter(sign_up=key.sign_up))
    )
    found = queries.certificates_of(tickets)
    return [found[str(ticket.pk)] for ticket in tickets if str(ticket.pk) in found]
