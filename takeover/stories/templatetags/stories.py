"""What happened and what changed, on the page of a takeover that is over."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from takeover.challenges.models import Challenge
from takeover.stories import queries

register = template.Library()


@register.inclusion_tag("stories/parts/of_challenge.html")
def what_came_of_it(challenge: Challenge) -> dict[str, Any]:
    """Show stories and changes of `challenge`; asks nothing of the database before its day is over."""
    if challenge.last_date >= timezone.localdate():
        return {}
    return {
        "stories": queries.in_words(list(queries.stories_of(challenge))),
        "changes": queries.changes_of([challenge]),
    }
