"""What storage can answer besides yes."""

from __future__ import annotations

import errno

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class StorageError(Exception):
    """Storage did not do what it was asked; nothing half-done is visible under the key."""


class NotStored(StorageError):
    """The bytes were not stored, or could not be read back with the same size and hash (F5)."""


class StorageFull(NotStored):
    """There is no room for more bytes (F4)."""


class WrittenOnce(StorageError):
    """Somebody tried to change or delete what a ledger holds; the text is its key."""


class Unavailable(StorageError):
    """Storage does not answer, or answers with an error, after every retry (F5)."""


def is_full(error: OSError) -> bool:
    """Return whether `error` says that the disk, or this user's share of it, is full."""
    return error.errno in _FULL
