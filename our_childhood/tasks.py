"""Work after the commit. Each takes ids, may run twice or at once, and trusts only the row (F2, F7, F8)."""

from __future__ import annotations

import logging

from django.db import transaction
from django.db.models.functions import Coalesce
from django.tasks import task
from django.utils import timezone

import storage
from consent import withdrawal
from our_childhood import emails, tombstone
from our_childhood.models import Film
from safeguarding import audit
from video import actions as video_actions
from video.models import Video

log = logging.getLogger(__name__)


@task
def release(film_id: int) -> bool:
    """Copy a cleared film's files to where everybody can fetch them; True if it is public now.

    The files are copied first; only then, and only if the film is still live, cleared for this very
    content, neither held nor withdrawn, does `released_at` make it visible. Whoever withdrew in
    between wins, and the copies go again (C, F12).
    """
    film = Film.objects.to_release().select_related("video").filter(pk=film_id).first()
    if film is None or film.video is None:
        return False
    digest = film.cleared_digest
    if film.content_digest() != digest:
        log.error("film %s is live with content nobody approved; it is not released", film_id)
        return False
    try:
        video_actions.release(video=film.video)
    except (video_actions.NotReady, storage.StorageError, OSError):
        if not Film.objects.to_release().filter(pk=film_id).exists():
            return False  # stopped meanwhile: its files are going, or gone
        if not Video.objects.filter(pk=film.video.pk, released_at__isnull=False).exists():
            raise
        # Another worker was quicker (F8); the row below says what that means.
    with transaction.atomic():
        first = film.released_at is None
        now = timezone.now()
        won = (
            Film.objects.to_release()
            .filter(pk=film_id, cleared_digest=digest, video=film.video)
            .update(released_at=Coalesce("released_at", now))
        )
        if won and first:
            audit.record(by=audit.SYSTEM, act="film.released", subject=film, digest=digest)
            emails.news(film=film, moment=film.cleared_at or now)
    if not won or tombstone.frozen(film):
        recall_now(film_id)
        return False
    video_actions.drop_original(video=film.video)
    return True


@task
def leave_public(film_id: int, drop_original: bool) -> None:
    """Make sure that nothing of a film that is not public is in public storage."""
    film = Film.objects.select_related("video").filter(pk=film_id).first()
    if film is None or film.video is None:
        return
    recall_now(film_id)
    if drop_original and not tombstone.frozen(film):
        video_actions.drop_original(video=film.video)


@task
def erase(film_id: int) -> bool:
    """Erase every file of a withdrawn film, and once more every copy of its words; True when all is gone.

    `erased_at`, which the child's receipt shows, is set after storage was looked at and nothing was
    left. A frozen film keeps its private files until the freeze is lifted (S17). Raises
    storage.StorageError; the sweeper comes again.
    """
    film = Film.objects.select_related("video").filter(pk=film_id, withdrawn_at__isnull=False).first()
    if film is None:
        return False
    if tombstone.frozen(film):
        recall_now(film_id)
        return False
    if film.video is not None:
        video_actions.erase(video=film.video)
    withdrawal.remove_files(film)
    with transaction.atomic():
        rows = Film.objects.filter(pk=film_id, withdrawn_at__isnull=False, erased_at__isnull=True)
        mine = rows.update(erased_at=timezone.now())
        tombstone.forget(film)
        if mine:
            audit.record(by=audit.SYSTEM, act="film.erased", subject=film)
    return True


@task
def discard_video(video_id: str) -> bool:
    """Erase the file that a new one has replaced; True if there was one."""
    video = Video.objects.filter(pk=video_id, film__isnull=True).first()
    if video is not None:
        video_actions.erase(video=video)
    return video is not None


def recall_now(film_id: int) -> None:
    """Remove the public files of a film that must not be seen; the film's row decides, not the caller."""
    film = Film.objects.select_related("video").filter(pk=film_id).first()
    if film is None or film.video is None or Film.objects.public().filter(pk=film_id).exists():
        return
    video_actions.recall(video=film.video)
