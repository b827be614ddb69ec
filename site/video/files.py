"""A video's files in storage: keys that every run repeats, hashes that are read back."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from django.utils import timezone

import storage
from storage.store import measure
from video.enums import Refusal
from video.models import Rendition, Video
from video.refusals import Refused
from video.transcode import Made

log = logging.getLogger(__name__)

PRIVATE_PREFIX = "video"
PUBLIC_PREFIX = "films"
SEALED_PREFIX = "sealed"  # no code but put_away and bring_back ever asks for a key below it


def key(video: Video, name: str) -> str:
    """Return the private key of the file called `name`: a second run overwrites the first."""
    return f"{PRIVATE_PREFIX}/{video.pk}/{name}"


def fetch_original(video: Video, path: Path, tick: Callable[[], None]) -> None:
    """Copy the original to `path`. Raises Refused when it is not what was received, byte for byte (F11)."""
    with path.open("wb") as out:

        def onto(piece: bytes) -> None:
            out.write(piece)
            tick()

        try:
            found = measure(storage.private().pieces(video.original_key), onto=onto)
        except FileNotFoundError as error:
            raise Refused(Refusal.ALTERED) from error
    if found != (video.size, video.sha256):
        raise Refused(Refusal.ALTERED)


def keep(video: Video, made: Iterable[Made], tick: Callable[[], None]) -> list[Rendition]:
    """Store every produced file and return unsaved rows with what was read back. Raises storage.NotStored."""
    rows = []
    for one in made:
        stored = storage.put(
            storage.private(), key(video, one.path.name), one.path, content_type=one.content_type
        )
        tick()
        rows.append(
            Rendition(
                video=video,
                kind=one.kind,
                name=one.path.name,
                key=stored.key,
                content_type=one.content_type,
                size=stored.size,
                sha256=stored.sha256,
                codec=one.codec,
                width=one.width,
                height=one.height,
                frames=one.frames,
                duration_ms=one.duration_ms,
                bits_per_second=one.bits_per_second,
            )
        )
    return rows


def remove_original(video: Video) -> bool:
    """Delete the original and note when; False when storage does not answer, and the sweeper tries again."""
    try:
        storage.remove(storage.private(), [video.original_key])
    except storage.StorageError:
        log.warning("the original of %s could not be deleted yet", video)
        return False
    Video.objects.filter(pk=video.pk, original_deleted_at=None).update(original_deleted_at=timezone.now())
    return True


def remove_private(video: Video) -> bool:
    """Delete every produced file of `video` in private storage; False as above."""
    return _remove_below(storage.private(), f"{PRIVATE_PREFIX}/{video.pk}/")


def put_away(video: Video) -> bool:
    """Move every private file of a sealed video out of reach of all code; False as above (S17)."""
    store = storage.private()
    try:
        keys = [entry.key for entry in storage.walk(store, f"{PRIVATE_PREFIX}/{video.pk}/")]
        for one in [*keys, video.original_key]:
            with suppress(FileNotFoundError):
                storage.move(store, one, f"{SEALED_PREFIX}/{video.pk}/{one}")
    except storage.StorageError:
        log.error("the files of sealed %s could not all be put away yet", video)
        return False
    return True


def bring_back(video: Video) -> bool:
    """Undo `put_away`; False as above."""
    store, prefix = storage.private(), f"{SEALED_PREFIX}/{video.pk}/"
    try:
        for entry in list(storage.walk(store, prefix)):
            with suppress(FileNotFoundError):
                storage.move(store, entry.key, entry.key.removeprefix(prefix))
    except storage.StorageError:
        log.error("the files of %s could not all be brought back yet", video)
        return False
    return True


def remove_public(prefix: str) -> bool:
    """Delete every public file below `prefix`; False as above."""
    return not prefix or _remove_below(storage.public(), f"{prefix}/")


def _remove_below(store: storage.Store, prefix: str) -> bool:
    try:
        storage.remove(store, [entry.key for entry in storage.walk(store, prefix)])
    except storage.StorageError:
        log.warning("files below %s could not be deleted yet", prefix)
        return False
    return True
