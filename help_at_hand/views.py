"""The help page. It answers whatever else is broken."""

from __future__ import annotations

import logging

from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from help_at_hand import actions, copies, knowing, queries
from help_at_hand.forms import NO, YES, CareForm, KnewForm
from help_at_hand.models import ReleasedYear
from people import limits
from people.pages import personal

log = logging.getLogger(__name__)

SECONDS_FRESH = 60
MOST_SAID = 60  # answers in an hour from one place: a class of 30, each of them twice (S38)


@require_safe
def read(request: HttpRequest) -> HttpResponse:
    """Who to call: from the database, else the kept copy, else what is built in. Never an error (S31)."""
    language = get_language() or "en"
    try:
        return _from_database(request, language)
    except DatabaseError:
        log.exception("The help page is answered without the database")
    context = {"help": queries.without_database(language)}
    response = HttpResponse(render_to_string("help_at_hand/help_alone.html", context))
    response["Cache-Control"] = "no-store"
    return response


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def know(request: HttpRequest) -> HttpResponse:
    """/help/do-you-know/: two questions once a year, and what came of them. Nobody is known or remembered."""
    today = timezone.localdate()
    year = knowing.open_year(today)
    if year is None:
        return render(request, "help_at_hand/know_results.html", {"years": knowing.results(today)})
    if request.method != "POST":
        return _know(request, CareForm(label_suffix=""))
    care = CareForm(request.POST, label_suffix="")
    if not care.is_valid():
        return _know(request, care, status=422)
    if "knew" not in request.POST and "asked" not in request.POST:
        return _know(request, KnewForm(initial=care.cleaned_data, label_suffix=""))
    form = KnewForm(request.POST, label_suffix="")
    if not form.is_valid():
        return _know(request, form, status=422)
    if limits.allow(request, act="help-know", most=MOST_SAID, seconds=3600):
        said = {name: form.cleaned_data[name] == YES for name in ("care", "knew")}
        actions.count_answer(year=year, in_care=said["care"], knew=said["knew"], by="child")
    return render(request, "help_at_hand/know_done.html", {"knew": form.cleaned_data["knew"] != NO})


def _know(request: HttpRequest, form: CareForm | KnewForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "second": isinstance(form, KnewForm)}
    return render(request, "help_at_hand/know.html", context, status=status)


def _from_database(request: HttpRequest, language: str) -> HttpResponse:
    """Answer with the editors' words. Kept no longer than 'we answer now' is true."""
    open_at = queries.timetable()
    now = queries.now(open_at, timezone.now())
    facts = queries.from_database(language, open_at)
    if facts is None:
        facts = queries.built_in(language)
    else:
        try:
            copies.keep(language, facts)
        except OSError:  # a full disk must not take the page away
            log.exception("The copy of the help page could not be renewed")
    asks = knowing.open_year(timezone.localdate()) is not None
    context = {"help": facts, "now": now, "asks": asks, "has_figures": ReleasedYear.objects.exists()}
    response = HttpResponse(render_to_string("help_at_hand/help_read.html", context, request))
    seconds = SECONDS_FRESH if now.seconds is None else max(0, min(SECONDS_FRESH, int(now.seconds)))
    response["Cache-Control"] = f"public, max-age={seconds}"
    return response
