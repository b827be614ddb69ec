"""One writer at a time, proven by a token on the row, and no longer than bytes arrive.

The lease is short and renewed while bytes come in: a connection that is half open stops renewing
and blocks the phone that reconnects for a few seconds only. Whoever lost the lease finds out at
the next write, because every write to the row names the token.

No call here keeps a database connection: 200 slow phones share a pool of 16.
"""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from uploads.errors import UploadBusy, UploadGone, WriterOvertaken, WrongOffset
from uploads.models import Upload

TTL = timedelta(seconds=6)
RENEW_SECONDS = 2.5


@dataclass(slots=True)
class Lease:
    """The right to write to one upload. `token` fences off everybody who held it before."""

    upload: Upload
    token: uuid.UUID
    _renewed: float = field(default_factory=time.monotonic)

    @property
    def is_due(self) -> bool:
        """Whether it is time to renew."""
        return time.monotonic() - self._renewed >= RENEW_SECONDS

    def renew(self, **changes: Any) -> None:
        """Keep the lease, and write `changes` to the row in the same statement.

        Raises WriterOvertaken when another writer has it, or the upload has ended.
        """
        asked = time.monotonic()
        self._write(writer_until=Now() + TTL, **changes)
        self._renewed = asked

    def acknowledge(self, offset: int, state: dict[str, Any]) -> None:
        """Promise to keep the first `offset` bytes; the upload lives on for its whole time again."""
        self.renew(acknowledged=offset, backend_state=state, expires_at=_expiry())
        # For the answer's header; what counts is the row, by the database's clock.
        self.upload.expires_at = timezone.now() + timedelta(hours=settings.UPLOAD_EXPIRES_HOURS)

    def complete(self, sha256: str) -> None:
        """Acknowledge the last byte and say that all is there, in one statement."""
        self._write(
            acknowledged=self.upload.length,
            backend_state={},
            sha256=sha256,
            completed_at=Now(),
            expires_at=_expiry(),
            writer_token=None,
            writer_until=None,
        )
        self.upload.refresh_from_db()
        release_connection()

    def release(self) -> None:
        """Let the next writer in at once. Losing it meanwhile is no error."""
        Upload.objects.filter(pk=self.upload.pk, writer_token=self.token).update(
            writer_token=None, writer_until=None
        )
        release_connection()

    def _write(self, **changes: Any) -> None:
        mine = Upload.objects.filter(pk=self.upload.pk, writer_token=self.token, ended_at=None)
        written = mine.update(**changes)
        release_connection()
        if not written:
            raise WriterOvertaken
        for name in ("acknowledged", "backend_state"):
            if name in changes:
                setattr(self.upload, name, changes[name])


def take(upload_id: uuid.UUID, owner: str, *, offset: int) -> Lease:
    """Become the one writer of an unfinished upload whose next byte is number `offset`.

    Raises Upload.DoesNotExist (also for another owner's), UploadGone, UploadBusy, WrongOffset.
    """
    token = uuid.uuid4()
    try:
        taken = (
            Upload.objects.live()
            .filter(Q(writer_token=None) | Q(writer_until__lt=Now()))
            .filter(pk=upload_id, owner=owner, completed_at=None, acknowledged=offset)
            .update(writer_token=token, writer_until=Now() + TTL)
        )
        upload = Upload.objects.get(pk=upload_id, owner=owner)
        if taken:
            return Lease(upload, token)
        if not Upload.objects.live().filter(pk=upload_id).exists():
            raise UploadGone
        if upload.completed_at is None and upload.writer_token is not None:
            raise UploadBusy
        raise WrongOffset
    finally:
        release_connection()


def release_connection() -> None:
    """Give the database connection back while this thread waits for a phone.

    SQLite has no pool to starve, and closing its last connection would flush the whole log each time.
    """
    if connection.vendor != "sqlite" and not connection.in_atomic_block:
        connection.close()


def _expiry() -> Any:
    return Now() + timedelta(hours=settings.UPLOAD_EXPIRES_HOURS)
