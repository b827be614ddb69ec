"""Wishes, taken where they are by the product's own verbs."""

from __future__ import annotations

import itertools
from typing import Any

from accounts.models import User
from geography.models import Region
from moderation import actions as moderation
from moderation.enums import Check, Verdict
from takeover.challenges.models import Challenge
from takeover.wishes import actions
from takeover.wishes.models import Offer, Wish
from tests.factories.accounts import UserFactory
from tests.factories.moderation import waiting_check

_numbers = itertools.count(1)


def a_region() -> Region:
    """Any region of the geography that every test database has."""
    found = Region.objects.order_by("code").first()
    assert found is not None
    return found


def made(words: str = "", *, region: str | None = None, age_band: str = "7-9") -> actions.Made:
    """A wish that was sent, with its code."""
    number = next(_numbers)
    return actions.make(
        answers={
            "words": words or f"I want to run a zoo for a day, number {number}",
            "region": a_region().code if region is None else region,
            "age_band": age_band,
        },
        language="en",
        form=f"secret {number}",
    )


def waiting_wish(words: str = "", **said: Any) -> Wish:
    """A wish whose first check is waiting."""
    return fresh(made(words, **said).wish)


def public_wish(words: str = "", **said: Any) -> Wish:
    """A wish that two people approved."""
    wish = waiting_wish(words, **said)
    for _ in range(2):
        decide(wish, UserFactory(moderator=True))
    return fresh(wish)


def fresh(wish: Wish) -> Wish:
    """The wish as the database has it now."""
    return Wish.objects.get(pk=wish.pk)


def decide(subject: Any, user: User, verdict: Verdict = Verdict.APPROVE, **kwargs: Any) -> Any:
    """`user` reads what is there and gives `verdict` on the check that waits."""
    subject = type(subject)._base_manager.get(pk=subject.pk)
    digest = subject.review_digest(Check.SAFEGUARDING)
    moderation.note_seen(subject=subject, user=user, digest=digest, what="page")
    state = waiting_check(subject)
    return moderation.decide(task_state=state, user=user, verdict=verdict, **kwargs)


def answered(wish: Wish, challenge: Challenge) -> Offer:
    """`challenge` was begun because of `wish`."""
    return Offer.objects.create(wish=wish, challenge=challenge)
