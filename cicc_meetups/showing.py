"""Which meetups everybody may see, by their public pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from cicc_meetups.enums import MeetupState
from cicc_meetups.models import MeetupPage
from places.queries import allotments_of


@dataclass(frozen=True, slots=True)
class Row:
    """A meetup's page, and where the meetup is."""

    page: MeetupPage
    state: MeetupState
    over: bool


def public() -> Any:
    """Return public pages of meetups; venue and phone are not even read (S12)."""
    pages = MeetupPage.objects.live().public().select_related("meetup__region")
    return pages.defer("meetup__venue", "meetup__venue_way", "meetup__day_phone")


def rows(pages: Any) -> list[Row]:
    """Return `pages`, those to come first and next first, then those that are over; two queries."""
    now = timezone.now()
    found: list[MeetupPage] = list(pages.order_by("meetup__starts_at", "pk"))
    allotments = allotments_of([page.meetup for page in found])
    made = [
        Row(page, page.meetup.state(allotments.get(str(page.meetup_id)), now), page.meetup.ends_at <= now)
        for page in found
    ]
    return [row for row in made if not row.over] + [row for row in reversed(made) if row.over]
