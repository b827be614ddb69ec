"""The year in numbers: how many, about what, how soon, from where. Small ones are left out (S11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from geography import queries as geography
from geography.names import region_name
from geography.suppression import suppress
from help_at_hand.cases.enums import UNSAID, Speed, Topic
from help_at_hand.cases.models import Case, Count
from safeguarding import clocks

_ENGLAND = "England"
WORKING_DAY = clocks.Clock(timedelta(hours=8), False, "One working day.")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its name, and its number or None where that is left out."""

    name: str
    number: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers of one year. A table is empty when it would give away what another leaves out."""

    year: int
    total: int | None
    regions: list[Row]
    topics: list[Row]
    speeds: list[Row]


def years() -> list[int]:
    """Return the years there is something to tell of, newest first."""
    kept = set(Count.objects.values_list("year", flat=True).distinct())
    return sorted(kept | {at.year for at in Case.objects.dates("opened_at", "year")}, reverse=True)


def of(year: int) -> Figures:
    """Return the figures of `year`: cases that are still here, and the counts of those that went."""
    regions: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    speeds: Counter[str] = Counter()
    for region, topic, speed, number in _numbers(year):
        regions[region or UNSAID] += number
        topics[topic or Topic.OTHER] += number
        speeds[speed] += number
    places = [(region.code, str(region_name(region))) for region in geography.regions()]
    tables = [
        _table(regions, [*places, (UNSAID, "–")]),
        _table(topics, [(str(topic.value), str(topic.label)) for topic in Topic]),
        _table(speeds, [(str(speed.value), str(speed.label)) for speed in Speed]),
    ]
    if any(total is None for _rows, total in tables):
        # The tables share their total: a table that shows it would undo what another leaves out.
        return Figures(year, None, tables[0][0] if tables[0][1] is None else [], [], [])
    return Figures(year, tables[0][1], *(rows for rows, _total in tables))


def speed_of(case: Case) -> Speed:
    """Return how soon the first answer came."""
    if case.answered_at is None:
        return Speed.NEVER
    if case.answered_at - case.opened_at <= timedelta(hours=1):
        return Speed.HOUR
    return Speed.DAY if case.answered_at <= clocks.due(WORKING_DAY, case.opened_at) else Speed.LATER


def count(case: Case) -> None:
    """Add a case that is about to be deleted to the counts of its year."""
    row, _new = Count.objects.get_or_create(
        year=case.opened_at.astimezone(clocks.LONDON).year,
        region=case.region,
        topic=case.topic,
        speed=speed_of(case),
    )
    Count.objects.filter(pk=row.pk).update(number=F("number") + 1)


def _numbers(year: int) -> Iterator[tuple[str, str, str, int]]:
    begins, ends = (datetime(one, 1, 1, tzinfo=clocks.LONDON) for one in (year, year + 1))
    cases = Case.objects.filter(opened_at__gte=begins, opened_at__lt=ends)
    for case in cases.only("region_id", "topic", "opened_at", "answered_at").iterator():
        yield case.region_id or "", case.topic, speed_of(case), 1
    for row in Count.objects.filter(year=year):
        yield row.region_id or "", row.topic, row.speed, row.number


def _table(counts: Counter[str], names: list[tuple[str, str]]) -> tuple[list[Row], int | None]:
    codes = [code for code, _name in names]
    shown = suppress({code: counts.get(code, 0) for code in codes}, {_ENGLAND: codes})
    return [Row(name, shown.cells[code]) for code, name in names], shown.total
