"""Who was commended in a season, for everybody; and a host's own, with its certificate and badge."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from cms.caching import shared
from takeover.commendations import queries, rules
from takeover.commendations.enums import Level, Mark
from takeover.commendations.forms import NarrowForm
from takeover.models import Registration
from takeover.views.edge import for_host

PER_PAGE = 60


@shared
def newest(request: HttpRequest) -> HttpResponse:
    """/takeovers/commended/: leads to the newest season of which there is something to read."""
    season = queries.with_any().first()
    if season is None:
        return render(request, "commendations/commended.html", {"marks": list(Mark)})
    return redirect("commendations:commended", season.slug)


@shared
def commended(request: HttpRequest, slug: str) -> HttpResponse:
    """/takeovers/commended/<season>/: the highest level first; a page at a time."""
    seasons = list(queries.with_any())
    season = next((each for each in seasons if each.slug == slug), None)
    if season is None:
        raise Http404
    form = NarrowForm(request.GET, label_suffix="")
    region = form.cleaned_data["region"] if form.is_valid() else ""
    page = Paginator(queries.commended(season, region=region), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "commendations/commended.html",
        {
            "season": season,
            "others": [each for each in seasons if each != season],
            "form": form,
            "region": region,
            "page": page,
            "rows": [(Level(each.level), each) for each in page.object_list],
            "marks": list(Mark),
        },
    )


@require_safe
@for_host
def mine(request: HttpRequest, registration: Registration) -> HttpResponseBase:
    """/takeovers/host/commendation/: what a host was commended for, and what would make it more."""
    host = registration.host
    if host is None:
        return redirect("takeover:host")
    given = [(Level(each.level), each, queries.certificate(each)) for each in queries.of_host(host)]
    today = timezone.localdate()
    row = queries.rows(host.season, [host], today)[0]
    return render(
        request,
        "commendations/mine.html",
        {
            "host": host,
            "given": given,
            "done": [mark for mark in Mark if mark in row.marks],
            "to_do": rules.to_next(row.marks),
            "wall": request.build_absolute_uri(reverse("commendations:newest")),
        },
    )
