"""Who is told of a concern, and how: an address of the team, neutral words, and nothing of the concern."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from outbox.actions import post
from safeguarding import clocks
from safeguarding.audit import reference
from safeguarding.enums import Level
from safeguarding.models import Concern, SafeguardingSettings

# In an hour; beyond it one letter each quarter of an hour says that more wait. Whoever sends hundreds of red
# words must not bury the letter about one child.
MOST_LETTERS = 12

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
    now = timezone.now()
    lately = Concern.objects.filter(level=Level.RED, raised_at__gt=now - timedelta(hours=1)).count()
    many = lately > MOST_LETTERS
    which = f"many:{int(now.timestamp()) // 900}" if many else f"{concern.pk}:{concern.level}"
    post(
        key=f"{letter}:{which}",
        to=to,
        template=letter,
        context={"link": settings.SITE_URL + reverse("concerns")},
        language=settings.LANGUAGE_CODE,
        subject_ref="" if many else reference(concern),
    )
    return True
