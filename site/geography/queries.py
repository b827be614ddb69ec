"""Where in England: the lists that forms and maps offer."""

from __future__ import annotations

from django.db.models import QuerySet

from geography.models import LocalAuthority, Region


def regions() -> QuerySet[Region]:
    """Return the nine regions by name; the finest place a child is ever asked for."""
    return Region.objects.order_by("name")


def authorities(*, region: Region | None = None) -> QuerySet[LocalAuthority]:
    """Return the local authorities by name, of one region when it is given."""
    found = LocalAuthority.objects.select_related("region").order_by("name")
    return found if region is None else found.filter(region=region)


def hexagons() -> QuerySet[LocalAuthority]:
    """Return the authorities in the order a map draws them: row by row, from the top left."""
    return LocalAuthority.objects.select_related("region").order_by("-hex_r", "hex_q")
