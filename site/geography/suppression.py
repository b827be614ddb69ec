"""Counts that say nothing about one child: small ones are left out, and cannot be had by subtraction (S11).

Pure: counts in rows (the authorities of a region), a total of each row, and a total of all. Whoever
adds and subtracts what is shown learns the sum of what is left out together, and no more. So what is
left out together must be at least two counts, and so much that each of them could still be any number
from one to THRESHOLD. Where a row cannot do that alone, its total is left out too, and another row's.

One table is made safe by itself. Two tables of different days, or by different things, are not: show
figures of fixed days, and in one way.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass

THRESHOLD = 5


@dataclass(frozen=True, slots=True)
class Table[Row: Hashable, Cell: Hashable]:
    """What may be shown. None stands for a number that is left out."""

    cells: Mapping[Cell, int | None]
    rows: Mapping[Row, int | None]
    total: int | None


def suppress[Row: Hashable, Cell: Hashable](
    counts: Mapping[Cell, int], rows: Mapping[Row, Collection[Cell]]
) -> Table[Row, Cell]:
    """Leave out what must not be shown of `counts`, each of which lies in exactly one of `rows`.

    A zero is shown: that nobody is there names nobody. Companions of what is too small are the smallest
    other counts, so that the least is lost. Raises ValueError for a count below zero, or one that is in
    no row or in two.
    """
    if any(count < 0 for count in counts.values()):
        raise ValueError("a count is below zero")
    if sorted(repr(cell) for row in rows.values() for cell in row) != sorted(map(repr, counts)):
        raise ValueError("every count must be in exactly one row")
    hidden: set[Cell] = set()
    alone: set[Row] = set()
    together: set[Cell] = set()
    for row, cells in rows.items():
        left_out = {cell for cell in cells if 0 < counts[cell] < THRESHOLD}
        left_out |= _companions(counts, cells, left_out)
        hidden |= left_out
        if not _safe(counts, left_out):
            alone.add(row)
            together |= left_out
    totals = {row: sum(counts[cell] for cell in cells) for row, cells in rows.items()}
    for row in sorted(rows, key=lambda row: (totals[row], repr(row))):
        if _safe(counts, together):
            break
        if row not in alone and totals[row]:
            alone.add(row)
            together |= hidden & set(rows[row])
            together |= _companions(counts, rows[row], together, at_least_one=True)
    hidden |= together
    return Table(
        cells={cell: None if cell in hidden else count for cell, count in counts.items()},
        rows={row: None if row in alone else total for row, total in totals.items()},
        total=sum(totals.values()) if _safe(counts, together) else None,
    )


def _companions[Cell: Hashable](
    counts: Mapping[Cell, int], among: Collection[Cell], left_out: set[Cell], *, at_least_one: bool = False
) -> set[Cell]:
    """Return what else to leave out `among` a row, the smallest first, until it is safe or all are gone."""
    chosen: set[Cell] = set()
    others = sorted(
        (cell for cell in among if counts[cell] and cell not in left_out),
        key=lambda cell: (counts[cell], repr(cell)),
    )
    for cell in others:
        enough = bool(chosen) or not at_least_one or bool(left_out & set(among))
        if enough and _safe(counts, left_out | chosen):
            break
        chosen.add(cell)
    return chosen


def _safe[Cell: Hashable](counts: Mapping[Cell, int], left_out: Collection[Cell]) -> bool:
    """Whether each of what is left out together could be any number from one to THRESHOLD."""
    if not left_out:
        return True
    return len(left_out) >= 2 and sum(counts[cell] for cell in left_out) - len(left_out) + 1 >= THRESHOLD
