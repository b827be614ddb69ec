"""What children said of a season's days, for its page in the archive."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from takeover.days import figures
from takeover.models import Season

register = template.Library()


@register.inclusion_tag("days/parts/season.html")
def what_children_said(season: Season) -> dict[str, Any]:
    """Draw the faces of `season`, or nothing while they cannot be shown (S11)."""
    return {"said": figures.for_everybody(season, timezone.localdate())}
