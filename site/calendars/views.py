"""/calendars/<token>.ics: a holder's calendar until its address is stopped; and the page that stops it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.conf import settings
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.functional import Promise
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from calendars import actions, events, queries, writing
from calendars.events import Event
from cms.caching import SECONDS_KEPT
from cms.models import SiteSettings


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Everything in the calendar of whoever holds `token`; 404 when nobody does (any more)."""
    found = queries.open_feed(token)
    if found is None or found.holder is None:
        raise Http404
    programme = events.programme(found.holder)
    if not programme.open_to(found.holder):
        raise Http404
    return answer(request, events.of(found.holder), file="calendar", name=programme.name)


def answer(request: HttpRequest, told: Sequence[Event], *, file: str, name: str | Promise) -> HttpResponse:
    """Answer with `told` as one reader's own calendar file; 304 to whoever has exactly that.

    `name` is what the calendar is called, with %(site)s for the site. Kept by nobody on the way, so that a
    stopped feed stops at once (S12).
    """
    headers = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex"}
    return _file(request, told, file=file, name=name, headers=headers)


def shared(request: HttpRequest, told: Sequence[Event], *, file: str, name: str | Promise) -> HttpResponse:
    """Answer with `told` as a calendar that is the same for everybody: caches keep it, search finds it."""
    headers = {"Cache-Control": f"public, max-age={SECONDS_KEPT}"}
    return _file(request, told, file=file, name=name, headers=headers)


def own(request: HttpRequest, holder: Model, *, by: str, base: str) -> HttpResponse:
    """Show `holder` their private address; POST makes one, makes a new one, or stops it.

    For a programme to call behind its own door; `base` is the template of the pages there.
    """
    found = queries.feed_of(holder)
    if request.method == "POST":
        match request.POST.get("act"):
            case "open":
                actions.open_feed(holder=holder, by=by)
            case "renew":
                actions.renew(holder=holder, by=by)
            case "stop" if found is not None:
                actions.stop(feed=found, by=by)
        return redirect(request.path)
    token = queries.token_of(found) if found is not None else None
    address = settings.SITE_URL + reverse("calendars:feed", args=[token]) if token else ""
    webcal = "webcal://" + address.partition("://")[2] if address else ""
    context = {"feed": found, "address": address, "webcal": webcal, "base": base}
    return render(request, "calendars/own.html", context)


def _file(
    request: HttpRequest,
    told: Sequence[Event],
    *,
    file: str,
    name: str | Promise,
    headers: dict[str, str],
) -> HttpResponse:
    called = str(name) % {"site": SiteSettings.name_for(request)}
    content = writing.calendar(told, name=called, public="public" in headers["Cache-Control"])
    response = HttpResponse(content, content_type=writing.CONTENT_TYPE, headers=headers)
    response["Content-Disposition"] = f'inline; filename="{file}.ics"'
    etag = quote_etag(hashlib.sha256(content).hexdigest())
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
