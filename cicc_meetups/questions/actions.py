"""Asking, voting, taking back, and noting what came of it: one verb a function."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from cicc_meetups.models import Council, Meetup
from cicc_meetups.questions import emails, queries
from cicc_meetups.questions.enums import Came, Route
from cicc_meetups.questions.models import Outcome, Question, Vote
from consent import withdrawal
from moderation import actions as moderation
from safeguarding import audit

MOST_A_COUNCIL = 3  # so that every council's question can be heard
REFUSED_KEPT = timedelta(days=28)  # so that its council can read why
KEPT = timedelta(days=3 * 365)  # after the meetup: what came of it is told for years
MOST_AT_ONCE = 50  # a clock that jumps ahead must not delete everything at once (F10)


class NotNow(Exception):
    """The meetup takes no questions and no votes: it has begun, or does not happen."""


class NoAnswer(ValueError):
    """An answer without words says nothing."""


class Enough(Exception):
    """The council has asked as many as it can."""


@transaction.atomic
def ask(*, meetup: Meetup, council: Council, words: str, language: str, by: str) -> Question:
    """Take a question and have it checked; asking is the council's vote for it.

    The same words once more are the same question (F8). Raises NotNow, Enough.
    """
    # The council's row first, so that two workers at once do not ask one too many.
    Council.objects.select_for_update().get(pk=council.pk)
    if not queries.is_open(meetup, timezone.now()):
        raise NotNow
    own = Question.objects.here().filter(meetup=meetup, council=council, refused_at__isnull=True)
    if known := own.filter(words=words).first():
        return known
    if own.count() >= MOST_A_COUNCIL:
        raise Enough
    made = Question.objects.create(meetup=meetup, council=council, words=words, language=language)
    Vote.objects.create(question=made, council=council)
    audit.record(by=by, act="question.sent", subject=made, meetup=meetup.pk, council=council.pk)
    moderation.start_review(subject=made, by=by)
    return made


@transaction.atomic
def vote(*, question: Question, council: Council, wanted: bool, by: str) -> bool:
    """Give or take back the council's one vote; True if that changed something.

    Raises NotNow, and Question.DoesNotExist for one that other councils cannot see.
    """
    shown = Question.objects.public().select_for_update(of=("self",)).select_related("meetup")
    row = shown.get(pk=question.pk)
    if not queries.is_open(row.meetup, timezone.now()):
        raise NotNow
    if wanted:
        _row, changed = Vote.objects.get_or_create(question=row, council=council)
    else:
        changed = bool(Vote.objects.filter(question=row, council=council).delete()[0])
    if changed:
        act = "question.voted" if wanted else "question.vote_taken_back"
        audit.record(by=by, act=act, subject=row, council=council.pk)
    return changed


def take_back(*, question: Question, by: str, route: Route) -> bool:
    """Take a question back at once and for good (S8); True for the one caller that did it."""
    return withdrawal.withdraw(subject=question, by=by, route=route.value)


@transaction.atomic
def note(*, question: Question, came: Came, words: str, user: Any, by: str) -> Outcome:
    """Note what came of a public question; a later note is a row of its own, and the last one counts.

    Its council's workers are told. The same once more is the same note (F8).

    Raises NotNow before the meetup, Question.DoesNotExist for one that is not public, and NoAnswer.
    """
    shown = Question.objects.public().select_for_update(of=("self",)).select_related("meetup")
    row = shown.get(pk=question.pk)
    if row.meetup.starts_at > timezone.now():
        raise NotNow
    if came == Came.ANSWERED and not words:
        raise NoAnswer
    last = row.outcomes.last()
    if last is not None and (last.came, last.words) == (came, words):
        return last
    made = Outcome.objects.create(question=row, came=came, words=words, noted_by=user)
    emails.came(made)
    audit.record(by=by, act="question.noted", subject=row, came=came.value)
    return made


@transaction.atomic
def leave(*, council: Council, by: str) -> int:
    """Take back everything a council that leaves has asked, and its votes; return how many questions."""
    Vote.objects.filter(council=council).delete()
    asked = Question.objects.here().filter(council=council)
    return sum(take_back(question=one, by=by, route=Route.COUNCIL) for one in asked)


def erase_old() -> int:
    """Take back what has had its time (S1): 28 days after a refusal, three years after the meetup.

    Questions of councils that left go too, whoever forgot to.
    """
    now = timezone.now()
    here = Question.objects.here().order_by("pk")
    due = [
        *here.filter(refused_at__lte=now - REFUSED_KEPT)[:MOST_AT_ONCE],
        *here.filter(meetup__ends_at__lte=now - KEPT)[:MOST_AT_ONCE],
        *here.filter(council__left_at__isnull=False)[:MOST_AT_ONCE],
    ]
    return sum(take_back(question=one, by=audit.SYSTEM, route=Route.EXPIRY) for one in due)
