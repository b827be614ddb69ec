"""The browser that writes to us or reads our answer: its cookie, its row, and how both go (S31)."""

from __future__ import annotations

import logging
import secrets
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from help_at_hand.cases.models import Case, Visit
from people import keyed, leaving

COOKIE = "visit"  # says nothing about what the visit is for
CLOSED = "closed"
STAYS = timedelta(hours=1)  # after the last answer: tablets are shared
CODE_SHOWN = timedelta(minutes=30)
CLOSED_SECONDS = 30 * 60
_USE = "help-visit"

log = logging.getLogger(__name__)


def current(request: HttpRequest) -> Visit | None:
    """Return this browser's visit, unless it is over or never was."""
    token = request.COOKIES.get(COOKIE, "")
    if not 20 <= len(token) <= 100:
        return None
    rows = Visit.objects.filter(token_hash__in=keyed.digests(_USE, token), expires_at__gt=timezone.now())
    return rows.select_related("case").first()


def begin(
    response: HttpResponse, *, answers: dict[str, Any] | None = None, case: Case | None = None
) -> Visit:
    """Begin a visit and put its token into the browser; one that was under way there is left to its end."""
    token = secrets.token_urlsafe(32)
    visit = Visit.objects.create(
        token_hash=keyed.digest(_USE, token),
        answers=answers or {},
        case=case,
        expires_at=timezone.now() + STAYS,
    )
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(STAYS.total_seconds()),
        path="/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return visit


def keep(visit: Visit, *, stays: timedelta = STAYS, **answers: Any) -> None:
    """Add answers to the visit (one write) and let it stay on."""
    visit.answers = {**visit.answers, **answers}
    visit.expires_at = timezone.now() + stays
    visit.save(update_fields=["answers", "expires_at"])


def tie(visit: Visit, case: Case, *, secret: str) -> None:
    """Make the visit one that has sent `case`: of its answers only the code's secret stays, for a while."""
    visit.case, visit.answers = case, {"form": secret}
    visit.expires_at = timezone.now() + CODE_SHOWN
    visit.save(update_fields=["case", "answers", "expires_at"])


def leave(request: HttpRequest) -> HttpResponse:
    """Delete the visit, have the browser forget it, and answer with somewhere harmless.

    A database that is away stops nobody from leaving: without its cookie the row opens for nobody, and the
    sweep deletes it within the hour.
    """
    token = request.COOKIES.get(COOKIE, "")
    try:
        if token:
            Visit.objects.filter(token_hash__in=keyed.digests(_USE, token)).delete()
    except DatabaseError as error:
        log.error("A visit could not be deleted: %s", type(error).__name__)
    response = leaving.leave(request, COOKIE)
    # Whoever goes back meets a page that is closed, and nothing of what it was.
    response.set_cookie(
        CLOSED,
        "1",
        max_age=CLOSED_SECONDS,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def forget(response: HttpResponse) -> None:
    """Have the browser forget a visit whose row is gone."""
    response.delete_cookie(COOKIE, path="/", samesite="Lax")


def is_closed(request: HttpRequest) -> bool:
    """Whether somebody left in this browser a little while ago."""
    return request.COOKIES.get(CLOSED) == "1"


def reopen(response: HttpResponse) -> None:
    """Show the pages again: whoever asks for it begins with nothing."""
    response.delete_cookie(CLOSED, path="/", samesite="Lax")


def forget_over() -> int:
    """Delete visits whose time is over; return how many. For the sweep."""
    return Visit.objects.filter(expires_at__lte=timezone.now()).delete()[0]
