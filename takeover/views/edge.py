"""What every page of a host stands behind: no cache, no index, and its own signed-in adult."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language

from accounts import codes
from accounts.models import User
from people import unsaved
from people.pages import View, personal
from takeover import actions, queries


def for_host(view: View) -> View:
    """Let a guest in with their registration; everybody else signs in first, and loses no answer by it.

    The view gets the registration after the request. Answers to a guest without one, while no season is
    open, with a page that says so.
    """

    @wraps(view)
    @personal
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = codes.guest(request)
        if user is None:
            unsaved.put_by(request)
            return redirect("takeover:sign-in")
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
