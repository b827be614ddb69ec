"""How a film ends: what consent.withdrawal does to one, by whichever route it is taken back (S8, C)."""

from __future__ import annotations

import hashlib

from django.db import transaction
from django.utils import timezone

from consent import tombstones, withdrawal
from moderation import leaving, memory
from moderation.enums import Memory
from our_childhood import gate, tasks, tombstone
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film
from safeguarding import actions as safeguarding_actions
from safeguarding import audit
from video import files
from video.models import Video

KEPT_BEFORE = "frozen_before"  # the hold of a film whose own hold an older database does not know


def end(film: Film, *, by: str, route: str, keep: bool) -> bool:
    """Take a film out of every page, list and file, and its words out of the database.

    Public files go in the moment of the commit, private ones with the task, and the sweeper does both
    again until they are gone. A frozen film leaves the public like any other; its words and private
    files stay until the freeze is lifted (S17).
    """
    now = timezone.now()
    rows = Film.objects.filter(pk=film.pk, withdrawn_at__isnull=True)
    if not rows.update(withdrawn_at=now, withdrawn_by=WithdrawalRoute(route), **gate.OUT_OF_PUBLIC):
        return False
    film.refresh_from_db()
    if film.video is not None:
        memory.remember(fingerprints=film.video.fingerprints, why=Memory.WITHDRAWN)
    if keep and not tombstone.frozen(film):
        safeguarding_actions.hold(subject=film, reason=KEPT_BEFORE, by=by)
    if tombstone.frozen(film):
        leaving.silence(film)
    else:
        tombstone.forget(film)
    film.refresh_from_db()
    audit.record(by=by, act="film.withdrawn", subject=film, route=film.withdrawn_by)
    transaction.on_commit(lambda: tasks.recall_now(film.pk), robust=True)
    transaction.on_commit(lambda: tasks.erase.enqueue(film.pk), robust=True)
    return True


def mark(film: Film) -> str:
    """Return what tells this film from any other with the same number."""
    return hashlib.sha256(f"{audit.reference(film)} {film.received_at.isoformat()}".encode()).hexdigest()


def places(film: Film) -> list[str]:
    """Return where the film's files lie: random keys, and the video's own."""
    # Read again: a release may have given it a public folder since.
    video = Video.objects.filter(film=film).first()
    if video is None:
        return []
    private, public = tombstones.PRIVATE, tombstones.PUBLIC
    found = [f"{private}{video.original_key}", f"{private}{files.PRIVATE_PREFIX}/{video.pk}/"]
    return [*found, f"{public}{video.public_prefix}/"] if video.public_prefix else found


withdrawal.register(
    Film,
    withdrawal.Way(
        alive=Film.objects.filter(withdrawn_at__isnull=True),
        end=end,
        mark=mark,
        places=places,
        frozen=tombstone.frozen,
    ),
)
