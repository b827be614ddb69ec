"""A region's name in the reader's language."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise

from geography import names
from geography.models import Region

register = template.Library()


@register.filter
def region_name(region: Region) -> str | Promise:
    """Return what `region` is called in the reader's language."""
    return names.region_name(region)
