"""Two children of a past takeover: one said yes to photos, one did not."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from consent.enums import Purpose
from takeover.challenges.models import Challenge
from takeover.sign_ups.models import Ticket
from tests.factories import sign_ups


def say(ticket: Ticket, *, yes: bool) -> None:
    """Everybody asked says yes or no to photos of this child."""
    sign_ups.say(ticket, yes=yes, purposes=(Purpose.PHOTO_AT_EVENT,))


def two_children() -> tuple[Challenge, Ticket, Ticket]:
    """A takeover that was yesterday, a child with a standing photo yes, and one without."""
    made = sign_ups.SignUpFactory(confirmed=True, size=2)
    yes, no = made.tickets.here()
    say(no, yes=False)
    day = timezone.localdate() - timedelta(days=1)
    Challenge.objects.filter(pk=made.challenge_id).update(first_date=day, last_date=day)
    return Challenge.objects.select_related("host__registration__owner").get(pk=made.challenge_id), yes, no
