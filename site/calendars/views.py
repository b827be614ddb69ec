"""/calendars/<token>.ics: a holder's calendar, for as long as its address is not stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from calendars import events, queries, writing
from calendars.events import Event
from cms.models import SiteSettings


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Everything in the calendar of whoever holds `token`; 404 when nobody does (any more)."""
    found = queries.open_feed(token)
    if found is None or found.holder is None:
        raise Http404
    return answer(request, events.of(found.holder), file="calendar")


def answer(request: HttpRequest, told: Sequence[Event], *, file: str) -> HttpResponse:
    """Answer with `told` as a calendar file; 304 to whoever has exactly that."""
    name = _("Takeovers and meetups: %(site)s") % {"site": SiteSettings.name_for(request)}
    content = writing.calendar(told, name=name)
    response = HttpResponse(content, content_type=writing.CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{file}.ics"'
    # Kept by the reader alone, who asks each time whether it still holds: a stopped feed stops at once.
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    etag = quote_etag(hashlib.sha256(content).hexdigest())
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
