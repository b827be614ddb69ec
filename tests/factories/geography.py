"""Places that are not in England."""

from __future__ import annotations

from factory import Sequence, SubFactory
from factory.django import DjangoModelFactory

from geography.models import LocalAuthority, Region


class RegionFactory(DjangoModelFactory[Region]):
    class Meta:
        model = Region

    code = Sequence(lambda n: f"X12{n:06d}")
    name = Sequence(lambda n: f"Region {n}")


class LocalAuthorityFactory(DjangoModelFactory[LocalAuthority]):
    class Meta:
        model = LocalAuthority

    code = Sequence(lambda n: f"X06{n:06d}")
    name = Sequence(lambda n: f"Borough {n}")
    region = SubFactory(RegionFactory)
    hex_q = Sequence(lambda n: 1000 + n)
    hex_r = 1000
