"""England as hexagons of one size, one for each authority, with a number in each; and the same as a list.

Drawn on the server as one SVG with links in it. No colour speaks alone: each hexagon holds its number,
and the list says the same in words. North is up and east is right in every language.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _

from geography.models import LocalAuthority
from geography.names import region_name
from geography.suppression import Table, suppress

Cell = tuple[int, int]

# One hexagon, its point up, in units of the drawing; half of WIDE is a whole number, for half rows.
WIDE, HIGH, STEP = 36, 42, 31.5
MARGIN = 3
CORNERS = [(0.0, -21.0), (18.0, -10.5), (18.0, 10.5), (0.0, 21.0), (-18.0, 10.5), (-18.0, -10.5)]
OUTLINE = "m0-21 18 10.5v21l-18 10.5-18-10.5v-21z"
SHADES = 4
LEFT_OUT = "out"


@dataclass(frozen=True, slots=True)
class Hexagon:
    """One authority as it is shown, with its middle. `shade`: '0' (none) to '4', or 'out' (left out)."""

    name: str
    url: str
    x: str
    y: str
    shade: str
    figure: str
    words: str


@dataclass(frozen=True, slots=True)
class RegionShown:
    """One region: its hexagons by name, and its total in words."""

    name: str
    words: str
    hexagons: list[Hexagon]


@dataclass(frozen=True, slots=True)
class HexMap:
    """What components/hex_map.html draws. `borders` are the lines round regions, `key` shades and words."""

    regions: list[RegionShown]
    words: str
    width: int
    height: int
    borders: str
    key: list[tuple[str, str]]
    outline: str = OUTLINE


def england(
    authorities: Iterable[LocalAuthority],
    counts: Mapping[str, int],
    *,
    url: Callable[[LocalAuthority], str],
    say: Callable[[int], str] = str,
    of_people: bool = True,
) -> HexMap:
    """Return the map of `authorities` (read with their regions) and how many there are in each, by code.

    An authority that is not in `counts` has none. Counts `of_people` under five are left out, with
    whatever would give them away (S11); without, for things such as meetups, all are shown. `url` says
    where an authority leads, `say` puts a number into words.
    """
    found = sorted(authorities, key=lambda each: (each.region.name, each.name))
    numbers = {each.code: counts.get(each.code, 0) for each in found}
    regions = {name: list(group) for name, group in groupby(found, key=lambda each: each.region.name)}
    spoken = {name: str(region_name(group[0].region)) for name, group in regions.items()}
    codes = {name: [each.code for each in group] for name, group in regions.items()}
    table = suppress(numbers, codes) if of_people else _whole(numbers, codes)
    limits = _limits([number for number in table.cells.values() if number])
    top = max((each.hex_r for each in found), default=0)

    def words(number: int | None) -> str:
        return _("not shown") if number is None else say(number)

    def hexagon(each: LocalAuthority) -> Hexagon:
        number = table.cells[each.code]
        x, y = middle((each.hex_q, each.hex_r), top)
        return Hexagon(
            name=each.name,
            url=url(each),
            x=digits(x),
            y=digits(y),
            shade=_shade(number, limits),
            figure=_figure(number),
            words=words(number),
        )

    return HexMap(
        regions=[
            RegionShown(spoken[name], words(table.rows[name]), [hexagon(each) for each in group])
            for name, group in regions.items()
        ],
        words=words(table.total),
        width=WIDE * (max((each.hex_q for each in found), default=0) + 1) + WIDE // 2 + 2 * MARGIN,
        height=int(STEP * top) + HIGH + 2 * MARGIN + 1,
        borders=borders({(each.hex_q, each.hex_r): each.region.name for each in found}, top),
        key=_key(table.cells.values(), limits, words),
    )


def _whole(numbers: Mapping[str, int], rows: Mapping[str, Sequence[str]]) -> Table[str, str]:
    sums = {row: sum(numbers[code] for code in codes) for row, codes in rows.items()}
    return Table(cells=numbers, rows=sums, total=sum(sums.values()))


def _limits(numbers: Sequence[int]) -> list[int]:
    """Return the highest number of each shade: as many authorities in each as can be."""
    ordered = sorted(numbers)
    distinct = sorted(set(ordered))
    if len(distinct) <= SHADES:
        return distinct
    return sorted({ordered[len(ordered) * part // SHADES - 1] for part in range(1, SHADES)} | {ordered[-1]})


def _shade(number: int | None, limits: Sequence[int]) -> str:
    if number is None:
        return LEFT_OUT
    return str(bisect_left(limits, number) + 1) if number else "0"


def _figure(number: int | None) -> str:
    """Return what fits into a hexagon: '–', '27', '3k'."""
    if number is None:
        return "–"
    return str(number) if number < 1000 else f"{number // 1000}k"


def _key(
    shown: Iterable[int | None], limits: Sequence[int], words: Callable[[int | None], str]
) -> list[tuple[str, str]]:
    numbers = set(shown)
    lowest = [min(filter(None, numbers), default=1), *(limit + 1 for limit in limits)]
    key = [("0", words(0))] if 0 in numbers else []
    for shade, (low, high) in enumerate(zip(lowest, limits, strict=False), 1):
        spoken = words(high) if low == high else _("%(low)s to %(high)s") % {"low": low, "high": words(high)}
        key.append((str(shade), spoken))
    return [*key, (LEFT_OUT, words(None))] if None in numbers else key


def middle(cell: Cell, top: int) -> tuple[float, float]:
    """Return the middle of a hexagon in units of the drawing; `top` is the highest row."""
    q, r = cell
    return MARGIN + WIDE / 2 + WIDE * q + WIDE / 2 * (r % 2), MARGIN + HIGH / 2 + STEP * (top - r)


def borders(cells: Mapping[Cell, str], top: int) -> str:
    """Return the sides between two regions, each drawn once, and those round all, as one path."""
    path = []
    for cell, region in cells.items():
        x, y = middle(cell, top)
        for side, beside in enumerate(_around(cell)):
            other = cells.get(beside, "")
            if other < region:
                start, end = CORNERS[side], CORNERS[(side + 1) % 6]
                path.append(f"M{digits(x + start[0])} {digits(y + start[1])}")
                path.append(f"l{digits(end[0] - start[0])} {digits(end[1] - start[1])}")
    return "".join(path)


def _around(cell: Cell) -> list[Cell]:
    """Return the six neighbours, each beyond the side that starts at the corner of the same number."""
    q, r = cell
    odd = r % 2
    return [
        (q + odd, r + 1),
        (q + 1, r),
        (q + odd, r - 1),
        (q + odd - 1, r - 1),
        (q - 1, r),
        (q + odd - 1, r + 1),
    ]


def digits(number: float) -> str:
    """Return a number as a drawing writes it."""
    return f"{number:g}"
