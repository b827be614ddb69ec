"""Whom the room writes to: its own team, a link and nothing of any child."""

from __future__ import annotations

import logging

from django.conf import settings
from django.urls import reverse

from help_at_hand.cases.models import Case
from help_at_hand.models import HelpSettings
from outbox.actions import post
from safeguarding.audit import reference

log = logging.getLogger(__name__)


def late(case: Case) -> bool:
    """Tell the team that a child has waited longer than promised."""
    to = HelpSettings.load().team_email
    if not to:
        log.error("Case %s is late, and no address is set under Settings, Help at Hand.", case.pk)
        return False
    assert case.waits_since is not None
    post(
        key=f"case_late:{case.pk}:{case.waits_since:%Y%m%d%H%M%S%f}",
        to=to,
        template="concern_unanswered",
        context={"link": settings.SITE_URL + reverse("help_cases")},
        language=settings.LANGUAGE_CODE,
        subject_ref=reference(case),
    )
    return True
