"""Where bytes rest: private and public storage behind one interface, on local disk or S3.

    stored = storage.put(storage.private(), storage.new_key("video"), path, content_type="video/mp4")
    storage.fetch(storage.private(), stored.key, Path("work/original"))

Nothing here knows what the bytes are or whose. The rooms above decide who may see them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import nullcontext
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, cast

from storage.errors import NotStored, StorageError, StorageFull, Unavailable, WrittenOnce
from storage.store import Entry, Facts, Store, Stored, measure, new_key, read_in_pieces

__all__ = [
    "WRITTEN_ONCE",
    "Entry",
    "Facts",
    "NotStored",
    "StorageError",
    "StorageFull",
    "Store",
    "Stored",
    "Unavailable",
    "WrittenOnce",
    "fetch",
    "move",
    "new_key",
    "private",
    "public",
    "put",
    "remove",
    "tidy",
    "walk",
]

# Ledgers: what is written here stays, and stays as it is. No code path of the product deletes it.
WRITTEN_ONCE = ("tombstones/",)


def private() -> Store:
    """Return the place for what nobody may reach by an address: uploads, renditions before release."""
    return _named("private")


def public() -> Store:
    """Return the place for what everyone may see: released films, editors' pictures."""
    return _named("public")


def put(store: Store, key: str, source: Path | BinaryIO, *, content_type: str) -> Stored:
    """Store the whole of `source` under `key`; return what was read back (size in bytes, SHA-256).

    On disk: a file beside it, fsync, rename, read back. On S3: upload, read back. Raises NotStored,
    or its kind StorageFull; then nothing is left under the key (F4, F5). Raises WrittenOnce for other
    bytes under a key of a ledger.
    """
    if key.startswith(WRITTEN_ONCE) and (there := _there(store, key)) is not None:
        if (there.size, there.sha256) != _measured(source):
            raise WrittenOnce(key)
        return there
    return store.keep(key, source, content_type=content_type)


def fetch(store: Store, key: str, path: Path) -> Stored:
    """Copy `key` to the local file `path`; return size in bytes and SHA-256 of what arrived.

    The caller compares the hash with its row (F11). Raises FileNotFoundError or Unavailable.
    """
    return store.bring(key, path)


def remove(store: Store, keys: Iterable[str]) -> None:
    """Delete each of `keys`. A key that is not there is no error.

    Raises Unavailable; WrittenOnce, with nothing deleted, when one of them is part of a ledger.
    """
    going = list(keys)
    for key in going:
        if key.startswith(WRITTEN_ONCE):
            raise WrittenOnce(key)
    store.drop(going)


def move(store: Store, key: str, to: str) -> None:
    """Put what lies under `key` under `to`, without reading it. Raises FileNotFoundError or Unavailable.

    Cut off half-way it lies under one of the two, or on S3 under both; the same call again ends it.
    """
    store.move(key, to)


def walk(store: Store, prefix: str) -> Iterator[Entry]:
    """Yield an Entry (key, size in bytes, modified_at) for every finished object below `prefix`."""
    return store.entries(prefix)


def tidy(store: Store, *, older_than: timedelta, writing: Collection[str] = ()) -> int:
    """Remove what killed processes left half-written, except keys somebody is `writing`; return how many."""
    return store.tidy(older_than=older_than, writing=writing)


def _there(store: Store, key: str) -> Stored | None:
    try:
        return Stored(key, *measure(store.pieces(key)))
    except FileNotFoundError:
        return None


def _measured(source: Path | BinaryIO) -> tuple[int, str]:
    with source.open("rb") if isinstance(source, Path) else nullcontext(source) as opened:
        return measure(read_in_pieces(opened))


def _named(alias: str) -> Store:
    # Settings are not ready while this package is imported as an app.
    from django.core.files.storage import storages

    return cast("Store", storages[alias])
