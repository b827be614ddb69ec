"""Whether an organisation wants letters to all hosts: by the link in one, or signed in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from people.pages import personal
from safeguarding import audit
from takeover.circulars import actions, emails
from takeover.circulars.models import Stopped
from takeover.models import Registration
from takeover.views.edge import for_host

LINK = "link"  # who acted: whoever has the link that is in the letter


@require_http_methods(["GET", "HEAD", "POST"])
@for_host
def mine(request: HttpRequest, registration: Registration) -> HttpResponseBase:
    """/takeovers/host/letters/: signed in."""
    if request.method == "POST":
        _act(request, registration, audit.actor(request.user))
        return redirect("circulars:mine")
    return _page(request, registration)


# A mail program presses the button for its reader, without a page of ours before it (RFC 8058);
# the link alone says whose letters stop, and nothing else can be done with it.
@csrf_exempt
@personal
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """/takeovers/host/letters/<token>/: GET asks, since mail scanners open links; POST stops or starts."""
    registration = emails.registration_of(token)
    if registration is None:
        return render(request, "circulars/nobody.html", status=404)
    if request.method == "POST":
        _act(request, registration, LINK)
    return _page(request, registration)


def _act(request: HttpRequest, registration: Registration, by: str) -> None:
    if request.POST.get("act") == "start":
        actions.start(registration=registration, by=by)
    else:
        actions.stop(registration=registration, by=by)


def _page(request: HttpRequest, registration: Registration) -> HttpResponse:
    stopped = Stopped.objects.filter(registration=registration).exists()
    return render(request, "circulars/letters.html", {"stopped": stopped})
