"""What questions tell the shared rooms when the site starts, and what they hear."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from cicc_meetups.models import Council
from cicc_meetups.questions import actions
from cicc_meetups.questions.models import Question
from cicc_meetups.signals import council_left
from moderation import leaving

leaving.register(Question)


@receiver(council_left, dispatch_uid="questions-council-left")
def leave_with_council(council: Council, by: str, **kwargs: Any) -> None:
    """A council that leaves takes along what it asked, in the same transaction."""
    actions.leave(council=council, by=by)
