"""What everybody may read about takeovers."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from takeover.models import Season, SeasonQuerySet


@require_safe
@cache_control(public=True, max_age=60)
def takeovers(request: HttpRequest) -> HttpResponse:
    """/takeovers/: what a takeover is, the seasons, and what can be done about them today."""
    today = timezone.localdate()
    seasons = _in_words(Season.objects.not_over(today))
    return render(
        request,
        "takeover/takeovers.html",
        {
            "seasons": [
                {
                    "season": season,
                    "takes_hosts": season.takes_hosts(today),
                    "opens": season.hosts_from_date > today,
                }
                for season in seasons
            ],
            "takes_hosts": any(season.takes_hosts(today) for season in seasons),
            "archive": _in_words(Season.objects.over(today))[:10],
        },
    )


def _in_words(seasons: SeasonQuerySet) -> list[Season]:
    """Return each season once: in the reader's language where it has been translated, else in the first."""
    found: dict[object, Season] = {}
    wanted = (settings.LANGUAGE_CODE, get_language())
    for season in seasons.filter(locale__language_code__in=wanted).select_related("locale"):
        if season.translation_key not in found or season.locale.language_code == get_language():
            found[season.translation_key] = season
    return list(found.values())
