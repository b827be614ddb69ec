"""What children said in the last quarter that is over: small numbers left out (S11, ADR 0153)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import Count
from django.urls import reverse
from django.utils.translation import ngettext

from geography import queries as geography
from geography.hex_map import HexMap, england
from geography.models import LocalAuthority
from geography.suppression import suppress
from pledge.mirror.enums import Happened
from pledge.mirror.models import Mark, Reply
from pledge.models import Version
from pledge.queries import Said

FEWEST = 10  # replies of an area before anything is said of it: then no cell can be told from the others
KEPT = 3600  # seconds; nothing is added to a quarter that is over

type Cells = dict[Happened, int | None]


@dataclass(frozen=True, slots=True)
class Line:
    """One promise and how often each answer was given; None is left out."""

    question: str
    cells: list[tuple[Happened, int | None]]


@dataclass(frozen=True, slots=True)
class Area:
    """What was said of one authority, or (None) of all that can be shown; `replies` children said it."""

    authority: LocalAuthority | None
    replies: int
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Mirror:
    """One quarter: `first` and `last` day, the map of how many replied, and the figures asked for."""

    first: date
    last: date
    map: HexMap
    area: Area | None


def quarter(today: date) -> tuple[date, date]:
    """Return the first and the last day of the last quarter that is over."""
    this = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    last = this - timedelta(days=1)
    return date(last.year, last.month - 2, 1), last


def mirror(version: Version, promises: Iterable[Said], today: date, *, code: str = "") -> Mirror:
    """Return the figures of the last quarter for the authority `code`, or for all England without one."""
    first, last = quarter(today)
    replies, marks = cache.get_or_set(
        f"mirror.figures.{version.pk}.{first}", lambda: _count(version, first, last), KEPT
    ) or ({}, {})
    areas = list(geography.authorities())
    here = {each.code for each in areas}
    numbers = {area: number for area, number in replies.items() if area in here}
    chosen = next((each for each in areas if each.code == code), None)
    shown = england(
        areas, numbers, url=lambda each: f"{reverse('mirror:mirror')}?area={each.code}#area", say=_say
    )
    area = _of(chosen, replies, marks, promises) if chosen is not None else _england(replies, marks, promises)
    return Mirror(first, last, shown, area)


def for_staff(version: Version, promises: Iterable[Said], first: date, last: date) -> Area:
    """Return every number of all that was said between two days; one promise a line."""
    replies, marks = _count(version, first, last)
    lines = [
        Line(
            one.question,
            [(each, sum(marks.get((area, one.key, each), 0) for area in replies)) for each in Happened],
        )
        for one in promises
    ]
    return Area(None, sum(replies.values()), lines)


def _of(chosen: LocalAuthority, replies: Any, marks: Any, promises: Iterable[Said]) -> Area | None:
    number = replies.get(chosen.code, 0)
    if number < FEWEST:
        return None
    lines = []
    for one in promises:
        cells = _cells(chosen.code, one.key, marks)
        lines.append(Line(one.question, [(each, cells[each]) for each in Happened]))
    return Area(chosen, number, lines)


def _england(replies: Any, marks: Any, promises: Iterable[Said]) -> Area | None:
    """Add up what is shown whole anyhow: a sum with left-out numbers in it would give them away."""
    lines, most = [], 0
    for one in promises:
        sums: dict[Happened, int] = dict.fromkeys(Happened, 0)
        for code, number in replies.items():
            cells = _cells(code, one.key, marks) if number >= FEWEST and code else {}
            if cells and None not in cells.values():
                for each, count in cells.items():
                    sums[each] += count or 0
        most = max(most, sum(sums.values()))
        lines.append(Line(one.question, [(each, sums[each]) for each in Happened]))
    return Area(None, most, lines) if most else None


def _cells(code: str, promise: UUID, marks: Any) -> Cells:
    counts = {each: marks.get((code, promise, each), 0) for each in Happened}
    # The row's total is known, and with FEWEST in it each small number finds company.
    return dict(suppress(counts, {"all": list(Happened)}).cells)


def _count(version: Version, first: date, last: date) -> tuple[dict[str, int], dict[Any, int]]:
    """Return how many replied by authority ('' unsaid), and how often each answer was given."""
    said = Reply.objects.filter(version=version, said_on__range=(first, last)).order_by()
    replies = {code or "": number for code, number in said.values_list("authority").annotate(n=Count("id"))}
    given = Mark.objects.filter(reply__in=said).order_by()
    rows = given.values_list("reply__authority", "promise", "happened").annotate(n=Count("id"))
    return replies, {(code or "", promise, Happened(each)): number for code, promise, each, number in rows}


def _say(number: int) -> str:
    return ngettext("%(n)s child told us", "%(n)s children told us", number) % {"n": number}
