"""A season in numbers, for staff and the board: by area, and by kind of host; as a page and as a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from people.staff_pages import headed
from safeguarding import audit, spreadsheets
from takeover.challenges import figures
from takeover.models import Season

PERMISSION = "takeover.read_figures"
LEFT_OUT = "left out"
COLUMNS = ("by", "region", "name", "hosts", "takeovers", "places", "children who came")


@require_http_methods(["GET", "HEAD", "POST"])
def season_figures(request: HttpRequest) -> HttpResponseBase:
    """/admin/takeover-figures/: one season, the newest unless another is asked for; POST takes it away."""
    if not request.user.has_perm(PERMISSION):
        raise Http404
    today = timezone.localdate()
    seasons = list(Season.objects.canonical().order_by("-starts_date", "-id"))
    asked = (request.POST if request.method == "POST" else request.GET).get("season", "")
    season = next((each for each in seasons if str(each.pk) == asked), seasons[0] if seasons else None)
    said = figures.for_staff(season, today) if season is not None else None
    if request.method == "POST" and season is not None and said is not None:
        taken = audit.record(by=audit.actor(request.user), act="season.figures_exported", subject=season)
        return spreadsheets.answer(
            name=f"takeovers-{season.slug}", columns=COLUMNS, rows=list(_rows(said)), taken=taken
        )
    return render(
        request,
        "challenges/admin/figures.html",
        {
            "season": season,
            "seasons": seasons,
            "figures": said,
            "counted_after": figures.COUNTED_AFTER.days,
            **headed(_("Figures"), icon="table"),
        },
    )


def _rows(said: figures.Staff) -> Iterator[Sequence[Any]]:
    yield "all", "", *_cells(said.whole)
    for area in said.areas:
        yield "region", area.name, *_cells(area)
        for line in area.authorities:
            yield "authority", area.name, *_cells(line)
    for line in said.kinds or ():
        yield "kind", "", *_cells(line)


def _cells(line: figures.Line) -> tuple[Any, ...]:
    children = LEFT_OUT if line.children is None else line.children
    return line.name, line.hosts, line.challenges, line.places, children
