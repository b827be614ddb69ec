"""Doors: a lead behind a code by e-mail, everybody else behind the code of a ticket."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from people import opened as opening
from people.pages import View, personal
from takeover.doors import HOSTS
from takeover.sign_ups import queries
from takeover.sign_ups.models import Key

COOKIE = "my-place"


def for_lead(view: View) -> View:
    """The same for the lead of a group; without one they register it first. The view gets the group."""

    @wraps(view)
    @HOSTS.for_guest
    def inside(request: HttpRequest, user: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        group = queries.group_of(user)
        if group is None:
            return redirect("sign_ups:register", "who")
        return view(request, group, *args, **kwargs)

    return inside


def by_code(view: View) -> View:
    """Open the page to whoever typed a ticket's code within the last half hour; else ask for it.

    The view gets the Key after the request.
    """

    @wraps(view)
    @personal
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = opened(request)
        return redirect("sign_ups:my-place") if key is None else view(request, key, *args, **kwargs)

    return inside


def opened(request: HttpRequest) -> Key | None:
    """Return the key this browser has opened."""
    number = opening.number(request, COOKIE)
    if number is None:
        return None
    keys = Key.objects.filter(pk=number).select_related(
        "ticket", "sign_up__challenge__host", "sign_up__challenge__authority__region"
    )
    return keys.select_related("sign_up__booking__allotment", "sign_up__group__lead").first()


def open_with(response: HttpResponse, key: Key) -> HttpResponse:
    """Let this browser see the key's page for half an hour; the cookie holds its number only."""
    return opening.keep(response, COOKIE, key.pk)
