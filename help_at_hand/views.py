"""The help page. It answers whatever else is broken."""

from __future__ import annotations

import logging

from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from help_at_hand import copies, queries

log = logging.getLogger(__name__)

SECONDS_FRESH = 60


@require_safe
def read(request: HttpRequest) -> HttpResponse:
    """Who to call: from the database, else the kept copy, else what is built in. Never an error (S31)."""
    language = get_language() or "en"
    try:
        html = _from_database(request, language)
    except DatabaseError:
        log.exception("The help page is answered without the database")
        context = {"help": queries.without_database(language)}
        response = HttpResponse(render_to_string("help_at_hand/help_alone.html", context))
        response["Cache-Control"] = "no-store"
        return response
    response = HttpResponse(html)
    response["Cache-Control"] = f"public, max-age={SECONDS_FRESH}"
    return response


def _from_database(request: HttpRequest, language: str) -> str:
    facts = queries.from_database(language)
    if facts is None:
        return render_to_string("help_at_hand/help_read.html", {"help": queries.built_in(language)}, request)
    try:
        copies.keep(language, facts)
    except OSError:  # a full disk must not take the page away
        log.exception("The copy of the help page could not be renewed")
    return render_to_string("help_at_hand/help_read.html", {"help": facts}, request)
