"""England's regions in the reader's language."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from geography.models import Region
from geography.queries import regions

_NAMES = {
    "E12000001": _("North East"),
    "E12000002": _("North West"),
    "E12000003": _("Yorkshire and the Humber"),
    "E12000004": _("East Midlands"),
    "E12000005": _("West Midlands"),
    "E12000006": _("East of England"),
    "E12000007": _("London"),
    "E12000008": _("South East"),
    "E12000009": _("South West"),
}


def region_name(region: Region) -> str | Promise:
    """Return what `region` is called in the reader's language."""
    return _NAMES.get(region.code, region.name)


def region_choices() -> list[tuple[str, str | Promise]]:
    """Return (code, name) of the nine regions: the finest place a child is ever asked for (S2)."""
    return [(region.code, region_name(region)) for region in regions()]
