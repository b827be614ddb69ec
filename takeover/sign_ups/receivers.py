"""What this room does when a lower one says that something has happened."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from consent.models import Answer
from consent.signals import answered
from places.models import Booking, Step
from places.signals import moved
from safeguarding.signals import lifted
from takeover.challenges import signals
from takeover.challenges.models import Challenge
from takeover.sign_ups import actions, following
from takeover.sign_ups.models import Ticket


@receiver(answered, dispatch_uid="ticket-answered")
def hear_answer(answer: Answer, subject: Any, by: str, **kwargs: Any) -> None:
    if isinstance(subject, Ticket):
        following.heard(ticket=subject, answer=answer, by=by)


@receiver(moved, sender=Challenge, dispatch_uid="sign-up-moved")
def hear_of_places(booking: Booking, step: Step, **kwargs: Any) -> None:
    following.moved(booking=booking, step=step)


@receiver(signals.changed, dispatch_uid="sign-ups-challenge-changed")
def tell_of_change(challenge: Challenge, **kwargs: Any) -> None:
    following.challenge_changed(challenge=challenge, what="changed")


@receiver(signals.closed, dispatch_uid="sign-ups-challenge-closed")
def tell_of_closing(challenge: Challenge, **kwargs: Any) -> None:
    following.challenge_changed(challenge=challenge, what="closed")


@receiver(signals.reopened, dispatch_uid="sign-ups-challenge-reopened")
def tell_of_reopening(challenge: Challenge, **kwargs: Any) -> None:
    following.challenge_changed(challenge=challenge, what="reopened")


@receiver(lifted, dispatch_uid="ticket-lifted")
def forget_now(subject: Any, **kwargs: Any) -> None:
    """A ticket that was taken back while it was held is erased when nothing holds it any more."""
    if isinstance(subject, Ticket) and subject.gone_at is not None:
        actions.forget(ticket=subject)
