"""The year in numbers: how many, about what, how soon, from where. Small ones are left out (S11)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils.translation import pgettext

from geography import queries as geography
from geography.names import region_name
from geography.suppression import suppress
from help_at_hand.cases.enums import UNSAID, Speed, Topic
from help_at_hand.cases.models import Case, Count
from help_at_hand.models import ReleasedYear
from safeguarding import clocks

_ENGLAND = "England"
_TABLES = ("regions", "topics", "speeds")
WORKING_DAY = clocks.Clock(timedelta(hours=8), False, "One working day.")


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its code and name, and its number or None where that is left out."""

    code: str
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

    def plain(self) -> dict[str, Any]:
        """Return what models.ReleasedYear keeps."""
        tables = {name: {row.code: row.number for row in getattr(self, name)} for name in _TABLES}
        return {"total": self.total, **tables}


def years() -> list[int]:
    """Return the years there is something to tell of, newest first."""
    kept = set(Count.objects.values_list("year", flat=True).distinct())
    return sorted(kept | {at.year for at in Case.objects.dates("opened_at", "year")}, reverse=True)


def is_over(year: int, today: date) -> bool:
    """Whether no more cases can come to `year`: before that, numbers of two days would tell (S11)."""
    return year < today.year


def released() -> list[Figures]:
    """Return the years everybody may read, newest first, in the reader's language. Two queries."""
    names = _names()
    return [_from_plain(row.year, row.figures, names) for row in ReleasedYear.objects.all()]


def of(year: int) -> Figures:
    """Return the figures of `year`: cases that are still here, and the counts of those that went."""
    regions: Counter[str] = Counter()
    topics: Counter[str] = Counter()
    speeds: Counter[str] = Counter()
    for region, topic, speed, number in _numbers(year):
        regions[region or UNSAID] += number
        topics[topic or Topic.OTHER] += number
        speeds[speed] += number
    counted = (regions, topics, speeds)
    tables = [_table(counts, names) for counts, names in zip(counted, _names().values(), strict=True)]
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


def _from_plain(year: int, kept: dict[str, Any], names: dict[str, dict[str, str]]) -> Figures:
    tables = {
        name: [Row(code, names[name][code], number) for code, number in kept[name].items()]
        for name in _TABLES
    }
    return Figures(year, kept["total"], **tables)


def _names() -> dict[str, dict[str, str]]:
    """Return the lines of each of _TABLES, in their order: a name for each code."""
    places = {region.code: str(region_name(region)) for region in geography.regions()}
    return {
        "regions": {**places, UNSAID: pgettext("region", "not said")},
        "topics": {str(topic.value): str(topic.label) for topic in Topic},
        "speeds": {str(speed.value): str(speed.label) for speed in Speed},
    }


def _table(counts: Counter[str], names: dict[str, str]) -> tuple[list[Row], int | None]:
    shown = suppress({code: counts.get(code, 0) for code in names}, {_ENGLAND: list(names)})
    return [Row(code, name, shown.cells[code]) for code, name in names.items()], shown.total
