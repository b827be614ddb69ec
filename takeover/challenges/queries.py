"""Reads across challenges, drafts and their places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from moderation import queries as moderation
from moderation import text_checks
from places.models import Allotment
from places.queries import allotments_of
from takeover.challenges import words
from takeover.challenges.models import Arrival, Challenge, Draft
from takeover.enums import HostState
from takeover.models import Host, Season

MAY_WRITE = (HostState.WAITING, HostState.ASKED, HostState.APPROVED, HostState.SUSPENDED)


@dataclass(frozen=True, slots=True)
class Listed:
    """One challenge in its host's list; `taken` and `waiting` are None before it has places."""

    challenge: Challenge
    state: Any
    taken: int | None
    waiting: int | None


def seasons() -> QuerySet[Season]:
    """Return the seasons a host can write for: those that run or come, the next first."""
    return Season.objects.canonical().not_over(timezone.localdate())


def may_write(host: Host | None) -> bool:
    """Whether the organisation was sent to be checked, and neither refused nor gone."""
    return host is not None and host.state in MAY_WRITE


def may_change(challenge: Challenge) -> bool:
    """Whether its host can still change it: neither over nor called off."""
    return challenge.called_off_at is None and not challenge.is_over(timezone.localdate())


def unsent(host: Host) -> QuerySet[Draft]:
    """Return what `host` is writing and has never sent, what was touched last first."""
    return host.drafts.filter(challenge__isnull=True).order_by("-touched_at", "-id")


def listed(challenges: Iterable[Challenge], host: Host, today: date) -> list[Listed]:
    """Return what the list says of `host`'s challenges, in as many reads for three as for one."""
    rows = list(challenges)
    allotments = allotments_of(rows)
    found = []
    for challenge in rows:
        challenge.host = host
        places: Allotment | None = allotments.get(str(challenge.pk))
        found.append(
            Listed(
                challenge,
                challenge.state(today),
                places.taken if places else None,
                places.waiting if places else None,
            )
        )
    return found


def answers(draft: Draft, host: Host) -> dict[str, Any]:
    """Return what the forms need to know: the host's answers, the season, and the ages it takes."""
    return {**draft.answers, "season": str(draft.season_id), "host_ages": host.answers().get("ages")}


def arrival_of(challenge: Challenge) -> dict[str, str]:
    """Return whom a group asks for at the door; empty once that was deleted."""
    row = Arrival.objects.filter(challenge=challenge).first()
    return {name: getattr(row, name) for name in words.ARRIVAL} if row is not None else {}


def changed_since_sent(draft: Draft) -> tuple[str, ...]:
    """Return the fields in which what is being written differs from what was last sent."""
    if draft.challenge is None:
        return ()
    return words.differing(moderation.as_submitted(draft.challenge).words(), written(draft))


def written(draft: Draft) -> dict[str, Any]:
    """Return what is being written as a challenge would say it; what is not answered yet is None."""
    found: dict[str, Any] = {}
    for name in words.WORDS:
        blank = Challenge()
        try:
            words.put(blank, draft.answers, (name,))
        except (ValueError, TypeError):
            found[name] = None
        else:
            found[name] = blank.words()[name]
    return found


def hits(said: dict[str, Any]) -> list[text_checks.Hit]:
    """Return what a reviewer should look at in a challenge's words (S20, S21); the address is one."""
    return text_checks.hits(*(str(said.get(name) or "") for name in words.TEXTS))


def shown_to_end(host: Host, today: date) -> QuerySet[Challenge]:
    """Return the published challenges of `host` that are not over and were not called off."""
    return Challenge.objects.filter(
        host=host, live=True, called_off_at__isnull=True, last_date__gte=today
    ).order_by("id")
