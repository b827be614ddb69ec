"""Where meetups are, as everybody may know: worked out from moments and places, never the venue (S12)."""

from __future__ import annotations

from django import template
from django.utils import timezone

from cicc_meetups import showing
from cicc_meetups.enums import MeetupState
from cicc_meetups.models import Meetup, MeetupIndexPage
from places.queries import allotment_of

register = template.Library()


@register.simple_tag
def meetup_state(meetup: Meetup) -> MeetupState:
    """Return the state of one meetup."""
    return meetup.state(allotment_of(meetup), timezone.now())


@register.simple_tag
def meetups_below(page: MeetupIndexPage) -> list[showing.Row]:
    """Return the meetups whose public pages stand below `page`."""
    return showing.rows(showing.public().child_of(page))
