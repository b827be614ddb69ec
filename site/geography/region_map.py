"""England's nine regions as one drawing of hexagons, a link each; whoever draws it lists the same below.

The hexagons are those of geography.hex_map, so that both maps are recognised as one. No colour speaks
alone: each region says its words, and holds its number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from geography.hex_map import HIGH, MARGIN, OUTLINE, STEP, WIDE, borders, digits, middle
from geography.models import LocalAuthority, Region
from geography.names import region_name

MOST_SHADE = 4


@dataclass(frozen=True, slots=True)
class RegionShape:
    """One region: the path of all its hexagons, and where its number stands; `shade` is '0' to '4'."""

    code: str
    name: str
    url: str
    words: str
    figure: str
    shade: str
    path: str
    x: str
    y: str


@dataclass(frozen=True, slots=True)
class RegionMap:
    """What components/region_map.html draws."""

    regions: list[RegionShape]
    width: int
    height: int
    borders: str


def england(
    authorities: Iterable[LocalAuthority],
    counts: Mapping[str, int],
    *,
    url: Callable[[Region], str],
    say: Callable[[Region], str],
) -> RegionMap:
    """Return the map of the regions of `authorities` (read with their regions), by name.

    `counts` says how many things there are in each, by its code: never people, since nothing is left out
    (S11). `url` says where a region leads, `say` what it says in words.
    """
    found = sorted(authorities, key=lambda each: (each.region.name, each.name))
    top = max((each.hex_r for each in found), default=0)
    shapes = []
    for _name, group in groupby(found, key=lambda each: each.region.name):
        members = list(group)
        region = members[0].region
        number = counts.get(region.code, 0)
        middles = [middle((each.hex_q, each.hex_r), top) for each in members]
        x, y = _nearest(middles)
        shapes.append(
            RegionShape(
                code=region.code,
                name=str(region_name(region)),
                url=url(region),
                words=say(region),
                figure=str(number),
                shade=str(min(number, MOST_SHADE)),
                path="".join(f"M{digits(x)} {digits(y)}{OUTLINE}" for x, y in middles),
                x=digits(x),
                y=digits(y),
            )
        )
    return RegionMap(
        regions=shapes,
        width=WIDE * (max((each.hex_q for each in found), default=0) + 1) + WIDE // 2 + 2 * MARGIN,
        height=int(STEP * top) + HIGH + 2 * MARGIN + 1,
        borders=borders({(each.hex_q, each.hex_r): each.region.name for each in found}, top),
    )


def _nearest(middles: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the hexagon nearest to the middle of all: the number stands inside the region."""
    x = sum(one[0] for one in middles) / len(middles)
    y = sum(one[1] for one in middles) / len(middles)
    return min(middles, key=lambda one: (one[0] - x) ** 2 + (one[1] - y) ** 2)
