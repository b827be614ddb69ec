"""One video, one step: fetch, work in the sandbox, store, write the row; under a lease (F2, F3, F8)."""

from __future__ import annotations

import logging
import tempfile
import uuid
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.dispatch import Signal

import storage
from video import clamd, files, lease, sandbox, signals, transcode, verify
from video.boxes import Malformed
from video.decide import Limits
from video.enums import Stage
from video.models import Rendition, Video
from video.refusals import Refused
from video.transcode import Findings

log = logging.getLogger(__name__)

WORK_PREFIX = "film-"
_MAY_PASS = (
    transcode.Failed,
    verify.WrongOutput,
    Malformed,
    sandbox.LimitReached,
    storage.StorageError,
    OSError,
)


def preview(video_id: uuid.UUID) -> bool:
    """Make the preview set of a received video; return whether this call did it.

    Delivered twice, at once or late, it does nothing the second time (F8).
    """
    held = lease.take(video_id, lease.preview_due())
    return held is not None and _step(held, _preview)


def ladder(video_id: uuid.UUID) -> bool:
    """Make the ladder of a previewed video whose ladder is wanted; return whether this call did it."""
    held = lease.take(video_id, lease.ladder_due())
    return held is not None and _step(held, _ladder)


def _preview(video: Video, held: lease.Lease, original: Path, folder: Path) -> None:
    # Only the first reading is scanned: the ladder reads the same bytes, checked by hash.
    clamd.scan(original, tick=held.beat)
    source = transcode.examine(original, Limits(), tick=held.beat)
    made = transcode.make_preview(original, source, folder, hidden=video.hidden, tick=held.beat)
    rows = files.keep(video, made.files, held.beat)
    facts = source.as_json() | {
        "findings": asdict(made.findings),
        "flashes": [asdict(one) for one in made.flashes],
    }
    _finish(
        video,
        held,
        rows,
        signals.previewed,
        stage=Stage.PREVIEWED,
        source=facts,
        fingerprints=[list(one.hashes) for one in made.fingerprints],
    )


def _ladder(video: Video, held: lease.Lease, original: Path, folder: Path) -> None:
    source = transcode.examine(original, Limits(), tick=held.beat)
    findings = Findings(**video.source.get("findings", {}))
    made, _ = transcode.make_ladder(original, source, findings, folder, hidden=video.hidden, tick=held.beat)
    rows = files.keep(video, made, held.beat)
    _finish(video, held, rows, signals.laddered, stage=Stage.LADDERED)


def _step(held: lease.Lease, work: Any) -> bool:
    """Do `work` under the lease; every way it can end leaves the row saying so."""
    video = Video.objects.get(pk=held.video_id)
    try:
        with tempfile.TemporaryDirectory(prefix=WORK_PREFIX, dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
            original, out = Path(folder, "original"), Path(folder, "out")
            out.mkdir()
            files.fetch_original(video, original, held.beat)
            work(video, held, original, out)
        return True
    except lease.Lost:
        log.info("another worker has %s", video)
        _forget_if_erased(video)
    except Refused as refused:
        _give_up(video, held, signals.refused, stage=Stage.REFUSED, refusal=refused.code)
        return True
    except sandbox.Held as error:
        # Nobody's fault and nothing tried: it does not count, and the sweeper comes back (F16).
        log.error("%s waits: %s", video, error)
        _say(held, tries=F("tries") - 1, trouble=str(error)[:300])
    except _MAY_PASS as error:
        log.warning("%s failed, try %s: %s", video, video.tries, error)
        if video.tries >= lease.MOST_TRIES:
            _give_up(video, held, signals.stuck, stage=Stage.STUCK, trouble=str(error)[:300])
        else:
            _say(held, trouble=str(error)[:300])
    return False


def _finish(
    video: Video, held: lease.Lease, rows: Sequence[Rendition], signal: Signal, **fields: Any
) -> None:
    """Write row and renditions together, after the files are stored and read back."""
    with transaction.atomic():
        held.end(tries=0, trouble="", queued_at=None, **fields)
        video.renditions.filter(name__in=[row.name for row in rows]).delete()
        Rendition.objects.bulk_create(rows)
        transaction.on_commit(lambda: tell(signal, video))


def _give_up(video: Video, held: lease.Lease, signal: Signal, **fields: Any) -> None:
    try:
        with transaction.atomic():
            held.end(tries=0, **fields)
            transaction.on_commit(lambda: tell(signal, video))
            if signal is signals.refused:
                # A file no person will ever look at is not kept.
                transaction.on_commit(lambda: _remove_refused(video))
    except lease.Lost:
        _forget_if_erased(video)


def _remove_refused(video: Video) -> None:
    files.remove_original(video)


def _say(held: lease.Lease, **fields: Any) -> None:
    try:
        held.end(**fields)
    except lease.Lost:
        log.info("video %s was taken over", held.video_id)


def _forget_if_erased(video: Video) -> None:
    # What this run stored while somebody erased the video must not stay behind.
    if not Video.objects.filter(pk=video.pk, erased_at=None).exists():
        files.remove_private(video)


def tell(signal: Signal, video: Video) -> None:
    """Send `signal` about `video` as it now is; a receiver that fails is logged and harms no other."""
    video.refresh_from_db()
    for receiver, answer in signal.send_robust(sender=Video, video=video):
        if isinstance(answer, Exception):
            log.error("%r failed for %s", receiver, video, exc_info=answer)
