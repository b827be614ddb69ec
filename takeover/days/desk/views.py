"""/admin/days/: days on which host and lead differ, and what everybody said of a season."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from people.staff_pages import headed
from takeover.days import figures, queries
from takeover.days.models import Feedback
from takeover.models import Season

PERMISSION = "days.view_feedback"
PER_PAGE = 25


@require_safe
def days(request: HttpRequest) -> HttpResponse:
    """Show one season: the one that was asked for, else the newest that has begun."""
    if not request.user.has_perm(PERMISSION):
        raise Http404
    begun = Season.objects.canonical().filter(starts_date__lte=timezone.localdate())
    seasons = list(begun.order_by("-starts_date", "-id"))
    asked = request.GET.get("season", "")
    season = next((each for each in seasons if str(each.pk) == asked), seasons[0] if seasons else None)
    words = Feedback.objects.filter(has_words=True, challenge__season=season).select_related("challenge")
    return render(
        request,
        "days/admin/days.html",
        {
            "season": season,
            "seasons": seasons,
            "differ": list(queries.disagreeing()[:PER_PAGE]),
            "said": figures.for_staff(season) if season is not None else [],
            "words": Paginator(words, PER_PAGE).get_page(request.GET.get("p")),
            **headed(_("Days"), icon="date"),
        },
    )
