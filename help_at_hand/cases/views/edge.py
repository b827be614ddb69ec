"""What every page of the room keeps to: kept nowhere, told to no log, whole when something breaks (S31)."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.debug import sensitive_post_parameters

from help_at_hand.cases import visits
from people import limits
from people.pages import private

log = logging.getLogger(__name__)


def careful(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Have the page answer with numbers whatever breaks, and keep what was typed in its form (F4, F6).

    Whoever left in this browser finds the page closed. An error is logged as its class and place: its own
    words, and what Django would log of it, may quote what a child wrote.
    """

    @wraps(view)
    @sensitive_post_parameters()
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if visits.is_closed(request):
            return private(render(request, "cases/closed.html"))
        try:
            response = view(request, *args, **kwargs)
        except Http404:
            raise
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            log.error("A help page failed: %s at %s:%s", type(error).__name__, place.filename, place.lineno)
            response = _alone(request)
        return private(response)

    return inside


def too_many(request: HttpRequest, *, act: str, most: int, seconds: int) -> bool:
    """Whether more came from one place than `most`; a counter that is away counts nobody out."""
    try:
        return not limits.allow(request, act=act, most=most, seconds=seconds)
    except Exception as error:
        log.error("A limit could not be counted: %s", type(error).__name__)
        return False


def _alone(request: HttpRequest) -> HttpResponse:
    """Numbers, and the form once more with what was in it. Asks no database."""
    typed = [
        {"name": name, "value": value, "long": name == "words"}
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    context = {"csrf_token": get_token(request), "typed": typed, "action": request.get_full_path()}
    return HttpResponse(render_to_string("cases/alone.html", context), status=503)
