"""/help/figures/: what everybody may read of the years that editors have released."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from help_at_hand import knowing
from help_at_hand.cases import figures

SECONDS_KEPT = 300


@require_safe
def read(request: HttpRequest) -> HttpResponse:
    """How many wrote to us, about what, how soon they read an answer and from where; and who knows of us.

    Nothing is here before a year was released. No cookie, the same for everybody.
    """
    years = figures.released()
    if not years:
        raise Http404
    known = {one.year: one for one in knowing.results(timezone.localdate())}
    context = {"years": [(year, known.pop(year.year, None)) for year in years]}
    response = render(request, "cases/figures.html", context)
    response["Cache-Control"] = f"public, max-age={SECONDS_KEPT}"
    return response
