"""Looking after those who watch: their own settings, their own count, a break proposed and never forced.

Only the person sees their count. Their leads see this week's, as a number without films or times, when the
person has said so, and no longer than that. There is no total, no order by count and no comparison.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from moderation.comfort import Comfort, HardMoment, WelfareSettings
from moderation.enums import Hard

WEEK = timedelta(days=7)
KEPT = timedelta(days=84)  # twelve weeks: long enough to notice a bad stretch, with a lead or alone
# Refusals and holds nobody shrugs off (moderation/reasons.csv).
HARD_REASONS = frozenset({"body", "hurt", "worry", "suspected-image"})


@dataclass(frozen=True, slots=True)
class Proposal:
    """Why a break is proposed: minutes at the desk, hard ones since it began; and whom one can talk to."""

    minutes: int
    hard: int
    talk_to: str


def comfort(user: Any) -> Comfort:
    """Return how `user`'s player starts; unsaved defaults for somebody who never chose."""
    return Comfort.objects.filter(user=user).first() or Comfort(user=user)


@transaction.atomic
def choose(*, user: Any, **choices: bool) -> Comfort:
    """Keep `user`'s choices: muted, blurred, grey, share. Raises TypeError for anything else."""
    if unknown := set(choices) - {"muted", "blurred", "grey", "share"}:
        raise TypeError(f"not a choice: {', '.join(sorted(unknown))}")
    return Comfort.objects.update_or_create(user=user, defaults=choices)[0]


def note(*, user: Any, why: Hard) -> HardMoment:
    """Count one hard moment for `user`; which film it was is not kept."""
    return HardMoment.objects.create(user=user, why=why)


def come_to_desk(*, user: Any) -> Proposal | None:
    """Note that `user` is at the desk, and return a break to propose, or None.

    Nothing is kept but when this stretch began and when it was last seen to go on; a pause as long as
    WelfareSettings says begins a new one.
    """
    now, settings = timezone.now(), WelfareSettings.load()
    mine, _ = Comfort.objects.get_or_create(user=user)
    pause = timedelta(minutes=settings.pause_minutes)
    rested = mine.at_desk_last is None or not timedelta() <= now - mine.at_desk_last < pause
    since = now if rested or mine.at_desk_since is None else mine.at_desk_since
    Comfort.objects.filter(pk=mine.pk).update(at_desk_since=since, at_desk_last=now)
    minutes = int((now - since).total_seconds() // 60)
    hard = HardMoment.objects.filter(user=user, at__gte=since).count()
    if minutes < settings.break_minutes and hard < settings.hard_ones:
        return None
    return Proposal(minutes, hard, settings.talk_to)


def own_counts(user: Any) -> dict[str, int]:
    """Return how many hard moments `user` had this week and in all that is kept; for their eyes only."""
    mine = HardMoment.objects.filter(user=user)
    return {"week": mine.filter(at__gt=timezone.now() - WEEK).count(), "kept": mine.count()}


def shared() -> QuerySet[Comfort]:
    """Return those who let leads see their count, by name, each with `week`: a number and nothing else."""
    this_week = Q(user__hard_moments__at__gt=timezone.now() - WEEK)
    return (
        Comfort.objects.filter(share=True, user__is_active=True)
        .select_related("user")
        .annotate(week=Count("user__hard_moments", filter=this_week))
        .order_by("user__first_name", "user__email")
    )


def forget_old() -> int:
    """Drop hard moments after twelve weeks; return how many. The sweeper calls it (S1)."""
    count, _ = HardMoment.objects.filter(at__lt=timezone.now() - KEPT).delete()
    return count


def forget(*, user: Any) -> None:
    """Drop all of a person's: choices, count, and when they were at the desk."""
    HardMoment.objects.filter(user=user).delete()
    Comfort.objects.filter(user=user).delete()
