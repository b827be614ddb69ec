"""Pieces on a local disk: one file, grown in place, flushed before anything is acknowledged.

A second, empty-looking file beside it holds the token of the writer whose turn it is. Each write
holds a lock on it and reads the token first, so a writer that woke up after another one took its
place cannot put one byte into the file, whatever either of them believed about time.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from storage import StorageError, StorageFull, Unavailable
from storage.disk import Disk, flush_folder, open_new
from storage.errors import is_full
from storage.store import Store, measure
from uploads.errors import UploadGone, WriterOvertaken
from uploads.leases import Lease
from uploads.models import Upload

# Left for the database, logs and other people's promised bytes.
RESERVE_BYTES = 64 * 1024**2


class DiskBackend:
    def __init__(self, store: Store) -> None:
        assert isinstance(store, Disk)
        self.store = store

    def begin(self, upload: Upload) -> dict[str, Any]:
        path = Path(self.store.path(upload.key))
        try:
            with open_new(path) as made:
                os.fchmod(made.fileno(), 0o600)
                os.fsync(made.fileno())
            flush_folder(path.parent)
            if shutil.disk_usage(path.parent).free < upload.length + RESERVE_BYTES:
                path.unlink()
                raise StorageFull(f"no room for {upload.length} bytes")
        except OSError as error:
            raise (StorageFull if is_full(error) else Unavailable)(str(error)) from error
        return {}

    def writer(self, lease: Lease) -> DiskWriter:
        return DiskWriter(self.store, lease)

    def erase(self, upload: Upload) -> None:
        try:
            _fence(Path(self.store.path(upload.key))).unlink(missing_ok=True)
            self.store.drop([upload.key])
        except OSError as error:
            raise Unavailable(str(error)) from error


class DiskWriter:
    def __init__(self, store: Disk, lease: Lease) -> None:
        self._store = store
        self._lease = lease
        self._token = lease.token.bytes
        self._at = lease.upload.acknowledged
        self._path = Path(store.path(lease.upload.key))
        self._open = contextlib.ExitStack()
        try:
            self._file = os.open(self._path, os.O_RDWR)
            self._open.callback(os.close, self._file)
            self._fence = os.open(_fence(self._path), os.O_RDWR | os.O_CREAT, 0o600)
            self._open.callback(os.close, self._fence)
            with _locked(self._fence):
                os.pwrite(self._fence, self._token, 0)
        except FileNotFoundError as error:
            self._open.close()
            raise UploadGone from error
        except OSError as error:
            self._open.close()
            raise (StorageFull if is_full(error) else Unavailable)(str(error)) from error

    def write(self, piece: bytes) -> None:
        rest = memoryview(piece)
        try:
            with _locked(self._fence):
                if os.pread(self._fence, 16, 0) != self._token:
                    raise WriterOvertaken
                while rest:
                    written = os.pwrite(self._file, rest, self._at)
                    self._at += written
                    rest = rest[written:]
        except OSError as error:
            raise (StorageFull if is_full(error) else Unavailable)(str(error)) from error

    def settled(self) -> tuple[int, dict[str, Any]]:
        return self.settle()

    def settle(self) -> tuple[int, dict[str, Any]]:
        try:
            os.fsync(self._file)
        except OSError as error:
            # After a failed fsync nobody knows which bytes are there: acknowledge none of them.
            raise (StorageFull if is_full(error) else Unavailable)(str(error)) from error
        return self._at, {}

    def finish(self) -> str:
        length = self._lease.upload.length
        self.settle()
        size, sha256 = measure(self._renewing(self._store.pieces(self._lease.upload.key)))
        if size != length:
            raise StorageError(f"{size} bytes read back of {length}")
        _fence(self._path).unlink(missing_ok=True)
        return sha256

    def close(self) -> None:
        self._open.close()

    def _renewing(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            if self._lease.is_due:
                self._lease.renew()
            yield piece


def _fence(path: Path) -> Path:
    return path.with_name(f".{path.name}.writer")


@contextlib.contextmanager
def _locked(handle: int) -> Iterator[None]:
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(handle, fcntl.LOCK_UN)
