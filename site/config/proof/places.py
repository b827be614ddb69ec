"""Where is looked: every table, both storages, the mail folder, unfinished work, the cache."""

from __future__ import annotations

import email
import email.policy
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import cache
from django.db import connection

import storage
from config.proof.needles import Needles
from people import sealed
from storage.store import read_in_pieces

_ROWS_AT_ONCE = 500
_EXAMPLES = 3
_SEALED = "gAAAA"  # how whatever people.sealed sealed begins
_ZIP = b"PK\x03\x04"
_BETWEEN_LETTERS = b"\n" + b"-" * 79 + b"\n"


@dataclass(slots=True)
class Found:
    """Where identifiers were found: (place, identifier's number) → how often, and a few examples."""

    hits: Counter[tuple[str, int]] = field(default_factory=Counter)
    examples: dict[tuple[str, int], list[str]] = field(default_factory=dict)
    searched: Counter[str] = field(default_factory=Counter)
    not_searched: list[str] = field(default_factory=list)

    def add(self, place: str, numbers: Iterable[int], example: str) -> None:
        for number in numbers:
            self.hits[place, number] += 1
            names = self.examples.setdefault((place, number), [])
            if len(names) < _EXAMPLES and example not in names:
                names.append(example)


def search(needles: Needles) -> Found:
    """Look for `needles` everywhere this site keeps anything; flat memory, however much that is.

    Raises storage.StorageError when a storage cannot be read: half a search proves nothing.
    """
    found = Found()
    search_database(needles, found)
    search_storage(needles, found)
    search_folder(needles, found, Path(settings.FILE_UPLOAD_TEMP_DIR), "unfinished work")
    search_mail(needles, found)
    search_cache(needles, found)
    return found


# --- Database --------------------------------------------------------------------------------


def search_database(needles: Needles, found: Found) -> None:
    """Every column of every table, sealed words unsealed, sessions decoded, search indexes asked."""
    with connection.cursor() as cursor:
        tables = sorted(table.name for table in connection.introspection.get_table_list(cursor))
    for table in tables:
        _search_table(table, needles, found)
    for place, number, count in _search_indexes(needles):
        found.hits[place, number] += count
    found.searched["database tables"] += len(tables)


def _search_table(table: str, needles: Needles, found: Found) -> None:
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - a table's own name
        columns: list[str] | None = None
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            columns = columns or [str(column[0]) for column in cursor.description]
            found.searched["database rows"] += len(rows)
            for row in rows:
                for column, value in zip(columns, row, strict=True):
                    if isinstance(value, bool | int | float | None):
                        continue
                    numbers = {number for body in _bodies(table, value) for number in needles.found(body)}
                    found.add(f"database: {table}.{column}", numbers, f"{columns[0]} {row[0]}")


def _bodies(table: str, value: Any) -> Iterator[bytes]:
    """Yield a value's bytes, and what can be read out of them."""
    if isinstance(value, bytes | memoryview):
        yield bytes(value)
        return
    text = str(value)
    yield text.encode("utf-8", "surrogatepass")
    if text.startswith(_SEALED):
        try:
            yield sealed.unseal(text).encode()
        except sealed.SealBroken:
            return
    elif table == "django_session":
        yield str(SessionStore().decode(text)).encode()


def _search_indexes(needles: Needles) -> Iterator[tuple[str, int, int]]:
    """Ask search indexes in their own way: they keep word stems, which no comparison of bytes finds."""
    if connection.vendor == "postgresql":
        yield from _search_vectors(needles)
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%fts5%'")
        for (table,) in cursor.fetchall():
            name = connection.ops.quote_name(table)
            for number, text in enumerate(needles.texts, 1):
                phrase = '"' + text.replace('"', '""') + '"'
                query = f"SELECT count(*) FROM {name} WHERE {name} MATCH %s"  # noqa: S608 - as above
                count = cursor.execute(query, [phrase]).fetchone()[0]
                if count:
                    yield f"database: search index {table}", number, count


