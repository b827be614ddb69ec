"""What every page about a host's challenges stands behind: a guest whose organisation may write them."""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from people.pages import View
from takeover.challenges import queries
from takeover.challenges.models import Challenge, Draft
from takeover.models import Host, Registration
from takeover.views.edge import for_host


def for_writer(view: View) -> View:
    """Let a signed-in guest in with their organisation's host; the view gets it after the request.

    Who has not sent a registration yet, or was refused, reads what comes first.
    """

    @wraps(view)
    @for_host
    def inside(
        request: HttpRequest, registration: Registration, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        host = registration.host
        if host is None or not queries.may_write(host):
            return render(request, "challenges/not_yet.html", {"host": host})
        return view(request, host, *args, **kwargs)

    return inside


def own_challenge(host: Host, pk: int) -> Challenge:
    """Return the challenge `pk` of `host`, or answer 404."""
    challenge = get_object_or_404(
        host.challenges.select_related("authority", "season", "reply", "latest_revision"), pk=pk
    )
    challenge.host = host
    return challenge


def own_draft(host: Host, pk: int) -> Draft:
    """Return what `host` is writing under `pk`, or answer 404, also for what can be changed no more."""
    found = host.drafts.select_related("season", "challenge", "challenge__latest_revision")
    draft = get_object_or_404(found, pk=pk)
    draft.host = host
    if draft.challenge is not None:
        draft.challenge.host = host
        if not queries.may_change(draft.challenge):
            raise Http404
    return draft
