"""What this room does when a lower one says that something has happened."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from wagtail.signals import published

from moderation.enums import Verdict
from moderation.models import Decision
from moderation.signals import deciding
from safeguarding import audit
from safeguarding.signals import held, lifted
from takeover.challenges import actions, emails, finding, signals
from takeover.challenges.models import Challenge
from takeover.enums import HostState
from takeover.models import Host
from takeover.signals import erased, leaving, resumed, stopped


@receiver(deciding, dispatch_uid="challenge-deciding")
def follow_decision(decision: Decision, subject: Any, **kwargs: Any) -> None:
    """Let the challenge's own facts change together with the verdict."""
    if not isinstance(subject, Challenge):
        return
    match decision.verdict:
        case Verdict.REFUSE:
            actions.mark_refused(challenge=subject, reason=decision.reason)
        case Verdict.ASK_CHANGE:
            actions.mark_asked(challenge=subject)


@receiver(published, sender=Challenge, dispatch_uid="challenge-published")
def say_yes(instance: Challenge, **kwargs: Any) -> None:
    """Wagtail sends this inside the transaction of the gate."""
    emails.published(instance)


@receiver(held, dispatch_uid="challenge-held")
def hide(subject: Any, by: str, **kwargs: Any) -> None:
    """A hold hides the challenge in the same transaction."""
    if isinstance(subject, Challenge):
        actions.mark_held(challenge=subject, by=by)


@receiver(lifted, dispatch_uid="challenge-lifted")
def show(subject: Any, by: str, **kwargs: Any) -> None:
    if isinstance(subject, Challenge):
        actions.mark_lifted(challenge=subject, by=by)


@receiver(leaving, dispatch_uid="challenges-host-leaving")
def lock_first(host: Host, **kwargs: Any) -> None:
    """Challenge, then host, then places, as a gate that opens at the same moment takes them."""
    actions.lock_all_of(host=host)


@receiver(stopped, dispatch_uid="challenges-host-stopped")
def stop(host: Host, why: HostState, **kwargs: Any) -> None:
    """S23: what lapses closes the challenges at once; an organisation that leaves calls them off."""
    if why == HostState.LEFT:
        actions.leave(host=host, by=audit.SYSTEM)
    else:
        actions.settle(host=host, by=audit.SYSTEM)


@receiver(resumed, dispatch_uid="challenges-host-resumed")
def go_on(host: Host, **kwargs: Any) -> None:
    actions.settle(host=host, by=audit.SYSTEM)


@receiver(published, sender=Host, dispatch_uid="challenges-host-approved")
def go_on_again(instance: Host, **kwargs: Any) -> None:
    """A host that was refused or suspended was approved anew."""
    actions.settle(host=instance, by=audit.SYSTEM)


@receiver(erased, dispatch_uid="challenges-host-erased")
def erase(host: Host, **kwargs: Any) -> None:
    actions.erase_of(host=host)


@receiver([signals.published, signals.changed, signals.reopened], dispatch_uid="challenges-find-anew")
def find_anew(**kwargs: Any) -> None:
    """What is new is found at once by every process that shares the cache, and in a minute by the others."""
    transaction.on_commit(finding.forget)
