"""The hexagon map says what the list says, keeps small numbers to itself, and costs one query (S11)."""

from __future__ import annotations

import gzip
import re
from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from geography import queries
from geography.hex_map import HexMap, england
from geography.models import LocalAuthority
from tests.geography.map_site import counts

pytestmark = pytest.mark.django_db
ISLANDS = {"Isle of Wight", "Isles of Scilly"}


def drawn(numbers: dict[str, int] | None = None, **options: Any) -> HexMap:
    return england(queries.authorities(), numbers or {}, url=lambda each: f"/{each.code}/", **options)


def cells() -> dict[tuple[int, int], LocalAuthority]:
    return {(each.hex_q, each.hex_r): each for each in queries.authorities()}


def around(q: int, r: int) -> set[tuple[int, int]]:
    """The six hexagons beside one (odd rows are half a hexagon further east)."""
    east = r % 2
    rows = {(q + east, r + 1), (q + east - 1, r + 1), (q + east, r - 1), (q + east - 1, r - 1)}
    return rows | {(q - 1, r), (q + 1, r)}


def test_every_region_lies_in_one_piece() -> None:
    """Whoever knows one hexagon of a region finds the others beside it; two islands are islands."""
    mainland = {cell: each for cell, each in cells().items() if each.name not in ISLANDS}
    for region in queries.regions():
        left = {cell for cell, each in mainland.items() if each.region == region}
        edge = [left.pop()]
        while edge:
            beside = around(*edge.pop()) & left
            left -= beside
            edge += beside
        assert not left, [mainland[cell].name for cell in left]


def test_an_older_database_gets_the_new_places() -> None:
    """Two that had changed places stand where the table says again; a second run changes nothing."""
    before = cells()
    (kent, essex), spot = (LocalAuthority.objects.get(name=name) for name in ("Kent", "Essex")), (90, 90)
    rows = LocalAuthority.objects
    rows.filter(pk=kent.pk).update(hex_q=spot[0], hex_r=spot[1])
    rows.filter(pk=essex.pk).update(hex_q=kent.hex_q, hex_r=kent.hex_r)
    rows.filter(pk=kent.pk).update(hex_q=essex.hex_q, hex_r=essex.hex_r)
    migration = import_module("geography.migrations.0003_regions_in_one_piece")
    for _ in range(2):
        migration.place(apps, SimpleNamespace(connection=connection))
        assert cells() == before


def test_no_two_hexagons_overlap_and_all_are_in_the_picture() -> None:
    shown = drawn()
    spots = [(float(one.x), float(one.y)) for region in shown.regions for one in region.hexagons]
    assert len(set(spots)) == 153
    for x, y in spots:
        assert 18 <= x <= shown.width - 18
        assert 21 <= y <= shown.height - 21
    assert all(abs(x - a) >= 35.9 or abs(y - b) >= 31 for x, y in spots for a, b in spots if (x, y) != (a, b))


def test_north_is_up() -> None:
    where = {one.name: float(one.y) for region in drawn().regions for one in region.hexagons}
    assert where["Northumberland"] < where["Leeds"] < where["Birmingham"] < where["Cornwall"]


def test_keyboards_go_by_region_and_name() -> None:
    shown = drawn()
    assert [region.name for region in shown.regions] == sorted(region.name for region in shown.regions)
    for region in shown.regions:
        assert [one.name for one in region.hexagons] == sorted(one.name for one in region.hexagons)


def test_borders_are_drawn_once_round_each_region() -> None:
    """Two hexagons of one region have no line between them; of two regions, one."""
    sides = re.findall(r"M([\d.]+) ([\d.]+)l(-?[\d.]+) (-?[\d.]+)", drawn().borders)
    ends = [
        frozenset({(float(x), float(y)), (float(x) + float(a), float(y) + float(b))}) for x, y, a, b in sides
    ]
    assert len(ends) == len(set(ends))
    here = cells()
    regions = {cell: each.region_id for cell, each in here.items()}
    outer = sum(beside not in here for cell in here for beside in around(*cell))
    between = sum(
        regions[cell] != regions[beside] for cell in here for beside in around(*cell) if beside in here
    )
    assert len(ends) == outer + between // 2


def test_small_counts_of_people_are_in_neither_map_nor_list() -> None:
    """S11: and not in a total from which they could be had."""
    leeds = LocalAuthority.objects.get(name="Leeds")
    york = LocalAuthority.objects.get(name="York")
    shown = drawn({leeds.code: 3, york.code: 20})
    said = {one.name: one for region in shown.regions for one in region.hexagons}
    assert (said["Leeds"].figure, said["Leeds"].words, said["Leeds"].shade) == ("–", "not shown", "out")
    assert said["York"].words == "not shown"
    assert said["Sheffield"].words == "0"
    assert shown.words == "23"


def test_counts_of_things_are_all_shown() -> None:
    leeds = LocalAuthority.objects.get(name="Leeds")
    shown = drawn({leeds.code: 3}, of_people=False, say=lambda number: f"{number} meetups")
    said = {one.name: one.words for region in shown.regions for one in region.hexagons}
    assert (said["Leeds"], said["York"], shown.words) == ("3 meetups", "0 meetups", "3 meetups")


@pytest.mark.parametrize(
    ("numbers", "key"),
    [
        ([], [("0", "0")]),
        ([7], [("0", "0"), ("1", "7")]),
        ([5, 6, 7, 8], [("0", "0"), ("1", "5"), ("2", "6"), ("3", "7"), ("4", "8")]),
        (
            [5, 6, 7, 8, 9, 20, 30, 44],
            [("0", "0"), ("1", "5 to 6"), ("2", "7 to 8"), ("3", "9 to 20"), ("4", "21 to 44")],
        ),
    ],
)
def test_shades_have_words(numbers: list[int], key: list[tuple[str, str]]) -> None:
    """Colour never speaks alone."""
    codes = sorted(each.code for each in queries.authorities())
    shown = drawn(dict(zip(codes, numbers, strict=False)))
    assert shown.key == key
    shades = {one.shade for region in shown.regions for one in region.hexagons}
    assert shades == {shade for shade, _ in shown.key}


def test_one_query_and_a_page_of_modest_size(client: Client, settings: Any) -> None:
    """Map and list of 153 authorities, both in one page; compressed it stays within a page's 15 KB."""
    settings.ROOT_URLCONF = "tests.geography.map_site"
    with CaptureQueriesContext(connection) as captured:
        england(queries.authorities(), counts(), url=str)
    assert len(captured) == 2, "one for the numbers' codes, one for the map"
    content = client.get("/map/").content
    assert len(gzip.compress(content, 6)) <= 15 * 1024
    assert content.count(b"<path") == 154
