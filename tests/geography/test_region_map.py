"""The map of regions: nine shapes of the hexagons of the map of authorities, each a link with words."""

from __future__ import annotations

import pytest

from geography import queries
from geography.models import LocalAuthority, Region
from geography.region_map import england

pytestmark = pytest.mark.django_db


def test_every_authority_is_in_its_regions_shape() -> None:
    """As many outlines as authorities; the number stands in one of the region's own hexagons."""
    first = Region.objects.order_by("code").first()
    assert first is not None
    drawn = england(
        queries.hexagons(), {first.code: 7}, url=lambda region: f"#{region.code}", say=lambda region: "x"
    )
    assert len(drawn.regions) == 9
    assert sum(one.path.count("M") for one in drawn.regions) == LocalAuthority.objects.count()
    shape = next(one for one in drawn.regions if one.code == first.code)
    assert (shape.figure, shape.shade, shape.url) == ("7", "4", f"#{first.code}")
    assert all(f"M{one.x} {one.y}" in one.path for one in drawn.regions)
    assert {one.shade for one in drawn.regions} == {"0", "4"}
