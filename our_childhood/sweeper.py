"""Starting again whatever stands still: the rows are the truth, signals and queues only hints (F2, F7).

Everything here may run at any time, twice, or beside itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils import timezone

from consent import actions as consent_actions
from consent import queries as consent_queries
from consent.models import Ask
from our_childhood import actions, asking, following, gate, second_look, tasks, tombstone
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film, FilmDraft
from safeguarding import audit
from safeguarding import queries as safeguarding
from video.models import Video

log = logging.getLogger(__name__)

BATCH = 500
CHANGE_WAITED_FOR = timedelta(days=90)
# A clock that jumps ahead must not delete everything at once (F10): the rest waits for the next sweep.
MOST_EXPIRED = 50


def sweep() -> dict[str, int]:
    """Do all that is due; return how many of each. One film's failure never stops the others."""
    return {
        "film_rests": _each(
            "rest", _no_longer_agreed(), lambda film: following.rest(film=film, by=audit.SYSTEM)
        ),
        "film_returns": _each(
            "let back", _resting(), lambda film: following.go_on(film=film, by=audit.SYSTEM)
        ),
        "film_reviews_begun": _each("begin", _ready_for_review(), _begin_review),
        "film_holds_followed": _each("hold", _holds_out_of_step(), _follow_hold),
        "film_originals_dropped": _each("drop the original of", _originals_too_many(), _drop_original),
        "film_releases": _each("release", _unreleased(), lambda film: tasks.release.call(film.pk)),
        "film_recalls": _each("recall", _public_files_too_many(), _recall),
        "film_erasures": _each("erase", _unerased(), lambda film: tasks.erase.call(film.pk)),
        "film_files_discarded": _each(
            "discard", _replaced(), lambda video: tasks.discard_video.call(str(video.pk))
        ),
        "film_reminders": _each("remind", _unreminded(), _remind),
        "film_others_silent": _each("ask for another version of", _others_silent(), _do_without),
    }


def _each[T](what: str, rows: Iterable[T], act: Callable[[T], object]) -> int:
    done = 0
    for row in rows:
        try:
            done += bool(act(row))
        except Exception:
            log.exception("sweep: could not %s %s %s", what, type(row).__name__, getattr(row, "pk", ""))
    return done


def _ready_for_review() -> Iterable[Film]:
    return Film.objects.waiting_for_review().order_by("id")[:BATCH]


def _begin_review(film: Film) -> bool:
    return actions.begin_review(film=film, by=audit.SYSTEM)


def _holds_out_of_step() -> Iterable[Film]:
    held = [int(key) for key in safeguarding.held_ids(Film)]
    alive = Film.objects.filter(withdrawn_at__isnull=True)
    return alive.filter(Q(pk__in=held, held_at__isnull=True) | (Q(held_at__isnull=False) & ~Q(pk__in=held)))[
        :BATCH
    ]


def _follow_hold(film: Film) -> bool:
    if film.held_at is None:
        return actions.mark_held(film=film)
    return actions.mark_lifted(film=film)


def _unreleased() -> Iterable[Film]:
    stopped_half_way = Q(released_at__isnull=True) | Q(video__released_at__isnull=True)
    return Film.objects.to_release().filter(stopped_half_way)[:BATCH]


def _public_files_too_many() -> Iterable[Video]:
    wanted = Film.objects.to_release().filter(video__isnull=False)
    return Video.objects.exclude(public_prefix="").exclude(pk__in=wanted.values("video_id"))[:BATCH]


def _recall(video: Video) -> bool:
    film = Film.objects.filter(video=video).first()
    if film is None:
        tasks.discard_video.call(str(video.pk))
    else:
        tasks.recall_now(film.pk)
    return True


def _originals_too_many() -> Iterable[Film]:
    """Yield films whose original has had its day: released. A refused one may need it yet (S15)."""
    return Film.objects.filter(
        pk__in=Film.objects.public().values("pk"),
        video__isnull=False,
        video__original_deleted_at__isnull=True,
        video__erased_at__isnull=True,
        held_at__isnull=True,  # a hold freezes deletion too (S17)
    )[:BATCH]


def _drop_original(film: Film) -> bool:
    tasks.leave_public.call(film.pk, True)
    return True


