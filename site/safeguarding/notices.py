"""Who is told of a concern, and how: an address of the team, neutral words, and nothing of the concern."""

from __future__ import annotations

import logging

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from outbox.actions import post
from safeguarding import clocks
from safeguarding.audit import reference
from safeguarding.enums import Level
from safeguarding.models import Concern, SafeguardingSettings

log = logging.getLogger(__name__)


def raised(concern: Concern) -> bool:
    """Tell of a red concern: the team in working hours, whoever is on call outside them (F10).

    Whether it is night is asked at the moment of telling. Others wait in the list.
    """
    if concern.level != Level.RED:
        return False
    people = SafeguardingSettings.load()
    at_work = clocks.is_open(timezone.now())
    first, second = people.team_email, people.on_call_email
    return _tell(concern, "concern_waits", first if at_work else second, second if at_work else first)


def unanswered(concern: Concern) -> bool:
    """Tell whoever stands behind the team that a concern has not been answered in time."""
    people = SafeguardingSettings.load()
    return _tell(
        concern, "concern_unanswered", people.escalation_email, people.on_call_email, people.team_email
    )


def _tell(concern: Concern, letter: str, *addresses: str) -> bool:
    to = next((address for address in addresses if address), "")
    if not to:
        log.error("Concern %s: no address is set under Settings, Safeguarding; nobody was told.", concern.pk)
        return False
    post(
        key=f"{letter}:{concern.pk}:{concern.level}",
        to=to,
        template=letter,
        context={"link": settings.SITE_URL + reverse("concerns")},
        language=settings.LANGUAGE_CODE,
        subject_ref=reference(concern),
    )
    return True
