"""England is there after a migrate, whole and without two places in one hexagon."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from geography import queries
from geography.models import Region
from tests.factories.geography import LocalAuthorityFactory, RegionFactory

pytestmark = pytest.mark.django_db


def test_every_database_has_nine_regions_and_153_authorities() -> None:
    assert queries.regions().count() == 9
    assert queries.authorities().count() == 153
    assert all(code.startswith("E12") for code in queries.regions().values_list("code", flat=True))


def test_list_regions_by_name() -> None:
    names = [region.name for region in queries.regions()]
    assert names == sorted(names)
    assert "North East" in names


def test_list_authorities_of_one_region() -> None:
    north_east = Region.objects.get(name="North East")
    names = [authority.name for authority in queries.authorities(region=north_east)]
    assert len(names) == 12
    assert "Gateshead" in names
    assert "Bristol, City of" not in names


def test_list_authorities_with_their_regions_in_one_query() -> None:
    with CaptureQueriesContext(connection) as captured:
        names = {authority.region.name for authority in queries.authorities()}
    assert len(names) == 9
    assert len(captured) == 1


def test_draw_the_north_before_the_south() -> None:
    drawn = [authority.name for authority in queries.hexagons()]
    assert drawn.index("Northumberland") < drawn.index("Cornwall")


def test_two_authorities_never_share_a_hexagon() -> None:
    region = RegionFactory()
    LocalAuthorityFactory(region=region, hex_q=900, hex_r=900)
    with pytest.raises(IntegrityError):
        LocalAuthorityFactory(region=region, hex_q=900, hex_r=900)


@pytest.mark.django_db(transaction=True)
def test_first_of_two_committing_tests_takes_a_region_away() -> None:
    Region.objects.filter(name="London").update(name="Londinium")
    assert Region.objects.filter(name="Londinium").exists()


@pytest.mark.django_db(transaction=True)
def test_a_committing_test_finds_what_migrations_wrote() -> None:
    """A flush would lose them; the suite renews the database from its template instead."""
    assert Region.objects.filter(name="London").exists()
    assert queries.regions().count() == 9
