"""What this room does when a lower one says that something has happened."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from accounts.signals import code_asked
from moderation.enums import Verdict
from moderation.models import Decision
from moderation.signals import deciding
from takeover import actions, emails
from takeover.doors import HOSTS
from takeover.models import Host
from takeover.signals import approved


@receiver(code_asked, dispatch_uid="host-code-asked")
def write_code(door: str, email: str, code: str, language: str, **kwargs: Any) -> None:
    """Hosts and leads of groups share one door."""
    if door == HOSTS.name:
        emails.code(email=email, code=code, language=language)


@receiver(deciding, dispatch_uid="host-deciding")
def follow_decision(decision: Decision, subject: Any, **kwargs: Any) -> None:
    """Let the host's own facts change together with the verdict."""
    if not isinstance(subject, Host):
        return
    match decision.verdict:
        case Verdict.REFUSE:
            actions.mark_refused(host=subject, reason=decision.reason)
        case Verdict.ASK_CHANGE:
            actions.mark_asked(host=subject)


@receiver(approved, dispatch_uid="host-approved")
def say_yes(host: Host, **kwargs: Any) -> None:
    emails.approved(host)
