"""A day that is near, one that was yesterday, and who came, by the product's own verbs."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from places.models import Allotment
from takeover.challenges.models import Challenge
from takeover.days import actions
from takeover.days.enums import Side
from takeover.days.models import Roll
from takeover.sign_ups.models import SignUp
from tests.factories import sign_ups as make
from tests.factories.challenges import ChallengeFactory


def coming(*, challenge: Challenge | None = None, **facts: Any) -> SignUp:
    """A group of three with confirmed places, its names shared with the host."""
    given = {"challenge": challenge or ChallengeFactory(published=True, oldest=17), "confirmed": True}
    return make.SignUpFactory(**(given | facts))


def in_days(sign_up: SignUp, days: int) -> SignUp:
    """Let time pass, or turn back, until the day is `days` from today (less than none: it was)."""
    day = timezone.localdate() + timedelta(days=days)
    Challenge.objects.filter(pk=sign_up.challenge_id).update(first_date=day, last_date=day)
    challenge = Challenge.objects.get(pk=sign_up.challenge_id)
    Allotment.objects.about(challenge).update(starts_at=challenge.starts_at, ends_at=challenge.ends_at)
    return make.fresh(sign_up)


def was(*, days_ago: int = 1, **facts: Any) -> SignUp:
    """The same, and its day was `days_ago` days ago."""
    return in_days(coming(**facts), -days_ago)


def mark(sign_up: SignUp, side: Side = Side.LEAD, **facts: Any) -> Roll:
    """`side` writes down who came: everybody, unless `facts` say otherwise."""
    if not {"came", "children"} & set(facts):
        facts["came"] = sign_up.tickets.here().count()
    return actions.mark(sign_up=make.fresh(sign_up), side=side, by="user:1", **facts)
