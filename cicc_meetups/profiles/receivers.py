"""What councils' pages tell the shared rooms when the site starts, and what they hear."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import published

from cicc_meetups.models import Council
from cicc_meetups.profiles import actions
from cicc_meetups.profiles.enums import Route
from cicc_meetups.profiles.models import Profile
from cicc_meetups.signals import council_left
from moderation import leaving

leaving.register(Profile)


@receiver(published, dispatch_uid="profile-approved")
def take_its_place(instance: Any, **kwargs: Any) -> None:
    """Two people approved a version: it takes the place of the one before."""
    if isinstance(instance, Profile):
        actions.make_room_for(instance)


@receiver(council_left, dispatch_uid="profiles-council-left")
def leave_with_council(council: Council, by: str, **kwargs: Any) -> None:
    """A council that leaves takes its page along, in the same transaction."""
    actions.take_down(council=council, by=by, route=Route.LEFT)
