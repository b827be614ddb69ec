"""What everybody reads: where meetups were in a year."""

from __future__ import annotations

from collections import Counter

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cicc_meetups.after import queries
from cicc_meetups.after.models import Picture
from cicc_meetups.questions.models import Question
from cms.caching import shared
from geography import queries as geography
from geography.region_map import england
from moderation import tell_us as telling
from moderation.told_words import IT
from people.pages import personal


@shared
def this_year(request: HttpRequest) -> HttpResponse:
    """/meetups/year/: leads to the newest year with meetups that is not still to come."""
    now = timezone.localdate().year
    return redirect("after:year", next((year for year in queries.years() if year <= now), now))


@shared
def year(request: HttpRequest, year: int) -> HttpResponse:
    """/meetups/year/<year>/: the regions visited, as a map and as a list that says the same."""
    years = queries.years()
    if year not in years and year != timezone.localdate().year:
        raise Http404
    visits = queries.visits(year)
    over = Counter(visit.meetup.region_id for visit in visits if visit.over)
    to_come = Counter(visit.meetup.region_id for visit in visits if not visit.over)
    drawn = england(
        geography.hexagons(),
        {code: over[code] for code in over},
        url=lambda region: f"#region-{region.code}",
        say=lambda region: _said(over[region.code], to_come[region.code]),
    )
    regions = [
        (shape, [visit for visit in visits if visit.meetup.region_id == shape.code])
        for shape in drawn.regions
    ]
    context = {
        "year": year,
        "years": [one for one in years if one != year],
        "map": drawn,
        "regions": regions,
        "visited": len(over),
    }
    return render(request, "after/year.html", context)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def tell_us(request: HttpRequest, pk: int) -> HttpResponse:
    """/meetups/pictures/<pk>/tell-us/: something is wrong with a picture, told without an account (S14)."""
    rows = Picture.objects.here().filter(live=True) if request.method == "POST" else Picture.objects.shown()
    picture = get_object_or_404(rows, pk=pk)
    return telling.page(request, picture, name=picture.alt, back=reverse("after:this-year"), about=IT)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def tell_us_question(request: HttpRequest, pk: int) -> HttpResponse:
    """/meetups/year/questions/<pk>/tell-us/: something is wrong with what everybody reads was asked (S14)."""
    rows = (
        Question.objects.here().filter(live=True) if request.method == "POST" else Question.objects.public()
    )
    begun = rows.filter(meetup__starts_at__lte=timezone.now(), meetup__cancelled_at__isnull=True)
    question = get_object_or_404(begun, pk=pk)
    return telling.page(request, question, name=question.words, back=reverse("after:this-year"), about=IT)


def _said(over: int, to_come: int) -> str:
    """Return what a region says of itself: '1 meetup', 'one to come', 'not this year'."""
    said = []
    if over:
        said.append(ngettext("%(n)s meetup", "%(n)s meetups", over) % {"n": over})
    if to_come:
        said.append(ngettext("%(n)s to come", "%(n)s to come", to_come) % {"n": to_come})
    return ", ".join(said) or _("not this year")