def _replaced() -> Iterable[Video]:
    """Yield files that another one has taken the place of; an hour old, so that none is on its way in."""
    settled = timezone.now() - timedelta(hours=1)
    return Video.objects.filter(film__isnull=True, erased_at__isnull=True, received_at__lte=settled)[:BATCH]


def _unerased() -> Iterable[Film]:
    """Yield what was taken back and is not deleted yet; a frozen film waits until it is lifted (S17)."""
    waiting = Film.objects.filter(withdrawn_at__isnull=False, erased_at__isnull=True).order_by("id")
    return [film for film in waiting[:BATCH] if not tombstone.frozen(film)]


def _unanswered() -> QuerySet[Ask]:
    kind = ContentType.objects.get_for_model(Film, for_concrete_model=False)
    return Ask.objects.filter(subject_type=kind, closed_at__isnull=True, answers__isnull=True).select_related(
        "contact", "signatory__person"
    )


def _unreminded() -> Iterable[Ask]:
    now = timezone.now()
    due = now - consent_actions.REMIND_AFTER
    return _unanswered().filter(reminded_at__isnull=True, asked_at__lte=due, expires_at__gt=now)[:BATCH]


def _remind(asked: Ask) -> bool:
    film = asked.subject
    if asked.contact is None or not isinstance(film, Film):
        return False
    return asking.remind(film=film, asked=asked, by=audit.SYSTEM)


def _expired() -> Iterable[Film]:
    """Yield films whose time is up: no answer in time, a refusal or a wanted change nobody came back for."""
    now = timezone.now()
    keys = _subjects(_unanswered().filter(expires_at__lte=now, signatory__person__number=1))
    alive = Film.objects.filter(withdrawn_at__isnull=True, held_at__isnull=True)
    unanswered = [film for film in alive.filter(pk__in=keys) if gate.waits_for_guardian(film)]
    stale = alive.filter(
        (Q(refused_at__lte=now - second_look.REFUSED_KEPT) & ~Q(pk__in=second_look.still_read()))
        | Q(change_asked_at__lte=now - CHANGE_WAITED_FOR)
    ).order_by("id")
    return [*unanswered, *stale[:BATCH]][:MOST_EXPIRED]


def _others_silent() -> Iterable[Film]:
    """Yield films somebody else in which has not answered in time: the film is the child's, so it stays."""
    silent = _unanswered().filter(expires_at__lte=timezone.now(), signatory__person__number__gt=1)
    waiting = Film.objects.filter(
        pk__in=_subjects(silent.filter(signatory__person__removed_at__isnull=True)),
        withdrawn_at__isnull=True,
        refused_at__isnull=True,
        change_asked_at__isnull=True,
    )
    return [
        film for film in waiting[:MOST_EXPIRED] if any(one.number > 1 for one in gate.standing(film).missing)
    ]


def _do_without(film: Film) -> bool:
    return following.do_without(film=film, by=audit.SYSTEM)


def _no_longer_agreed() -> Iterable[Film]:
    """Yield public films for which a yes has ended, or was given to words that mean something else now."""
    kind = ContentType.objects.get_for_model(Film, for_concrete_model=False)
    over = consent_queries.over().filter(subject_type=kind)
    live = Film.objects.filter(pk__in=_subjects(over), live=True, withdrawn_at__isnull=True)
    return [film for film in live if not gate.standing(film).ok]


def _resting() -> Iterable[Film]:
    return Film.objects.filter(rested_at__isnull=False, live=False, withdrawn_at__isnull=True)[:BATCH]


def _subjects(rows: QuerySet[Any]) -> list[int]:
    return [int(key) for key in rows.values_list("subject_id", flat=True).distinct()[:BATCH]]


def _expire(film: Film) -> bool:
    return actions.withdraw(film=film, by=audit.SYSTEM, route=WithdrawalRoute.EXPIRY)


def end_overdue() -> int:
    """Take back films whose time is up; return how many. Run by the data map's retention (S1, F10)."""
    return _each("expire", _expired(), _expire)


def forget_journeys() -> int:
    """Delete making journeys whose week is over; return how many. Run by the data map's retention (S1)."""
    return FilmDraft.objects.filter(expires_at__lte=timezone.now()).delete()[0]
