"""What became of a season that is over: numbers of a fixed day, small ones of children left out (S11)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.cache import cache

from geography import queries as geography
from geography.names import region_name
from geography.suppression import suppress
from places import queries as places
from takeover.challenges.models import Challenge
from takeover.models import Season

COUNTED_AFTER = timedelta(days=14)  # who came can be put right that long; figures of two days tell (S11)
KEPT = 3600  # seconds
_ENGLAND = "England"


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of one season. Children are those who came; None is left out.

    `regions`: (name, takeovers, children), by name.
    """

    hosts: int
    challenges: int
    children: int | None
    regions: list[tuple[str, int, int | None]]


def counted_on(season: Season) -> date:
    """Return the day from which the figures of `season` are shown."""
    return season.ends_date + COUNTED_AFTER


def of(season: Season, today: date) -> Figures | None:
    """Return the figures of `season` (in any language), or None before the day they are counted on."""
    if today < counted_on(season):
        return None
    key = f"challenges.figures.{season.translation_key}"
    if (counted := cache.get(key)) is None:
        cache.set(key, counted := _count(season), KEPT)
    hosts, held, came = counted
    regions = list(geography.regions())
    codes = [region.code for region in regions]
    shown = suppress({code: came.get(code, 0) for code in codes}, {_ENGLAND: codes})
    return Figures(
        hosts=hosts,
        challenges=sum(held.values()),
        children=shown.total,
        regions=[
            (str(region_name(each)), held.get(each.code, 0), shown.cells[each.code]) for each in regions
        ],
    )


def _count(season: Season) -> tuple[int, dict[str, int], dict[str, int]]:
    """Return how many hosts there were, and by region how many challenges and how many children came."""
    done = Challenge.objects.filter(
        season__translation_key=season.translation_key, live=True, called_off_at__isnull=True
    )
    rows = done.values_list("pk", "host_id", "authority__region_id")
    region_of = {str(pk): region for pk, _, region in rows}
    came: Counter[str] = Counter()
    for subject, number in places.came_to(Challenge, since=season.starts_date, until=season.ends_date):
        if subject in region_of:
            came[region_of[subject]] += number
    return len({host for _, host, _ in rows}), dict(Counter(region_of.values())), dict(came)
