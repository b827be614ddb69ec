"""The ledger of withdrawals: one small object each, in private storage, outside the database (F14, C).

A database can be restored to yesterday; what was taken back since then must stay taken back. So each
withdrawal is also written under `tombstones/`, where nothing is ever changed or deleted
(storage.WRITTEN_ONCE), before its transaction commits (docs/adr/0085). It names nobody: which row, when,
by which route, at which random keys its files lay, and the hash of the one before it.

The database holds the same as rows of consent.models.Tombstone. Each side mends the other: a row that
storage did not take at the time is written by the sweep, an object no row knows is replayed
(consent/withdrawal.py).
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import threading
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from itertools import batched
from typing import Any, NamedTuple

from django.utils import timezone

import storage
from consent.models import Tombstone

log = logging.getLogger(__name__)

PREFIX = "tombstones"
PRIVATE, PUBLIC = "private:", "public:"  # how a place in storage begins
GENESIS = "0" * 64
# A withdrawal waits no longer than this for storage; then the row is owed to it.
PATIENCE_SECONDS = 5.0
SETTLES_SECONDS = 1.0  # between an object and the commit of its row
_IN_A_FOLDER = 1000
_FIELDS = ("number", "label", "key", "mark", "at", "route", "kept", "places", "previous")


class Altered(Exception):
    """An object of the ledger does not say what was written into it; the text names it."""


class Broken(NamedTuple):
    """What a walk through the ledger found wrong: the object's name, and why."""

    name: str
    why: str


def record(
    *, label: str, key: str, mark: str, at: datetime, route: str, kept: bool, places: list[str]
) -> Tombstone:
    """Write one withdrawal into both ledgers, in the caller's transaction; return its row.

    The object is in storage before the caller can commit. When storage does not take it within
    PATIENCE_SECONDS the withdrawal goes on all the same: the row is owed to the ledger.
    """
    last = Tombstone.objects.order_by("-number", "-id").first()
    stone = Tombstone(
        number=last.number + 1 if last is not None else 1,
        label=label,
        key=key,
        mark=mark,
        at=at,
        route=route,
        kept=kept,
        places=places,
        previous=last.hash if last is not None else GENESIS,
    )
    stone.hash = digest(stone)
    if _write(stone):
        stone.written_at = timezone.now()
    stone.save(force_insert=True)
    return stone


def write_owed() -> int:
    """Write what storage did not take at the time; return how many it has now."""
    done = 0
    for stone in Tombstone.objects.filter(written_at__isnull=True).order_by("number"):
        if not _write(stone):
            break  # storage is away: the next sweep goes on
        Tombstone.objects.filter(pk=stone.pk).update(written_at=timezone.now())
        done += 1
    return done


def rewrite_missing(names: set[str]) -> int:
    """Write again every row whose object is not among `names`, the ledger's own; return how many."""
    lost = [stone.pk for stone in Tombstone.objects.iterator() if name_of(stone) not in names]
    Tombstone.objects.filter(pk__in=lost).update(written_at=None)
    return write_owed()


def unknown() -> list[str]:
    """Return the objects newer than the database knows: [] unless an older database was put back (F14).

    Looks from the last number the database knows onwards, so that it stays cheap however long the
    ledger is: one short listing and one query. Raises storage.StorageError.
    """
    last = Tombstone.objects.order_by("-number").values_list("number", flat=True).first() or 0
    listed = list(_names_from(last))
    rows = known(listed)
    return [name for name in listed if name not in rows]


def forgotten() -> list[str]:
    """Return what is unknown and stays so: one that is being written now is known a moment later."""
    names = unknown()
    if not names:
        return []
    time.sleep(SETTLES_SECONDS)
    still = set(unknown())
    return [name for name in names if name in still]


def known(names: list[str]) -> dict[str, Tombstone]:
    """Return the rows of those of `names` that the database knows."""
    found: dict[str, Tombstone] = {}
    for batch in batched(names, _IN_A_FOLDER):
        numbers = [int(name.rpartition("/")[2].partition("-")[0]) for name in batch]
        rows = Tombstone.objects.filter(number__gte=min(numbers), number__lte=max(numbers))
        found |= {name_of(stone): stone for stone in rows}
    return {name: found[name] for name in names if name in found}


