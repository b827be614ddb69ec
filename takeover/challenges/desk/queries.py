"""What the challenges' desk shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from moderation import queries as moderation
from moderation import waiting
from takeover.challenges.journey import WRITING
from takeover.challenges.models import Challenge
from takeover.challenges.words import differing

YOURS, OTHERS, ASKED, PUBLISHED, HELD, REFUSED, CALLED_OFF = (
    "yours",
    "others",
    "asked",
    "published",
    "held",
    "refused",
    "called-off",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One answer on the page: what it says now, and, when that is another, what everybody sees."""

    question: str
    answer: str
    before: str
    changed: bool


def queue(name: str, user: Any) -> QuerySet[Any]:
    """Return one of the desk's queues for `user`, what waits longest, or comes next, first."""
    rows = waiting.with_check(Challenge.objects.all())
    to_come = rows.filter(called_off_at__isnull=True, last_date__gte=timezone.localdate())
    due = rows.filter(task_id__isnull=False, called_off_at__isnull=True)
    match name:
        case "others":
            rows = due.exclude(pk__in=waiting.for_user(due, user).values("pk"))
        case "asked":
            rows = rows.filter(asked_at__isnull=False)
        case "published":
            return to_come.filter(live=True, held_at__isnull=True).order_by("first_date", "pk")
        case "held":
            rows = rows.filter(held_at__isnull=False)
        case "refused":
            rows = rows.filter(refused_at__isnull=False)
        case "called-off":
            return rows.filter(called_off_at__isnull=False).order_by("-called_off_at", "-pk")
        case _:
            rows = waiting.for_user(due, user)
    return rows.order_by("sent_at", "pk")


def lines(challenge: Challenge) -> list[tuple[Any, list[Line]]]:
    """Return (topic's name, its lines) for what waits, or, when nothing does, for what everybody sees."""
    submitted = moderation.as_submitted(challenge)
    now, before = submitted.words(), challenge.words()
    changed = differing(before, now) if challenge.live else ()
    found = []
    for topic in WRITING.table:
        if topic.slug == "arrival":
            continue
        names = [name for name in topic.form.base_fields if name not in topic.form.not_kept]
        said = _said(topic, now, challenge)
        was = _said(topic, before, challenge) if changed else said
        found.append(
            (
                topic.name,
                [
                    Line(question, answer, old, name in changed)
                    for name, (question, answer), (_question, old) in zip(names, said, was, strict=True)
                ],
            )
        )
    return found


def _said(topic: Any, words: dict[str, Any], challenge: Challenge) -> list[tuple[str, str]]:
    return topic.form(answers={**words, "season": str(challenge.season_id)}).summary()
