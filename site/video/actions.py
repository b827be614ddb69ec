"""What the rooms above ask for. This room knows no child and writes no audit: the asker does."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

import storage
from video import files, tasks
from video.enums import Stage
from video.models import PUBLIC_KINDS, Rendition, Video


class Sealed(Exception):
    """The video is sealed: nothing of it is deleted (S17)."""


class NotReady(Exception):
    """The video is not in the state this needs; the text says which it is in."""


@transaction.atomic
def receive(
    *, key: str, size: int, sha256: str, hide_picture: bool = False, hide_sound: bool = False
) -> Video:
    """Take over `size` bytes already in private storage under `key`, and ask for a preview.

    With `hide_picture` a calm picture of ours stands in every output where the film's would, with
    `hide_sound` nothing is heard: chosen now, since nobody ever sees the original (S7).
    """
    video = Video.objects.create(
        original_key=key, size=size, sha256=sha256, hide_picture=hide_picture, hide_sound=hide_sound
    )
    transaction.on_commit(lambda: tasks.tell(tasks.make_preview, video.pk))
    return video


@transaction.atomic
def want_ladder(*, video: Video) -> Video:
    """Ask for the renditions the public will see; at once after the preview if that is still being made."""
    Video.objects.filter(pk=video.pk, ladder_wanted_at=None).update(ladder_wanted_at=timezone.now())
    transaction.on_commit(lambda: tasks.tell(tasks.make_ladder, video.pk))
    video.refresh_from_db()
    return video


def release(*, video: Video) -> Video:
    """Copy what may be public to public storage under a new random prefix; the files, then the row.

    Every copy is compared by hash with the approved rendition (S13). Idempotent. Raises NotReady
    when the ladder is not made, or when the video was recalled or erased meanwhile: then nothing
    is left in public. Raises storage.NotStored.
    """
    video = Video.objects.get(pk=video.pk)
    if video.released_at is not None:
        return video
    if video.stage != Stage.LADDERED or video.erased_at is not None or video.sealed_at is not None:
        raise NotReady(f"{video} is {video.stage}, not ready for release")
    prefix = storage.new_key(files.PUBLIC_PREFIX)
    try:
        _copy(list(video.renditions.filter(kind__in=PUBLIC_KINDS)), prefix)
        with transaction.atomic():
            released = Video.objects.filter(
                pk=video.pk,
                stage=Stage.LADDERED,
                erased_at=None,
                sealed_at=None,
                released_at=None,
                recalls=video.recalls,
            ).update(public_prefix=prefix, released_at=timezone.now())
            if not released:
                raise NotReady(f"{video} was recalled, erased or released while it was copied")
    except BaseException:
        files.remove_public(prefix)
        raise
    if video.public_prefix:
        files.remove_public(video.public_prefix)
    video.refresh_from_db()
    return video


@transaction.atomic
def recall(*, video: Video) -> Video:
    """Take the public copies away. Always wins over a release that is still copying. Idempotent."""
    video = Video.objects.select_for_update().get(pk=video.pk)
    prefix = video.public_prefix
    video.recalls += 1
    video.released_at = None
    video.public_prefix = ""
    video.save(update_fields=["recalls", "released_at", "public_prefix"])
    transaction.on_commit(lambda: files.remove_public(prefix))
    return video


@transaction.atomic
def drop_original(*, video: Video) -> Video:
    """Delete the original; the renditions stay. A sealed one stays where it is (S17)."""
    video = Video.objects.select_for_update().get(pk=video.pk)
    if video.sealed_at is not None:
        return video
    transaction.on_commit(lambda: files.remove_original(video))
    return video


@transaction.atomic
def erase(*, video: Video) -> Video:
    """Delete every file: original, private, public. The row stays as a mark that nothing is left.

    Work that is under way loses its lease and removes what it stored. Idempotent. What storage
    cannot delete now, the sweeper deletes. Raises Sealed.
    """
    video = Video.objects.select_for_update().get(pk=video.pk)
    if video.sealed_at is not None:
        raise Sealed(f"{video} is sealed")
    prefix = video.public_prefix
    video.erased_at = video.erased_at or timezone.now()
    video.recalls += 1
    video.released_at = None
    video.public_prefix = ""
    video.lease_token = video.leased_until = None
    video.source = {}
    video.fingerprints = []
    video.save()
    Rendition.objects.filter(video=video).delete()

    def everywhere() -> None:
        files.remove_public(prefix)
        files.remove_private(video)
        files.remove_original(video)

    transaction.on_commit(everywhere)
    return video


@transaction.atomic
def seal(*, video: Video) -> Video:
    """Put every file where nothing reads them: no view, no copy, no rendition, no deletion (S17).

    Work that is under way loses its lease; public copies go. Idempotent. What storage cannot move now,
    or what such work has left, the sweeper moves.
    """
    video = Video.objects.select_for_update().get(pk=video.pk)
    prefix = video.public_prefix
    video.sealed_at = video.sealed_at or timezone.now()
    video.recalls += 1
    video.released_at = None
    video.public_prefix = ""
    video.lease_token = video.leased_until = None
    video.save()

    def away() -> None:
        files.remove_public(prefix)
        files.put_away(video)

    transaction.on_commit(away)
    return video


@transaction.atomic
def unseal(*, video: Video) -> Video:
    """Put the files back where they were, and let work go on. Idempotent."""
    Video.objects.filter(pk=video.pk).update(sealed_at=None, tries=0)
    transaction.on_commit(lambda: files.bring_back(video))
    video.refresh_from_db()
    return video


@transaction.atomic
def retry(*, video: Video) -> Video:
    """Try a stuck video three times more. Raises NotReady for one that is not stuck."""
    video = Video.objects.select_for_update().get(pk=video.pk)
    if video.stage != Stage.STUCK or video.erased_at is not None or video.sealed_at is not None:
        raise NotReady(f"{video} is {video.stage}, not stuck")
    previewed = any(rendition.name == "preview.mp4" for rendition in video.renditions.all())
    video.stage = Stage.PREVIEWED if previewed else Stage.RECEIVED
    video.tries = 0
    video.trouble = ""
    video.save(update_fields=["stage", "tries", "trouble"])
    step = tasks.make_ladder if previewed else tasks.make_preview
    transaction.on_commit(lambda: tasks.tell(step, video.pk))
    return video


def _copy(renditions: list[Rendition], prefix: str) -> None:
    with tempfile.TemporaryDirectory(prefix="release-", dir=settings.FILE_UPLOAD_TEMP_DIR) as folder:
        for rendition in renditions:
            local = Path(folder, rendition.name)
            approved = storage.fetch(storage.private(), rendition.key, local)
            if approved.sha256 != rendition.sha256:
                raise storage.NotStored(f"{rendition.key} is not what was approved")
            public = storage.put(
                storage.public(), f"{prefix}/{rendition.name}", local, content_type=rendition.content_type
            )
            if public.sha256 != rendition.sha256:
                raise storage.NotStored(f"{public.key} is not what was approved")
            local.unlink()
