"""What may be done with an upload. None of these writes audit: who sends what is its journey's affair."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import BinaryIO, cast
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now

import storage
from uploads.backends import backend
from uploads.errors import TooManyUploads, UploadNotReady, UploadTooLarge
from uploads.handlers import RefusedFile
from uploads.models import Upload

PREFIX = "originals"
LIVE_PER_OWNER = 5
log = logging.getLogger(__name__)


def begin(*, owner: str, length: int, expected_sha256: str = "") -> Upload:
    """Make room for a file of `length` bytes of `owner` (64 hex digits).

    An owner has at most LIVE_PER_OWNER; the oldest that nobody is writing to gives way. Raises
    UploadTooLarge, TooManyUploads, StorageFull, StorageError.
    """
    if length > settings.UPLOAD_MAX_BYTES:
        raise UploadTooLarge
    _make_way(owner)
    upload = _new(owner, length, expected_sha256=expected_sha256)
    upload.save(force_insert=True)
    # The row first: bytes without a row would have nobody to sweep them.
    try:
        upload.backend_state = backend().begin(upload)
    except storage.StorageError:
        upload.delete()
        raise
    upload.save(update_fields=["backend_state"])
    upload.refresh_from_db()
    return upload


def take_form_file(*, file: UploadedFile, owner: str) -> Upload:
    """Take a file that came whole in a form; return it as a complete upload of `owner`.

    Raises UploadTooLarge, StorageFull, TooManyUploads, storage.NotStored.
    """
    if isinstance(file, RefusedFile):
        raise file.problem
    if file.size is None or file.size > settings.UPLOAD_MAX_BYTES:
        raise UploadTooLarge
    _make_way(owner)
    upload = _new(owner, file.size)
    upload.save(force_insert=True)
    try:
        stored = storage.put(
            storage.private(), upload.key, cast("BinaryIO", file), content_type="application/octet-stream"
        )
    except storage.StorageError:
        upload.delete()
        raise
    Upload.objects.filter(pk=upload.pk).update(
        acknowledged=stored.size, sha256=stored.sha256, completed_at=Now()
    )
    upload.refresh_from_db()
    return upload


@transaction.atomic
def claim(*, upload_id: UUID | str, owner: str) -> Upload:
    """Hand the bytes over to the caller, once; call it in the transaction that makes their next row.

    From then on `upload.key`, `.length` and `.sha256` are the caller's to keep and to remove. Raises
    UploadNotReady when the upload is not complete, not `owner`'s, expired or already claimed.
    """
    try:
        claimed = Upload.objects.live().complete().filter(pk=upload_id, owner=owner).update(claimed_at=Now())
    except (ValidationError, ValueError) as error:
        raise UploadNotReady from error
    if not claimed:
        raise UploadNotReady
    return Upload.objects.get(pk=upload_id)


@transaction.atomic
def discard(*, upload: Upload) -> None:
    """End an unclaimed upload, its writer included, and remove its bytes. Twice is no error."""
    ended = Upload.objects.filter(pk=upload.pk, claimed_at=None, ended_at=None).update(
        ended_at=Now(), writer_token=None, writer_until=None
    )
    if ended:
        transaction.on_commit(lambda: erase_bytes(upload_id=upload.pk))


def erase_bytes(*, upload_id: UUID) -> bool:
    """Remove the bytes of an ended upload and then its row's claim to them; return whether it worked.

    When storage does not answer, the sweeper tries again.
    """
    upload = Upload.objects.filter(pk=upload_id, ended_at__isnull=False, claimed_at=None).first()
    if upload is None:
        return False
    try:
        backend().erase(upload)
    except storage.StorageError:
        log.warning("bytes of ended upload %s stay until the next sweep", upload_id, exc_info=True)
        return False
    Upload.objects.filter(pk=upload_id).update(backend_state={"erased": True})
    return True


def _new(owner: str, length: int, *, expected_sha256: str = "") -> Upload:
    return Upload(
        owner=owner,
        length=length,
        key=storage.new_key(PREFIX),
        expected_sha256=expected_sha256,
        expires_at=Now() + timedelta(hours=settings.UPLOAD_EXPIRES_HOURS),
    )


def _make_way(owner: str) -> None:
    live = list(Upload.objects.live().filter(owner=owner).order_by("-created_at"))
    if len(live) < LIVE_PER_OWNER:
        return
    idle = (
        Upload.objects.live()
        .filter(Q(writer_token=None) | Q(writer_until__lt=Now()), owner=owner)
        .order_by("created_at")
    )
    going = list(idle[: len(live) - LIVE_PER_OWNER + 1])
    if not going:
        raise TooManyUploads
    for upload in going:
        discard(upload=upload)
