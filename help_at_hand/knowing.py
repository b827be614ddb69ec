"""How many children in care know of us: the yearly question, its answer in numbers, and the aim.

An answer is one more in a number, and shown only once the question is over: numbers of two days tell (S11).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from geography.suppression import suppress
from help_at_hand.models import HelpSettings, KnowingCount


@dataclass(frozen=True, slots=True)
class Knowing:
    """One year. `asked` are children in care who answered, `percent` of them knew; None where left out."""

    year: int
    asked: int | None
    percent: int | None
    aim: int
    reached: bool


def open_year(today: date) -> int | None:
    """Return the year of the question that is asked on `today`, None when none is."""
    people = HelpSettings.load()
    opens, closes = people.poll_opens_date, people.poll_closes_date
    if opens is None or closes is None or not opens <= today <= closes:
        return None
    return opens.year


def results(today: date) -> list[Knowing]:
    """Return the years whose question is over, newest first. The aim moves on once it was reached."""
    people = HelpSettings.load()
    under_way = open_year(today)
    counts: dict[int, dict[bool, int]] = {}
    for row in KnowingCount.objects.filter(in_care=True).order_by("year"):
        if row.year == under_way:
            continue
        counts.setdefault(row.year, {True: 0, False: 0})[row.knew] = row.number
    found: list[Knowing] = []
    aim = people.aim_percent
    for year, by_knew in counts.items():
        one = _one(year, by_knew, aim)
        found.insert(0, one)
        if one.reached:
            aim = max(aim, people.next_aim_percent)
    return found


def _one(year: int, by_knew: dict[bool, int], aim: int) -> Knowing:
    shown = suppress(by_knew, {"all": [True, False]})
    knew, did_not = shown.cells[True], shown.cells[False]
    if shown.total is None or knew is None or did_not is None or not shown.total:
        return Knowing(year, shown.total, None, aim, reached=False)
    percent = round(100 * knew / shown.total)
    return Knowing(year, shown.total, percent, aim, reached=percent >= aim)
