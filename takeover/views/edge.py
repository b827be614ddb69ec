"""What every page of a host stands behind: no cache, no index, and its own signed-in adult."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import get_language

from accounts.models import User
from people.pages import View
from takeover import actions, queries
from takeover.doors import HOSTS


def for_host(view: View) -> View:
    """Let a guest in with their registration; everybody else signs in first (people.doors.Door.for_guest).

    The view gets the registration after the request. Answers to a guest without one, while no season is
    open, with a page that says so.
    """

    @wraps(view)
    @HOSTS.for_guest
    def inside(request: HttpRequest, user: User, *args: Any, **kwargs: Any) -> HttpResponseBase:
        registration = queries.registration_of(user)
        if registration is None:
            try:
                registration = actions.begin(owner=user, language=get_language() or "en")
            except actions.NotOpen:
                return not_open(request, user)
        return view(request, registration, *args, **kwargs)

    return inside


def not_open(request: HttpRequest, user: User | None) -> HttpResponse:
    """Say when organisations can register."""
    return render(request, "takeover/not_open.html", {"signed_in": user is not None})
