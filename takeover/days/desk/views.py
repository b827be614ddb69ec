"""/admin/days/: days on which host and lead differ, and what everybody said of a season."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from people.staff_pages import headed
from safeguarding import audit
from safeguarding.permissions import by_group
from takeover.days import figures, queries
from takeover.days.models import Feedback
from takeover.models import Season

PER_PAGE = 25


def may_read(user: Any) -> bool:
    """Whether one of the person's groups lets them read children's words: being a superuser does not (S1)."""
    return ("days", "view_feedback") in by_group(user)


@require_safe
def days(request: HttpRequest) -> HttpResponse:
    """Show one season: the one asked for, else the newest that has begun; words read are on record (S22)."""
    user: Any = request.user
    if not may_read(user):
        raise Http404
    begun = Season.objects.canonical().filter(starts_date__lte=timezone.localdate())
    seasons = list(begun.order_by("-starts_date", "-id"))
    asked = request.GET.get("season", "")
    season = next((each for each in seasons if str(each.pk) == asked), seasons[0] if seasons else None)
    rows = Feedback.objects.filter(has_words=True, challenge__season=season).select_related("challenge")
    words = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    if shown := [row.pk for row in words.object_list]:
        audit.record(by=audit.actor(user), act="feedback.read", subject=user, feedback=shown)
    return render(
        request,
        "days/admin/days.html",
        {
            "season": season,
            "seasons": seasons,
            "differ": list(queries.disagreeing()[:PER_PAGE]),
            "said": figures.for_staff(season) if season is not None else [],
            "words": words,
            **headed(_("Days"), icon="date"),
        },
    )
