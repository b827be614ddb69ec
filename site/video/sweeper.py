"""Starts again whatever stands still, and removes what belongs to nobody (F1, F2, F7)."""

from __future__ import annotations

import shutil
import time
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

import storage
from video import files, lease, processing, signals, tasks
from video.enums import Stage
from video.models import Rendition, Video

QUIET = timedelta(seconds=60)
ORPHAN_AGE = timedelta(hours=1)
WORK_AGE_SECONDS = 3 * 3600
# The oldest few at a time: a long queue is not made longer by being looked at.
AT_ONCE = 20
# A national bucket takes minutes to list. A sweep run by hand is a new process, and always looks.
WALK_SECONDS = 900.0
_walked = {"at": -WALK_SECONDS}


def sweep() -> dict[str, int]:
    """Do everything periodic for videos; return how many of each. Idempotent, also side by side."""
    return {
        "stuck": _mark_stuck(),
        "previews restarted": _restart(lease.preview_due(), tasks.make_preview),
        "ladders restarted": _restart(lease.ladder_due(), tasks.make_ladder),
        "originals removed": _remove_left_originals(),
        "sealed files moved": _follow_seals(),
        "orphans removed": _remove_orphans(),
        "work folders removed": _remove_work_folders(),
    }


def _restart(due: QuerySet[Video], step: object) -> int:
    standing = (
        due.filter(lease.free(), tries__lt=lease.MOST_TRIES)
        .filter(Q(queued_at=None) | Q(queued_at__lt=Now() - QUIET) | Q(lease_token__isnull=False))
        .order_by("received_at")
        .values_list("pk", flat=True)[:AT_ONCE]
    )
    for video_id in (found := list(standing)):
        tasks.tell(step, video_id)
    return len(found)


def _mark_stuck() -> int:
    """A worker that is killed cannot count its own last try: whoever kills three is for a person (F3)."""
    spent = (lease.preview_due() | lease.ladder_due()).filter(lease.free(), tries__gte=lease.MOST_TRIES)
    count = 0
    for video in spent:
        with transaction.atomic():
            marked = spent.filter(pk=video.pk).update(
                stage=Stage.STUCK,
                lease_token=None,
                leased_until=None,
                tries=0,
                trouble=video.trouble or "the worker was killed three times",
            )
        if marked:
            count += 1
            processing.tell(signals.stuck, video)
    return count


def _remove_left_originals() -> int:
    left = Video.objects.filter(original_deleted_at=None, sealed_at=None).filter(
        Q(erased_at__isnull=False) | Q(stage=Stage.REFUSED)
    )
    return sum(files.remove_original(video) for video in left)


def _follow_seals() -> int:
    """Move what a seal or its opening has left behind: storage was away, or a process was killed (S17)."""
    moved = 0
    for video in Video.objects.filter(sealed_at__isnull=False):
        open_still = any(storage.walk(storage.private(), f"{files.PRIVATE_PREFIX}/{video.pk}/"))
        if open_still or _is_there(video.original_key):
            moved += files.put_away(video)
    lie_away = {
        entry.key.split("/")[1] for entry in storage.walk(storage.private(), f"{files.SEALED_PREFIX}/")
    }
    for video in Video.objects.filter(pk__in=lie_away, sealed_at=None, erased_at=None):
        moved += files.bring_back(video)
    return moved


def _is_there(key: str) -> bool:
    try:
        storage.private().facts(key)
    except FileNotFoundError:
        return False
    return True


def _remove_orphans() -> int:
    """Compare storage with the rows; a sweeper that runs all day does so four times an hour."""
    if time.monotonic() - _walked["at"] < WALK_SECONDS:
        return 0
    _walked["at"] = time.monotonic()
    before = timezone.now() - ORPHAN_AGE
    private = _orphans(storage.private(), f"{files.PRIVATE_PREFIX}/", before, _known_private)
    public = _orphans(storage.public(), f"{files.PUBLIC_PREFIX}/", before, _known_public)
    storage.remove(storage.private(), private)
    storage.remove(storage.public(), public)
    return len(private) + len(public)


def _orphans(store: storage.Store, prefix: str, before: object, known: object) -> list[str]:
    """Return the keys below `prefix`, older than `before`, of which no row knows; asked in small batches."""
    old = [entry.key for entry in storage.walk(store, prefix) if entry.modified_at < before]  # type: ignore[operator]
    found: list[str] = []
    for start in range(0, len(old), 500):
        batch = old[start : start + 500]
        kept = known(batch)  # type: ignore[operator]
        found += [key for key in batch if key not in kept]
    return found


def _known_private(keys: list[str]) -> set[str]:
    return set(Rendition.objects.filter(key__in=keys).values_list("key", flat=True)) | set(
        Video.objects.filter(original_key__in=keys).values_list("original_key", flat=True)
    )


def _known_public(keys: list[str]) -> set[str]:
    prefixes = {key.rpartition("/")[0] for key in keys}
    known = set(Video.objects.filter(public_prefix__in=prefixes).values_list("public_prefix", flat=True))
    return {key for key in keys if key.rpartition("/")[0] in known}


def _remove_work_folders() -> int:
    """Folders of killed workers: they hold a child's film."""
    before = time.time() - WORK_AGE_SECONDS
    removed = 0
    for folder in Path(settings.FILE_UPLOAD_TEMP_DIR).glob(f"{processing.WORK_PREFIX}*"):
        if folder.is_dir() and folder.stat().st_mtime < before:
            shutil.rmtree(folder, ignore_errors=True)
            removed += 1
    return removed
