"""A folder on a local disk. A file appears under its key whole and on the platter, or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from django.core.files.storage import FileSystemStorage

from storage.errors import NotStored, StorageFull, Unavailable, is_full
from storage.store import PIECE, Entry, Facts, Stored, measure, read_in_pieces

_UNFINISHED = ".tmp"


class Disk(FileSystemStorage):
    """`Store` on a folder. Names that begin with a dot are unfinished and never listed or served."""

    def __init__(self, *, base_url: str | None = None, **options: Any) -> None:
        super().__init__(base_url=base_url, **options)
        self._is_private = base_url is None

    def url(self, name: str | None) -> str:
        """Return the address of `name`; raises ValueError for a folder no address leads to."""
        if self._is_private:
            raise ValueError("This storage is private: nothing in it has an address.")
        return super().url(name)

    def keep(self, key: str, source: Path | BinaryIO, *, content_type: str) -> Stored:
        """Store `source` under `key`, flushed to the disk and read back.

        Raises StorageFull when the disk is full and NotStored when what was read back differs.
        """
        final = Path(self.path(key))
        try:
            if isinstance(source, Path):
                with source.open("rb") as opened:
                    written = self._write(final, read_in_pieces(opened), mode=self.file_permissions_mode)
            else:
                if source.seekable():
                    source.seek(0)
                written = self._write(final, read_in_pieces(source), mode=self.file_permissions_mode)
            back = measure(self.pieces(key))
        except OSError as error:
            raise (StorageFull if is_full(error) else NotStored)(f"{key}: {error.strerror}") from error
        if back != written:
            self.drop([key])
            raise NotStored(f"{key} read back as {back}, written as {written}")
        return Stored(key, *back)

    def bring(self, key: str, path: Path) -> Stored:
        """Copy the file at `key` to `path`; return what was copied, hashed on the way."""
        size, sha256 = self._write(path, self.pieces(key))
        return Stored(key, size, sha256)

    def drop(self, keys: Iterable[str]) -> None:
        """Delete each of `keys` that exists, and folders left empty by it."""
        root = Path(self.location)
        for key in keys:
            path = Path(self.path(key))
            path.unlink(missing_ok=True)
            for folder in path.parents:
                if folder == root or root not in folder.parents:
                    break
                try:
                    folder.rmdir()
                except OSError:
                    break

    def move(self, key: str, to: str) -> None:
        """Rename `key` to `to`, so that it outlives a power cut. Raises FileNotFoundError, Unavailable."""
        source, final = Path(self.path(key)), Path(self.path(to))
        try:
            make_folder(final.parent)
            source.replace(final)
            flush_folder(final.parent)
            flush_folder(source.parent)
            self.drop([key])  # takes folders that are empty now
        except FileNotFoundError:
            raise
        except OSError as error:
            raise Unavailable(f"{key}: {error.strerror}") from error

    def entries(self, prefix: str) -> Iterator[Entry]:
        """Yield every finished file whose key begins with `prefix`, in no order."""
        root = Path(self.location)
        start = root / prefix.rpartition("/")[0]
        for folder, _, names in os.walk(start):
            for name in names:
                path = Path(folder, name)
                key = path.relative_to(root).as_posix()
                if name.startswith(".") or not key.startswith(prefix):
                    continue
                with contextlib.suppress(FileNotFoundError):
                    status = path.stat()
                    yield Entry(
                        key,
                        status.st_size,
                        datetime.fromtimestamp(status.st_mtime, UTC),
                    )

    def facts(self, key: str) -> Facts:
        """Return size, entity tag and time of the file at `key`."""
        path = Path(self.path(key))
        status = path.stat()
        if not path.is_file() or path.name.startswith("."):
            raise FileNotFoundError(key)
        return Facts(
            status.st_size,
            f'"{status.st_mtime_ns:x}-{status.st_size:x}"',
            datetime.fromtimestamp(status.st_mtime, UTC),
        )

    def pieces(self, key: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """Yield `length` bytes (default: all) of the file at `key` from byte `start`, flat in memory."""
        with Path(self.path(key)).open("rb") as opened:
            opened.seek(start)
            left = length
            while left is None or left > 0:
                piece = opened.read(PIECE if left is None else min(PIECE, left))
                if not piece:
                    return
                if left is not None:
                    left -= len(piece)
                yield piece

    def tidy(self, *, older_than: timedelta, writing: Collection[str] = ()) -> int:
        """Delete what a killed process left half-written more than `older_than` ago; return how many."""
        before = datetime.now(UTC).timestamp() - older_than.total_seconds()
        removed = 0
        for folder, _, names in os.walk(self.location):
            for name in names:
                if not (name.startswith(".") and name.endswith(_UNFINISHED)):
                    continue
                with contextlib.suppress(FileNotFoundError):
                    path = Path(folder, name)
                    if path.stat().st_mtime < before:
                        path.unlink()
                        removed += 1
        return removed

    def answer(self) -> None:
        """Raise Unavailable unless a byte can be written, read and removed."""
        probe = f"readyz/{secrets.token_hex(8)}"
        try:
            self._write(Path(self.path(probe)), [b"1"])
            self.drop([probe])
        except OSError as error:
            raise Unavailable(f"{self.location}: {error.strerror}") from error

    @staticmethod
    def _write(final: Path, pieces: Iterable[bytes], *, mode: int | None = None) -> tuple[int, str]:
        waiting = final.with_name(f".{final.name}.{secrets.token_hex(6)}{_UNFINISHED}")
        try:
            with open_new(waiting) as out:
                measured = measure(pieces, onto=out.write)
                out.flush()
                os.fsync(out.fileno())
            if mode is not None:
                waiting.chmod(mode)
            waiting.replace(final)
        except BaseException:
            waiting.unlink(missing_ok=True)
            raise
        flush_folder(final.parent)
        return measured


def open_new(path: Path) -> BinaryIO:
    """Open a new file for writing, making its folder, which another process may be pruning."""
    for _ in range(3):
        make_folder(path.parent)
        with contextlib.suppress(FileNotFoundError):
            return path.open("xb")
    raise FileNotFoundError(path)


def make_folder(folder: Path) -> None:
    """Make `folder` and its parents so that they outlive a power cut."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for path in reversed(missing):
        flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Flush the list of names in `folder` to the disk: fsync of a file does not cover its name."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
