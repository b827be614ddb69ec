"""What stories tell the shared rooms when the site starts, and what they hear from others."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import published

from consent.enums import Purpose
from consent.models import Answer
from consent.signals import answered
from moderation import leaving
from safeguarding import actions as safeguarding
from safeguarding import audit
from takeover.models import Host
from takeover.sign_ups.models import Ticket
from takeover.signals import erased
from takeover.stories import actions, pages
from takeover.stories.models import Change, WriteUp

NO_PHOTO = "photo-no"  # the reason of a hold: somebody in a picture said no to photos

leaving.register(WriteUp)
leaving.register(Change)


@receiver(published, dispatch_uid="write-up-approved")
def make_page(instance: Any, **kwargs: Any) -> None:
    """Two people approved a write-up: its page waits for an editor."""
    if isinstance(instance, WriteUp):
        pages.make(instance)


@receiver(answered, dispatch_uid="photo-no")
def hide_pictures_of(answer: Answer, subject: Any, **kwargs: Any) -> None:
    """Who says no to photos is in no story from then on: those they are in are held at once (S19)."""
    if isinstance(subject, Ticket) and answer.purpose == Purpose.PHOTO_AT_EVENT and not answer.yes:
        for write_up in WriteUp.objects.here().filter(pictures__tickets=subject).distinct():
            safeguarding.hold(subject=write_up, reason=NO_PHOTO, by=audit.SYSTEM)


@receiver(erased, dispatch_uid="host-erased-stories")
def leave_with_host(host: Host, **kwargs: Any) -> None:
    actions.leave(host=host, by=audit.SYSTEM)
