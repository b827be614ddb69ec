"""put, fetch, remove, walk and tidy: the same on disk and on a real S3 server."""

from __future__ import annotations

import hashlib
import io
import os
import re
import resource
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import SuspiciousFileOperation

import storage
from storage.s3 import Bucket

CONTENT = os.urandom(700_000)
SHA256 = hashlib.sha256(CONTENT).hexdigest()


def kept(key: str) -> bytes:
    return b"".join(storage.private().pieces(key))


def put(key: str, content: bytes = CONTENT) -> storage.Stored:
    return storage.put(storage.private(), key, io.BytesIO(content), content_type="video/mp4")


def test_key_cannot_be_guessed() -> None:
    keys = {storage.new_key("video", ".mp4") for _ in range(100)}
    assert len(keys) == 100
    assert all(re.fullmatch(r"video/[0-9a-f]{32}\.mp4", key) for key in keys)


def test_put_tells_what_was_read_back(either: str) -> None:
    key = storage.new_key("video")
    assert put(key) == storage.Stored(key, len(CONTENT), SHA256)
    assert kept(key) == CONTENT


def test_put_takes_a_path_and_leaves_it(either: str, tmp_path: Path) -> None:
    (tmp_path / "film").write_bytes(CONTENT)
    key = storage.new_key("video")
    storage.put(storage.private(), key, tmp_path / "film", content_type="video/mp4")
    assert kept(key) == CONTENT == (tmp_path / "film").read_bytes()


def test_put_takes_the_whole_of_a_file_that_was_read_from(either: str) -> None:
    source = io.BytesIO(CONTENT)
    source.read(1000)
    key = storage.new_key("video")
    storage.put(storage.private(), key, source, content_type="video/mp4")
    assert kept(key) == CONTENT
    assert not source.closed


def test_put_takes_a_stream_that_cannot_go_back(either: str) -> None:
    reading, writing = os.pipe()
    os.write(writing, b"abc" * 1000)
    os.close(writing)
    key = storage.new_key("video")
    with os.fdopen(reading, "rb") as source:
        storage.put(storage.private(), key, source, content_type="video/mp4")
    assert kept(key) == b"abc" * 1000


def test_put_again_replaces(either: str) -> None:
    """F8: a task delivered twice leaves one set of files."""
    key = storage.new_key("video")
    put(key, b"first")
    put(key, b"second, longer")
    assert kept(key) == b"second, longer"
    assert [entry.key for entry in storage.walk(storage.private(), "video/")] == [key]


def test_fetch_copies_and_tells_the_hash(either: str, tmp_path: Path) -> None:
    """F11: the caller compares the hash with its row."""
    key = storage.new_key("video")
    put(key)
    assert storage.fetch(storage.private(), key, tmp_path / "here") == storage.Stored(
        key, len(CONTENT), SHA256
    )
    assert (tmp_path / "here").read_bytes() == CONTENT