def _search_vectors(needles: Needles) -> Iterator[tuple[str, int, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE udt_name = 'tsvector' AND table_schema = current_schema()"
        )
        for table, column in cursor.fetchall():
            name = connection.ops.quote_name(column)
            query = (
                f"SELECT count(*) FROM {connection.ops.quote_name(table)}"  # noqa: S608 - as above
                f" WHERE {name} @@ phraseto_tsquery('simple', %s)"
                f" OR {name} @@ phraseto_tsquery('english', %s)"
            )
            for number, text in enumerate(needles.texts, 1):
                cursor.execute(query, [text, text])
                count = cursor.fetchone()[0]
                if count:
                    yield f"database: search index {table}.{column}", number, count


# --- Files -----------------------------------------------------------------------------------


def search_storage(needles: Needles, found: Found) -> None:
    """Every object of both storages, by name and by content; archives opened."""
    for alias, store in (("private", storage.private()), ("public", storage.public())):
        for entry in storage.walk(store, ""):
            place = f"{alias} storage"
            found.searched[f"files in {place}"] += 1
            found.add(f"{place}: name", needles.found(entry.key.encode()), entry.key)
            with tempfile.TemporaryFile(dir=_work_folder()) as copy:
                try:
                    numbers = needles.found_in_pieces(_kept(store.pieces(entry.key), copy))
                except FileNotFoundError:
                    continue  # deleted while we looked
                found.add(place, numbers | _in_archive(copy, needles), entry.key)


def search_folder(needles: Needles, found: Found, folder: Path, place: str) -> None:
    """Every file below a local folder."""
    if not folder.is_dir():
        return
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        found.searched[f"files of {place}"] += 1
        name = str(path.relative_to(folder))
        found.add(f"{place}: name", needles.found(name.encode()), name)
        with path.open("rb") as opened:
            found.add(place, needles.found_in_pieces(read_in_pieces(opened)), name)


def search_mail(needles: Needles, found: Found) -> None:
    """Letters written to a folder, as bytes and as a reader would see them."""
    folder = settings.MAILERS["default"].get("OPTIONS", {}).get("file_path")
    if folder is None:
        found.not_searched.append("letters that were sent: they are with whoever they were sent to")
        return
    search_folder(needles, found, Path(folder), "mail folder")
    for path in sorted(Path(folder).glob("*")):
        for letter in path.read_bytes().split(_BETWEEN_LETTERS):
            parsed = email.message_from_bytes(letter, policy=email.policy.default)
            words = [str(value) for value in parsed.values()]
            words += [
                str(part.get_content()) for part in parsed.walk() if part.get_content_type() == "text/plain"
            ]
            found.add("mail folder", needles.found("\n".join(words).encode()), path.name)


def _kept(pieces: Iterable[bytes], copy: BinaryIO) -> Iterator[bytes]:
    """Pass `pieces` on; keep those of an archive, whose parts can be read only when all of it is here."""
    archive = None
    for piece in pieces:
        if archive is None:
            archive = piece.startswith(_ZIP)
        if archive:
            copy.write(piece)
        yield piece


def _in_archive(copy: BinaryIO, needles: Needles) -> set[int]:
    if not zipfile.is_zipfile(copy):
        return set()
    seen: set[int] = set()
    with zipfile.ZipFile(copy) as archive:
        for member in archive.infolist():
            seen |= needles.found(member.filename.encode())
            with archive.open(member) as opened:
                seen |= needles.found_in_pieces(read_in_pieces(opened))  # type: ignore[arg-type]
    return seen


def _work_folder() -> Path:
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


# --- Cache -----------------------------------------------------------------------------------


def search_cache(needles: Needles, found: Found) -> None:
    """A shared cache key by key; one in memory belongs to each process and ends with it."""
    entries = _cache_entries()
    if entries is None:
        found.not_searched.append("the memory caches of other processes: they end with their process")
        return
    for key, value in entries:
        found.searched["cache entries"] += 1
        found.add("cache", needles.found(key + b"\n" + value), key.decode(errors="replace"))


def _cache_entries() -> Iterator[tuple[bytes, bytes]] | None:
    backend = settings.CACHES["default"]["BACKEND"]
    if not backend.endswith("RedisCache"):
        return None
    client = cache._cache.get_client(None)  # type: ignore[attr-defined]
    return ((key, bytes(client.get(key) or b"")) for key in client.scan_iter(count=_ROWS_AT_ONCE))
