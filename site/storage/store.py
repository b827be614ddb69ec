"""What both kinds of storage can do. Everything above this room speaks only to `Store`."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

PIECE = 256 * 1024  # bytes held in memory at a time, whatever the size of the file


@dataclass(frozen=True, slots=True)
class Stored:
    """What was read back: `size` in bytes, `sha256` as 64 hex digits."""

    key: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One stored object as a listing shows it: `size` in bytes, `modified_at` aware."""

    key: str
    size: int
    modified_at: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """One stored object as a response needs it: `size` in bytes, `etag` quoted."""

    size: int
    etag: str
    modified_at: datetime


@runtime_checkable
class Store(Protocol):
    """A place for bytes under keys such as `films/0f…/720.mp4`.

    Every method raises FileNotFoundError for a missing key (except `drop`), and `StorageError`
    or one of its kinds when the disk or the S3 server fails.
    """

    def keep(self, key: str, source: Path | BinaryIO, *, content_type: str) -> Stored: ...

    def bring(self, key: str, path: Path) -> Stored: ...

    def drop(self, keys: Iterable[str]) -> None: ...

    def move(self, key: str, to: str) -> None: ...

    def entries(self, prefix: str) -> Iterator[Entry]: ...

    def facts(self, key: str) -> Facts: ...

    def pieces(self, key: str, start: int = 0, length: int | None = None) -> Iterator[bytes]: ...

    def tidy(self, *, older_than: timedelta, writing: Collection[str] = ()) -> int: ...


def new_key(prefix: str, suffix: str = "") -> str:
    """Return a key nobody can guess: `prefix`, a slash, 128 random bits as 32 hex digits, `suffix`."""
    return f"{prefix}/{secrets.token_hex(16)}{suffix}"


def measure(pieces: Iterable[bytes], *, onto: Callable[[bytes], object] | None = None) -> tuple[int, str]:
    """Return the size in bytes and the SHA-256 of `pieces`, passing each on to `onto` if given."""
    digest = hashlib.sha256()
    size = 0
    for piece in pieces:
        digest.update(piece)
        size += len(piece)
        if onto is not None:
            onto(piece)
    return size, digest.hexdigest()


def read_in_pieces(source: BinaryIO) -> Iterator[bytes]:
    """Yield what is left of `source`, at most `PIECE` bytes at a time."""
    while piece := source.read(PIECE):
        yield piece
