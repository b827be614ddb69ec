"""The bytes of one request, from the socket to storage: flat in memory, acknowledged as they settle."""

from __future__ import annotations

import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from storage import StorageFull
from uploads.backends import Writer, backend
from uploads.errors import ChecksumMismatch
from uploads.leases import Lease

# A read waits until it is full. Small ones let a slow phone's bytes settle and its lease be renewed
# in time; large ones cost a tenth of the processor. What is read next follows from how the last ones
# went: a whole mebibyte only from a line that has just given one quickly.
LEAST_READ = 16 * 1024
USUAL_READ = 128 * 1024
MOST_READ = 1024**2
QUICK_SECONDS = 0.05
SLOW_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Checksum:
    """What the sender says the bytes of this request hash to."""

    running: Any  # a hashlib object
    expected: bytes


def receive(lease: Lease, read: Callable[[int], bytes], *, length: int, checksum: Checksum | None) -> int:
    """Read `length` bytes with `read` and keep them; return the upload's new offset in bytes.

    A sender that goes away early loses nothing that arrived, unless it sent a checksum: bytes that
    cannot be checked are not kept. When the last byte of the upload is there, the whole is read
    back, hashed and completed. Raises ChecksumMismatch, WriterOvertaken, UploadGone, StorageFull,
    StorageError.
    """
    upload = lease.upload
    began = upload.acknowledged
    writer = backend().writer(lease)
    try:
        try:
            left = _take(lease, writer, read, length, checksum)
        except StorageFull:
            if checksum is None:
                lease.acknowledge(*writer.settle())
            raise
        if checksum is not None:
            if left:
                return upload.acknowledged
            if not hmac.compare_digest(checksum.running.digest(), checksum.expected):
                raise ChecksumMismatch
        if began + length - left == upload.length:
            sha256 = writer.finish()
            if upload.expected_sha256 and not hmac.compare_digest(sha256, upload.expected_sha256):
                raise ChecksumMismatch
            lease.complete(sha256)
        elif length - left:
            lease.acknowledge(*writer.settle())
        return upload.acknowledged
    finally:
        writer.close()


def _take(
    lease: Lease, writer: Writer, read: Callable[[int], bytes], length: int, checksum: Checksum | None
) -> int:
    """Move bytes from `read` to `writer`; return how many of `length` never came."""
    left = length
    size = LEAST_READ
    quick = 0
    while left:
        began = time.monotonic()
        try:
            piece = read(min(size, left))
        except OSError:
            return left
        if not piece:
            return left
        took = time.monotonic() - began
        if took < QUICK_SECONDS * max(1, size / USUAL_READ):
            quick += len(piece)
            size = MOST_READ if quick >= MOST_READ else min(USUAL_READ, size * 2)
        elif took > SLOW_SECONDS:
            quick, size = 0, LEAST_READ
        if checksum is not None:
            checksum.running.update(piece)
        writer.write(piece)
        left -= len(piece)
        if lease.is_due:
            if checksum is None:
                lease.acknowledge(*writer.settled())
            else:
                lease.renew()
    return left