def everything() -> list[str]:
    """Return the name of every object, in order. Raises storage.StorageError."""
    return sorted(entry.key for entry in storage.walk(storage.private(), f"{PREFIX}/"))


def read(name: str) -> Tombstone:
    """Return the object called `name` as an unsaved row. Raises Altered, FileNotFoundError, StorageError."""
    body = b"".join(storage.private().pieces(name))
    try:
        said = json.loads(body)
        stone = Tombstone(
            **{field: said[field] for field in _FIELDS if field != "at"},
            at=datetime.fromisoformat(said["at"]),
            hash=said["hash"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Altered(f"{name} cannot be read") from error
    if digest(stone) != stone.hash or name_of(stone) != name:
        raise Altered(f"{name} is not what was written")
    return stone


def verify(names: Iterable[str]) -> list[Broken]:
    """Return what is wrong with the ledger: objects that were changed, and gaps before them; [] is right."""
    found: list[Broken] = []
    hashes, before = {GENESIS}, {}
    for name in names:
        try:
            stone = read(name)
        except (Altered, FileNotFoundError) as error:
            found.append(Broken(name, str(error)))
            continue
        hashes.add(stone.hash)
        before[name] = stone.previous
    found += [
        Broken(name, "the one before it is missing")
        for name, previous in before.items()
        if previous not in hashes
    ]
    return found


def remove_files(places: Iterable[str]) -> None:
    """Delete whatever lies at `places`, and look that nothing is left. Raises storage.StorageError."""
    for place in places:
        store = storage.public() if place.startswith(PUBLIC) else storage.private()
        key = place.partition(":")[2]
        keys = [entry.key for entry in storage.walk(store, key)] if key.endswith("/") else [key]
        storage.remove(store, keys)
        if not _is_empty(store, key):
            raise storage.Unavailable(f"{place} was deleted and is still there")


def digest(stone: Tombstone) -> str:
    """Return the 64 hex digits that seal `stone` to the one before it."""
    return hashlib.sha256(_words(stone).encode()).hexdigest()


def name_of(stone: Tombstone) -> str:
    """Return the object's key: by thousands, so that the newest are listed without the rest."""
    return f"{_folder(stone.number)}{stone.number:012}-{stone.hash[:16]}.json"


def _folder(number: int) -> str:
    return f"{PREFIX}/{number // _IN_A_FOLDER:09}/"


def _words(stone: Tombstone) -> str:
    said = {field: getattr(stone, field) for field in _FIELDS}
    said["at"] = stone.at.astimezone(UTC).isoformat(timespec="microseconds")
    return json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _write(stone: Tombstone) -> bool:
    body = json.dumps({**json.loads(_words(stone)), "hash": stone.hash}, sort_keys=True).encode()
    kept: list[Any] = []

    def put() -> None:
        try:
            kept.append(
                storage.put(
                    storage.private(), name_of(stone), io.BytesIO(body), content_type="application/json"
                )
            )
        except (storage.StorageError, OSError):
            log.exception("%s could not be written into the ledger; the sweep tries again", stone)

    # A thread, because a server that swallows packets would hold the transaction for a minute.
    writer = threading.Thread(target=put, daemon=True)
    writer.start()
    writer.join(PATIENCE_SECONDS)
    return bool(kept)


def _names_from(number: int) -> Iterator[str]:
    """Yield the names in the folder of `number` and in those after it, up to the first empty one."""
    while True:
        folder = _folder(number)
        names = sorted(entry.key for entry in storage.walk(storage.private(), folder))
        if not names and number:
            return
        yield from names
        number += _IN_A_FOLDER


def _is_empty(store: storage.Store, key: str) -> bool:
    if key.endswith("/"):
        return next(storage.walk(store, key), None) is None
    try:
        store.facts(key)
    except FileNotFoundError:
        return True
    return False
