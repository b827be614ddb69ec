"""Writing a promise down, telling what became of it, being reminded: one verb a function."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from cicc_meetups.models import Meetup
from cicc_meetups.promises import emails
from cicc_meetups.promises.enums import ENDED, PromiseState, Route
from cicc_meetups.promises.models import News, Promise
from cicc_meetups.questions.models import Question
from consent import withdrawal
from moderation import actions as moderation
from safeguarding import audit

ASKED_AFTER = timedelta(days=91)  # three months, when nobody said by when
REFUSED_KEPT = timedelta(days=365)
KEPT = timedelta(days=7 * 365)  # after it was made: a council's years, and those of the next
MOST_AT_ONCE = 50  # a clock that jumps ahead must not delete everything at once (F10)


class NotNow(Exception):
    """Nothing is promised at a meetup that has not begun."""


class NotShown(Exception):
    """There is news only of a promise everybody can read."""


@transaction.atomic
def record(
    *,
    meetup: Meetup,
    words: str,
    who: str,
    made_date: date,
    by_date: date | None,
    question: Question | None,
    user: Any,
    by: str,
) -> Promise:
    """Write a promise down and have two others check it. Raises NotNow."""
    if meetup.starts_at > timezone.now():
        raise NotNow
    made = Promise.objects.create(
        meetup=meetup,
        question=question,
        words=words,
        who=who,
        made_date=made_date,
        by_date=by_date,
        ask_again_date=by_date or made_date + ASKED_AFTER,
        language=settings.LANGUAGE_CODE,
    )
    audit.record(by=by, act="promise.recorded", subject=made, meetup=meetup.pk)
    moderation.start_review(subject=made, by=by, user=user)
    return made


@transaction.atomic
def tell(
    *,
    promise: Promise,
    state: PromiseState,
    words: str,
    on_date: date,
    ask_again_date: date | None,
    user: Any,
    by: str,
) -> News:
    """Tell what became of a promise, in a row of its own, and have two others check it.

    News that still waits is taken back: the new one says it better. Raises NotShown.
    """
    row = Promise.objects.public().select_for_update().filter(pk=promise.pk).first()
    if row is None:
        raise NotShown
    for waiting in News.objects.here().filter(promise=row, live=False, refused_at__isnull=True):
        take_back(subject=waiting, by=by, route=Route.STAFF)
    made = News.objects.create(
        promise=row, state=state, words=words, on_date=on_date, language=settings.LANGUAGE_CODE
    )
    again = None if state in ENDED else ask_again_date or on_date + ASKED_AFTER
    Promise.objects.filter(pk=row.pk).update(ask_again_date=again)
    audit.record(by=by, act="promise.told", subject=row, state=state.value, news=made.pk)
    moderation.start_review(subject=made, by=by, user=user)
    return made


@transaction.atomic
def ask_later(*, promise: Promise, on: date, by: str) -> None:
    """Ask again on another day: nobody could say yet."""
    Promise.objects.filter(pk=promise.pk).update(ask_again_date=on)
    audit.record(by=by, act="promise.asked_later", subject=promise, on=on.isoformat())


def take_back(*, subject: Promise | News, by: str, route: Route) -> bool:
    """Take a promise or news of one back at once and for good; True for the one caller that did it."""
    return withdrawal.withdraw(subject=subject, by=by, route=route.value)


def remind(today: date) -> int:
    """Remind our people of promises to ask about, each once for its day; return how many there were.

    One letter a day at most, with a link and nothing of the promises.
    """
    with transaction.atomic():
        due = [one for one in Promise.objects.due(today) if one.reminded_for != one.ask_again_date]
        for one in due:
            Promise.objects.filter(pk=one.pk).update(reminded_for=one.ask_again_date)
        if due:
            emails.remind(today, how_many=len(due))
    return len(due)


def erase_old() -> int:
    """Take back what has had its time (S1): a year after a refusal, seven years after it was made."""
    now, today = timezone.now(), timezone.localdate()
    due: list[Promise | News] = [
        *News.objects.here().filter(refused_at__lte=now - REFUSED_KEPT).order_by("pk")[:MOST_AT_ONCE],
        *News.objects.here().filter(promise__withdrawn_at__isnull=False).order_by("pk")[:MOST_AT_ONCE],
        *Promise.objects.here().filter(refused_at__lte=now - REFUSED_KEPT).order_by("pk")[:MOST_AT_ONCE],
        *Promise.objects.here().filter(made_date__lte=today - KEPT).order_by("pk")[:MOST_AT_ONCE],
    ]
    return sum(take_back(subject=row, by=audit.SYSTEM, route=Route.EXPIRY) for row in due)
