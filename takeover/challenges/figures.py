"""What became of a season: numbers of a fixed day, small ones of children left out (S11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.cache import cache

from geography import queries as geography
from geography.names import region_name
from geography.suppression import Table, suppress
from places import queries as places
from takeover.challenges.models import Challenge
from takeover.enums import HostKind, HostState
from takeover.models import Host, Season

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


@dataclass(frozen=True, slots=True)
class Line:
    """Numbers of one area or one kind of host. Children are those who came; None is left out."""

    name: str
    hosts: int
    challenges: int
    places: int
    children: int | None


@dataclass(frozen=True, slots=True)
class Area(Line):
    """A region with those of its authorities in which a takeover was, by name."""

    authorities: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Staff:
    """Numbers of one season as staff and the board read them.

    `whole` is all of England. `registered` is how many organisations are in each state. `kinds` is None
    when it cannot stand beside `areas`: it would tell the total that is left out there.
    """

    whole: Line
    registered: list[tuple[HostState, int]]
    areas: list[Area]
    kinds: list[Line] | None


def for_staff(season: Season, today: date) -> Staff:
    """Return the figures of `season` (in any language) so far; four queries.

    Children are counted once nobody can put right any more who came, so that each number stays what it
    was, and small ones are left out for staff as for everybody (S11): who reads figures need not be who
    looks after bookings.
    """
    held = _held(season, until=min(today - COUNTED_AFTER, season.ends_date))
    authorities = {each.code: each for each in geography.authorities()}
    areas = _table(held, {code: each.region_id for code, each in authorities.items()}, "authority")
    kinds = _table(held, dict.fromkeys(HostKind.values, _ENGLAND), "kind")
    found = []
    for region in geography.regions():
        mine = [each for each in held if authorities[each.authority].region_id == region.code]
        lines = tuple(
            _line(each.name, [one for one in mine if one.authority == code], areas.cells[code])
            for code, each in authorities.items()
            if any(one.authority == code for one in mine)
        )
        name = str(region_name(region))
        children = areas.rows[region.code]
        found.append(Area(**_facts(name, mine, children), authorities=lines))
    by_kind = [
        _line(str(kind.label), [each for each in held if each.kind == kind], kinds.cells[kind])
        for kind in HostKind
    ]
    return Staff(
        whole=_line(_ENGLAND, held, areas.total),
        registered=_registered(season),
        areas=found,
        kinds=by_kind if None not in (areas.total, kinds.total) else None,
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """One takeover that was not called off."""

    host: int
    kind: str
    authority: str
    region: str
    places: int
    came: int


def _held(season: Season, *, until: date) -> list[_Held]:
    """Return the takeovers of `season`, with the children who came to those over by `until`; two queries."""
    done = Challenge.objects.filter(
        season__translation_key=season.translation_key, live=True, called_off_at__isnull=True
    )
    came = dict(places.came_to(Challenge, since=season.starts_date, until=until))
    rows = done.order_by("pk").values_list(
        "pk", "last_date", "host_id", "host__kind", "authority_id", "authority__region_id", "capacity"
    )
    return [
        _Held(host, kind, authority, region, number, came.get(str(pk), 0) if last_date <= until else 0)
        for pk, last_date, host, kind, authority, region, number in rows
    ]


def _table(held: Iterable[_Held], row_of: Mapping[str, str], by: str) -> Table[str, str]:
    """Return the children who came by `by` (a field of _Held), each in the row `row_of` says, made safe."""
    came: Counter[str] = Counter(dict.fromkeys(row_of, 0))
    for each in held:
        came[getattr(each, by)] += each.came
    rows: dict[str, list[str]] = {}
    for cell, row in row_of.items():
        rows.setdefault(row, []).append(cell)
    return suppress(came, rows)


def _facts(name: str, held: list[_Held], children: int | None) -> dict[str, Any]:
    return {
        "name": name,
        "hosts": len({each.host for each in held}),
        "challenges": len(held),
        "places": sum(each.places for each in held),
        "children": children,
    }


def _line(name: str, held: list[_Held], children: int | None) -> Line:
    return Line(**_facts(name, held, children))


def _registered(season: Season) -> list[tuple[HostState, int]]:
    states = Counter(
        host.state for host in Host.objects.filter(season__translation_key=season.translation_key)
    )
    return [(state, states[state]) for state in HostState]


def _count(season: Season) -> tuple[int, dict[str, int], dict[str, int]]:
    """Return how many hosts there were, and by region how many challenges and how many children came."""
    held = _held(season, until=season.ends_date)
    came: Counter[str] = Counter()
    for each in held:
        came[each.region] += each.came
    return len({each.host for each in held}), dict(Counter(each.region for each in held)), dict(came)
