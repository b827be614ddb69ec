"""What wishes tell the shared rooms when the site starts, and what they hear from challenges."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from moderation import leaving
from takeover.challenges.models import Challenge
from takeover.challenges.signals import published
from takeover.wishes import actions
from takeover.wishes.models import Wish

leaving.register(Wish)


@receiver(published, dispatch_uid="wish-answered")
def answer_wish(challenge: Challenge, **kwargs: Any) -> None:
    actions.tie(challenge=challenge)
