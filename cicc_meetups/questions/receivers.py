"""What questions tell the shared rooms when the site starts, and what they hear from others."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import published

from cicc_meetups.models import Council
from cicc_meetups.questions import actions, emails
from cicc_meetups.questions.models import Question
from cicc_meetups.signals import council_left
from moderation import leaving
from moderation.enums import Verdict
from moderation.models import Decision
from moderation.signals import deciding

leaving.register(Question)


@receiver(council_left, dispatch_uid="questions-council-left")
def leave_with_council(council: Council, by: str, **kwargs: Any) -> None:
    """A council that leaves takes along what it asked, in the same transaction."""
    actions.leave(council=council, by=by)


@receiver(published, dispatch_uid="question-shown")
def tell_shown(instance: Any, **kwargs: Any) -> None:
    """Two people approved it: its council's workers hear so, in the same transaction."""
    if isinstance(instance, Question):
        emails.checked(instance, what=emails.SHOWN)


@receiver(deciding, dispatch_uid="question-refused")
def tell_refused(decision: Decision, subject: Any, **kwargs: Any) -> None:
    """It was refused: they hear so, and read why on their page."""
    if isinstance(subject, Question) and decision.verdict == Verdict.REFUSE:
        reason = decision.reason.code if decision.reason is not None else ""
        emails.checked(subject, what=emails.REFUSED, reason=reason)
