"""Reads across questions, votes and what came of them."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from cicc_meetups.models import Council, Meetup
from cicc_meetups.questions.models import Outcome, Question, Vote


def is_open(meetup: Meetup, now: datetime) -> bool:
    """Whether councils can ask and vote: until the meetup begins, if it does not fall through."""
    return meetup.cancelled_at is None and now < meetup.starts_at


def open_meetups() -> QuerySet[Meetup]:
    """Return the meetups that take questions, the next first."""
    to_come = Meetup.objects.to_come(timezone.now()).filter(cancelled_at__isnull=True)
    return to_come.filter(starts_at__gt=timezone.now()).select_related("region")


def ordered(meetup: Meetup) -> QuerySet[Question]:
    """Return what is asked at the meetup: what most councils want to hear first, then as it came in.

    Each brings its council, the number of its `voters`, and what came of it.
    """
    shown = Question.objects.public().filter(meetup=meetup, council__left_at__isnull=True)
    return (
        shown.select_related("council")
        .prefetch_related(Prefetch("outcomes", Outcome.objects.order_by("id")))
        .annotate(voters=Count("votes", distinct=True))
        .order_by("-voters", "sent_at", "id")
    )


def for_council(meetup: Meetup, council: Council) -> QuerySet[Question]:
    """Return the same with `mine`: whether this council voted for it."""
    voted = Vote.objects.filter(question=OuterRef("pk"), council=council)
    return ordered(meetup).annotate(mine=Exists(voted))


def own(meetup: Meetup, council: Council) -> QuerySet[Question]:
    """Return everything a council asked for a meetup and did not take back, wherever it is."""
    return asked_by(council).filter(meetup=meetup).order_by("id")


def asked_by(council: Council) -> QuerySet[Question]:
    """Return everything a council asked and did not take back, the newest first, with what came of it."""
    asked = Question.objects.here().filter(council=council).select_related("reply", "meetup__region")
    noted = Prefetch("outcomes", Outcome.objects.order_by("id"))
    return asked.prefetch_related(noted).order_by("-id")


def came_of(question: Question) -> Outcome | None:
    """Return what came of a question that was read with its outcomes; the last note counts."""
    noted = list(question.outcomes.all())
    return noted[-1] if noted else None
