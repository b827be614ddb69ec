"""What pictures of meetups tell the shared rooms when the site starts, and what they hear from others."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from cicc_meetups.after import actions
from cicc_meetups.after.models import Picture
from cicc_meetups.bookings.models import YoungPerson
from consent.enums import Purpose
from consent.models import Answer
from consent.signals import answered
from moderation import leaving
from safeguarding import actions as safeguarding
from safeguarding import audit

leaving.register(Picture)


@receiver(answered, dispatch_uid="meetup-photo-no")
def hide_pictures_of(answer: Answer, subject: Any, **kwargs: Any) -> None:
    """Who says no to photos is in no picture from then on: it is held in the same transaction (S19)."""
    if isinstance(subject, YoungPerson) and answer.purpose == Purpose.PHOTO_AT_EVENT and not answer.yes:
        for picture in Picture.objects.here().filter(people=subject):
            safeguarding.hold(subject=picture, reason=actions.NO_PHOTO, by=audit.SYSTEM)