def test_fetch_of_a_missing_key_leaves_nothing(either: str, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        storage.fetch(storage.private(), "video/none", tmp_path / "sub" / "here")
    assert list(tmp_path.rglob("*here*")) == []


def test_remove_twice_is_no_error(either: str) -> None:
    keys = [storage.new_key("video") for _ in range(3)]
    for key in keys:
        put(key, b"x")
    storage.remove(storage.private(), keys[:2])
    storage.remove(storage.private(), keys[:2])
    assert [entry.key for entry in storage.walk(storage.private(), "video/")] == keys[2:]
    with pytest.raises(FileNotFoundError):
        storage.private().facts(keys[0])


def test_walk_finds_what_is_below_a_prefix_only(either: str) -> None:
    for key in ("films/a/720.mp4", "films/a/sub/480.mp4", "films/b/720.mp4", "filmsx/720.mp4"):
        put(key, b"12345")
    found = {entry.key: entry for entry in storage.walk(storage.private(), "films/a/")}
    assert set(found) == {"films/a/720.mp4", "films/a/sub/480.mp4"}
    entry = found["films/a/720.mp4"]
    assert entry.size == 5
    assert abs(datetime.now(UTC) - entry.modified_at) < timedelta(minutes=5)
    assert list(storage.walk(storage.private(), "nothing/")) == []


@pytest.mark.parametrize("first, length", [(0, 1), (100, 300_000), (699_999, 1), (0, None), (500_000, None)])
def test_pieces_of_a_part(either: str, first: int, length: int | None) -> None:
    key = storage.new_key("video")
    put(key)
    last = None if length is None else first + length
    assert b"".join(storage.private().pieces(key, first, length)) == CONTENT[first:last]


def test_private_and_public_are_apart(either: str) -> None:
    """Private and public never share a place."""
    key = storage.new_key("films")
    put(key)
    with pytest.raises(FileNotFoundError):
        storage.public().facts(key)


# --- Disk ---------------------------------------------------------------------------------------


@contextmanager
def files_no_bigger_than(size: int) -> Iterator[None]:
    """Let the kernel itself refuse to write beyond `size` bytes, as a full disk or a quota does."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)


def test_full_disk_leaves_nothing_under_the_key(own_disks: Path) -> None:
    """F4: the kernel refuses the write; what was there before is still there."""
    key = storage.new_key("video")
    put(key, b"before")
    with files_no_bigger_than(300_000), pytest.raises(storage.StorageFull):
        put(key)
    assert kept(key) == b"before"
    assert [path.name for path in (own_disks / "private" / "video").iterdir()] == [key.split("/")[1]]


def test_what_reads_back_differently_is_not_stored(own_disks: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """F5: bytes that rot between write and read are found out."""
    replace = Path.replace

    def rot(self: Path, target: Path) -> Path:
        with self.open("r+b") as opened:
            opened.seek(10)
            opened.write(b"!!")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", rot)
    key = storage.new_key("video")
    with pytest.raises(storage.NotStored):
        put(key)
    with pytest.raises(FileNotFoundError):
        storage.private().facts(key)


def test_private_files_are_for_this_user_only(own_disks: Path) -> None:
    key = storage.new_key("video")
    put(key)
    assert (own_disks / "private" / key).stat().st_mode & 0o077 == 0


def test_private_storage_has_no_addresses(own_disks: Path) -> None:
    """S39: no mistake in a template can make one."""
    with pytest.raises(ValueError, match="has an address"):
        storage.private().url("video/x")
    assert storage.public().url("films/x.mp4") == "/media/films/x.mp4"


@pytest.mark.parametrize("key", ["../outside", "/etc/passwd", "video/../../outside"])
def test_keys_cannot_leave_the_folder(own_disks: Path, key: str) -> None:
    with pytest.raises(SuspiciousFileOperation):
        put(key)


def test_tidy_removes_what_a_killed_process_left(own_disks: Path) -> None:
    """F2: and neither what is being written now nor what is whole."""
    key = storage.new_key("video")
    put(key)
    folder = own_disks / "private" / "video"
    old, new = folder / ".a.tmp", folder / ".b.tmp"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))
    os.utime(folder / key.split("/")[1], (0, 0))
    assert storage.tidy(storage.private(), older_than=timedelta(hours=1)) == 1
    assert {path.name for path in folder.iterdir()} == {key.split("/")[1], ".b.tmp"}


def test_empty_folders_go_with_their_last_file(own_disks: Path) -> None:
    put("films/abc/720.mp4")
    storage.remove(storage.private(), ["films/abc/720.mp4"])
    assert not (own_disks / "private" / "films").exists()


# --- S3 -----------------------------------------------------------------------------------------


@pytest.mark.s3
def test_big_files_go_up_in_parts_and_come_back_whole(s3_storage: Any) -> None:
    content = os.urandom(20 * 1024**2)
    key = storage.new_key("video")
    assert put(key, content).sha256 == hashlib.sha256(content).hexdigest()


@pytest.mark.s3
def test_tidy_ends_forgotten_multipart_uploads(s3_storage: Any) -> None:
    store = storage.private()
    assert isinstance(store, Bucket)
    for key in ("originals/forgotten", "originals/going-on"):
        store.client.create_multipart_upload(Bucket=store.bucket_name, Key=key)
    assert storage.tidy(store, older_than=timedelta(hours=1)) == 0
    assert storage.tidy(store, older_than=-timedelta(hours=1), writing={"originals/going-on"}) == 1
    left = store.client.list_multipart_uploads(Bucket=store.bucket_name)["Uploads"]
    assert [upload["Key"] for upload in left] == ["originals/going-on"]
