"""Where pieces are kept until the file is whole: one small interface, on disk and on S3."""

from __future__ import annotations

from typing import Any, Protocol

import storage
from storage.s3 import Bucket
from uploads.leases import Lease
from uploads.models import Upload


class Writer(Protocol):
    """Takes the bytes of one request, in order, from `lease.upload.acknowledged` on."""

    def write(self, piece: bytes) -> None:
        """Take the next bytes. Raises StorageFull, StorageError, WriterOvertaken."""

    def settled(self) -> tuple[int, dict[str, Any]]:
        """Return how many bytes of the upload would survive a crash now, and the state to remember."""

    def settle(self) -> tuple[int, dict[str, Any]]:
        """Make all bytes taken so far survive a crash, then the same."""

    def finish(self) -> str:
        """All bytes are here: make one object of them, read it back, and return its SHA-256.

        Raises StorageError when size or hash cannot be confirmed (F5).
        """

    def close(self) -> None:
        """Let go of files; never raises."""


class Backend(Protocol):
    """One kind of storage."""

    def begin(self, upload: Upload) -> dict[str, Any]:
        """Make room for a new upload; return its first state. Raises StorageFull, StorageError."""

    def writer(self, lease: Lease) -> Writer:
        """Return a writer; whoever wrote before can write no more."""

    def erase(self, upload: Upload) -> None:
        """Remove every byte of `upload`, whatever state it is in. Raises StorageError."""


def backend() -> Backend:
    """Return the backend that belongs to private storage."""
    from uploads.backends.disk import DiskBackend
    from uploads.backends.s3 import S3Backend

    store = storage.private()
    return S3Backend(store) if isinstance(store, Bucket) else DiskBackend(store)
