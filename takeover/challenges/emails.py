"""What this room writes to hosts. Subjects are neutral; what was asked is read after signing in."""

from __future__ import annotations

from django.utils import timezone

from outbox.models import Message
from takeover.challenges.models import Challenge
from takeover.emails import to_host


def received(challenge: Challenge) -> Message | None:
    """Say that it came in, and what happens next."""
    sent = challenge.sent_at.isoformat() if challenge.sent_at else ""
    return _to(challenge, "challenge_received", sent)


def asked(challenge: Challenge) -> Message | None:
    """Say that there is a question; it is read after signing in."""
    return _to(challenge, "challenge_question")


def refused(challenge: Challenge) -> Message | None:
    """Say no; the reason is read after signing in."""
    return _to(challenge, "challenge_refused")


def published(challenge: Challenge) -> Message | None:
    """Say that two people said yes, and that everybody sees it now, or sees what is new."""
    return _to(challenge, "challenge_published")


def closed(challenge: Challenge) -> Message | None:
    """Say that it is not shown for now."""
    return _to(challenge, "challenge_closed")


def reopened(challenge: Challenge) -> Message | None:
    """Say that it is shown again."""
    return _to(challenge, "challenge_reopened")


def called_off(challenge: Challenge) -> Message | None:
    """Confirm that it is called off, and that we tell everybody."""
    return _to(challenge, "challenge_called_off")


def _to(challenge: Challenge, template: str, moment: str = "") -> Message | None:
    which = f"{challenge.pk}:{moment or timezone.now().isoformat()}"
    return to_host(challenge.host, template, which, page="challenges:own", of=challenge.pk)
