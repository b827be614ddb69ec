"""Leases, fences and full disks, with the kernel's own refusals."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

import storage
from tests.storage.test_moves import files_no_bigger_than
from tests.uploads.conftest import Tus
from uploads import leases, receiving
from uploads.backends import backend
from uploads.errors import UploadBusy, UploadGone, WriterOvertaken, WrongOffset
from uploads.models import Upload

MIB = 1024**2


def take(offset: int = 0) -> leases.Lease:
    upload = Upload.objects.get()
    return leases.take(upload.pk, upload.owner, offset=offset)


def test_lease_is_for_one(tus: Tus) -> None:
    tus.new(10)
    lease = take()
    with pytest.raises(UploadBusy):
        take()
    lease.release()
    take().release()


def test_lease_lapses_by_the_databases_clock(tus: Tus) -> None:
    """F10: a web server whose clock is wrong takes nobody's place early."""
    tus.new(10)
    late = take()
    Upload.objects.update(writer_until=timezone.now() - timedelta(seconds=1))
    new = take()
    with pytest.raises(WriterOvertaken):
        late.renew()
    late.release()
    new.renew()


@pytest.mark.parametrize(
    "changes, error",
    [
        ({"ended_at": "2026-01-01T00:00Z"}, UploadGone),
        ({"expires_at": "2026-01-01T00:00Z"}, UploadGone),
        ({"acknowledged": 3}, WrongOffset),
        ({"owner": "x" * 64}, Upload.DoesNotExist),
    ],
)
def test_lease_is_refused(tus: Tus, changes: dict[str, Any], error: type[Exception]) -> None:
    tus.new(10)
    upload = Upload.objects.get()
    Upload.objects.update(**changes)
    with pytest.raises(error):
        leases.take(upload.pk, upload.owner, offset=0)


def test_unknown_upload_is_not_found(db: None) -> None:
    with pytest.raises(Upload.DoesNotExist):
        leases.take(uuid.uuid4(), "x", offset=0)


def test_ended_upload_stops_its_writer(tus: Tus) -> None:
    tus.new(10)
    lease = take()
    Upload.objects.update(ended_at=timezone.now())
    with pytest.raises(WriterOvertaken):
        lease.acknowledge(5, {})


def test_overtaken_writer_cannot_write_one_byte(tus: Tus) -> None:
    """One writer: the fence is at the file, not in anybody's idea of the time."""
    tus.new(10)
    late = take()
    old = backend().writer(late)
    old.write(b"aa")
    Upload.objects.update(writer_until=timezone.now() - timedelta(seconds=1))
    new = backend().writer(take())
    with pytest.raises(WriterOvertaken):
        old.write(b"xxxxxxxxxx")
    new.write(b"bbb")
    assert b"".join(storage.private().pieces(Upload.objects.get().key)) == b"bbb"
    old.close()
    new.close()


def test_full_disk_is_said_plainly_and_keeps_what_came_before(tus: Tus) -> None:
    """F4, A: the kernel refuses the write in the middle of a piece."""
    content = bytes(range(256)) * (MIB * 9 // 256)
    path = tus.new(len(content))
    tus.patch(path, 0, content[:MIB])
    with files_no_bigger_than(8 * MIB):
        assert tus.patch(path, MIB, content[MIB:]).status_code == 507
    at = tus.offset(path)
    assert 7 * MIB < at <= 8 * MIB
    assert tus.patch(path, at, content[at:]).status_code == 204
    assert b"".join(storage.private().pieces(Upload.objects.get().key)) == content


def test_no_room_is_said_before_the_first_byte(
    tus: Tus, monkeypatch: pytest.MonkeyPatch, own_disk: Path
) -> None:
    """F4."""
    free = type("Usage", (), {"free": 100 * MIB})
    monkeypatch.setattr("uploads.backends.disk.shutil.disk_usage", lambda path: free)
    assert tus.begin(200 * MIB).status_code == 507
    assert not Upload.objects.exists()
    assert [path for path in own_disk.rglob("*") if path.is_file()] == []


def test_upload_whose_bytes_are_missing_is_gone_not_invented(tus: Tus) -> None:
    path = tus.new(10)
    tus.patch(path, 0, b"12345")
    storage.remove(storage.private(), [Upload.objects.get().key])
    assert tus.patch(path, 5, b"67890").status_code == 410


def test_line_that_dies_keeps_what_arrived(tus: Tus) -> None:
    """A."""
    tus.new(100_000)

    def read() -> Iterator[bytes]:
        yield b"a" * 16_384
        raise TimeoutError

    pieces = read()
    lease = take()
    assert receiving.receive(lease, lambda size: next(pieces), length=100_000, checksum=None) == 16_384


def test_slow_phone_is_read_in_small_pieces_and_a_fast_one_in_large(
    tus: Tus, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = {"now": 0.0}
    monkeypatch.setattr("uploads.receiving.time.monotonic", lambda: clock["now"])
    sizes: list[int] = []
    tus.new(4 * MIB)

    def read(size: int) -> bytes:
        sizes.append(size)
        clock["now"] += 2.0 if size == MIB else 0.01
        return b"a" * size

    receiving.receive(take(), read, length=4 * MIB, checksum=None)
    sizes = [size // 1024 for size in sizes]
    assert sizes[:5] == [16, 32, 64, 128, 128]
    # Only after a whole mebibyte came quickly; and when that read was slow, small again at once.
    first = sizes.index(1024)
    assert sum(sizes[:first]) >= 1024
    assert sizes[first + 1] == 16
