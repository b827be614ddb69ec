"""Starting again whatever stands still: the rows are the truth, signals and queues only hints (F2, F7).

Everything here may run at any time, twice, or beside itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.utils import timezone

from consent import actions as consent_actions
from consent.enums import Party
from consent.models import Ask
from our_childhood import actions, gate, second_look, tasks, tombstone
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film, FilmDraft
from safeguarding import audit
from safeguarding import queries as safeguarding
from video.models import Video

log = logging.getLogger(__name__)

BATCH = 500
REFUSED_KEPT = timedelta(days=28)  # time to ask for a second opinion; then it goes
CHANGE_WAITED_FOR = timedelta(days=90)
# A clock that jumps ahead must not delete everything at once (F10): the rest waits for the next sweep.
MOST_EXPIRED = 50


def sweep() -> dict[str, int]:
    """Do all that is due; return how many of each. One film's failure never stops the others."""
    return {
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
    return Ask.objects.filter(
        subject_type=kind, party=Party.GUARDIAN, closed_at__isnull=True, answers__isnull=True
    ).select_related("contact")


def _unreminded() -> Iterable[Ask]:
    now = timezone.now()
    due = now - consent_actions.REMIND_AFTER
    return _unanswered().filter(reminded_at__isnull=True, asked_at__lte=due, expires_at__gt=now)[:BATCH]


def _remind(asked: Ask) -> bool:
    film = asked.subject
    if asked.contact is None or not isinstance(film, Film):
        return False
    return actions.remind_guardian(film=film, asked=asked, by=audit.SYSTEM)


def _expired() -> Iterable[Film]:
    """Yield films whose time is up: no answer in time, a refusal or a wanted change nobody came back for."""
    now = timezone.now()
    keys = [
        int(key)
        for key in _unanswered().filter(expires_at__lte=now).values_list("subject_id", flat=True)[:BATCH]
    ]
    alive = Film.objects.filter(withdrawn_at__isnull=True, held_at__isnull=True)
    unanswered = [film for film in alive.filter(pk__in=keys) if gate.waits_for_guardian(film)]
    stale = alive.filter(
        (Q(refused_at__lte=now - second_look.REFUSED_KEPT) & ~Q(pk__in=second_look.still_read()))
        | Q(change_asked_at__lte=now - CHANGE_WAITED_FOR)
    ).order_by("id")
    return [*unanswered, *stale[:BATCH]][:MOST_EXPIRED]


def _expire(film: Film) -> bool:
    return actions.withdraw(film=film, by=audit.SYSTEM, route=WithdrawalRoute.EXPIRY)


def end_overdue() -> int:
    """Take back films whose time is up; return how many. Run by the data map's retention (S1, F10)."""
    return _each("expire", _expired(), _expire)


def forget_journeys() -> int:
    """Delete making journeys whose week is over; return how many. Run by the data map's retention (S1)."""
    return FilmDraft.objects.filter(expires_at__lte=timezone.now()).delete()[0]
