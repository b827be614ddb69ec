"""Uploads on a real S3 server: parts, tails, lost answers, two writers, and no byte left behind."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from typing import Any

import pytest

import storage
from storage.s3 import Bucket
from tests.storage.misbehaving import Proxy, misbehaving
from tests.storage.s3_server import Buckets, use_buckets
from tests.uploads.conftest import Tus
from uploads import leases, receiving, sweeper
from uploads.backends.s3 import PART_BYTES
from uploads.errors import WriterOvertaken
from uploads.models import Upload

pytestmark = pytest.mark.s3
FILM = os.urandom(2 * PART_BYTES + 345_678)


@pytest.fixture(autouse=True)
def buckets(own_disk: Any, s3_storage: Buckets) -> Buckets:
    return s3_storage


def bucket() -> Bucket:
    store = storage.private()
    assert isinstance(store, Bucket)
    return store


def is_kept(content: bytes) -> bool:
    upload = Upload.objects.get()
    return (
        upload.completed_at is not None
        and upload.sha256 == hashlib.sha256(content).hexdigest()
        and b"".join(bucket().pieces(upload.key)) == content
    )


def leftovers() -> list[str]:
    """Tails and open multipart uploads."""
    open_ones = bucket().client.list_multipart_uploads(Bucket=bucket().bucket_name).get("Uploads", [])
    return [entry.key for entry in storage.walk(bucket(), "arriving/")] + [one["Key"] for one in open_ones]


@pytest.mark.parametrize("size", [PART_BYTES, 2_000_000, len(FILM)], ids=["parts", "tails", "at once"])
def test_sends_a_film_in_pieces(tus: Tus, size: int) -> None:
    path = tus.new(len(FILM))
    for at in range(0, len(FILM), size):
        answer = tus.patch(path, at, FILM[at : at + size])
        assert answer.status_code == 204
        assert tus.offset(path) == min(at + size, len(FILM))
    assert is_kept(FILM)
    assert leftovers() == []


def test_small_film_is_one_small_part(tus: Tus) -> None:
    path = tus.new(10)
    tus.patch(path, 0, b"12345")
    tus.patch(path, 5, b"67890")
    assert is_kept(b"1234567890")
    assert leftovers() == []


def test_empty_film(tus: Tus) -> None:
    assert tus.begin(0).status_code == 201
    assert is_kept(b"")


def test_piece_that_breaks_off_is_acknowledged_as_far_as_it_came(tus: Tus) -> None:
    """A: parts and the tail."""
    path = tus.new(len(FILM))
    lease = leases.take(Upload.objects.get().pk, Upload.objects.get().owner, offset=0)
    came = iter([FILM[: PART_BYTES + 1000], b""])

    def read(size: int) -> bytes:
        return next(came)

    assert receiving.receive(lease, read, length=len(FILM), checksum=None) == PART_BYTES + 1000
    lease.release()
    assert tus.offset(path) == PART_BYTES + 1000
    tus.patch(path, PART_BYTES + 1000, FILM[PART_BYTES + 1000 :])
    assert is_kept(FILM)


def test_overtaken_writer_changes_nothing(tus: Tus) -> None:
    """One writer: the late one's parts have numbers nobody lists."""
    path = tus.new(len(FILM))
    tus.patch(path, 0, FILM[:1000])
    late = leases.take(Upload.objects.get().pk, Upload.objects.get().owner, offset=1000)
    wrong = iter([b"x" * PART_BYTES, b"x" * 1000, b""])

    def read(size: int) -> bytes:
        piece = next(wrong)
        if len(piece) == PART_BYTES:
            # While this one waits, its lease runs out, and another one comes and goes on.
            Upload.objects.update(writer_until="2000-01-01T00:00Z")
            assert tus.patch(path, 1000, FILM[1000 : PART_BYTES + 2000]).status_code == 204
        return piece

    with pytest.raises(WriterOvertaken):
        receiving.receive(late, read, length=len(FILM) - 1000, checksum=None)
    assert tus.offset(path) == PART_BYTES + 2000
    tus.patch(path, PART_BYTES + 2000, FILM[PART_BYTES + 2000 :])
    assert is_kept(FILM)


def test_given_up_upload_leaves_nothing(tus: Tus, django_capture_on_commit_callbacks: Any) -> None:
    path = tus.new(len(FILM))
    tus.patch(path, 0, FILM[: PART_BYTES + 1000])
    assert len(leftovers()) == 2
    with django_capture_on_commit_callbacks(execute=True):
        tus.ask("DELETE", path)
    assert leftovers() == []


def test_expired_upload_is_swept_with_its_parts(tus: Tus) -> None:
    """Aborted multipart uploads too."""
    tus.patch(tus.new(len(FILM)), 0, FILM[: PART_BYTES + 1000])
    Upload.objects.update(expires_at="2000-01-01T00:00Z")
    assert sweeper.sweep() == {"expired": 1, "erased": 1, "forgotten": 0, "half_written": 0}
    assert leftovers() == []


# --- F5 -----------------------------------------------------------------------------------------


@pytest.fixture
def proxy(settings: Any, buckets: Buckets) -> Iterator[Proxy]:
    with misbehaving(buckets.server.endpoint) as made:
        use_buckets(settings, buckets, endpoint=made.url)
        yield made


def is_part(method: str, path: str) -> bool:
    return method == "PUT" and "partNumber=" in path


def is_tail(method: str, path: str) -> bool:
    return method == "PUT" and "/arriving/" in path


def is_completion(method: str, path: str) -> bool:
    return method == "POST" and "uploadId=" in path


@pytest.mark.parametrize("picked", [is_part, is_tail, is_completion])
@pytest.mark.parametrize("fault", ["503", "timeout", "error-in-200", "lost-answer"])
def test_film_arrives_whole_through_one_failure(tus: Tus, proxy: Proxy, fault: str, picked: Any) -> None:
    """F5, A: whatever fails once, the film is whole and its hash was read back."""
    path = tus.new(PART_BYTES + 1000)
    proxy.fail(fault, picked)
    content = FILM[: PART_BYTES + 1000]
    at = tries = 0
    while at < len(content):
        # As a client does: after any trouble, ask where to go on.
        tus.patch(path, at, content[at : max(at + 500, PART_BYTES + 500)])
        at, tries = tus.offset(path), tries + 1
        assert tries < 6
    assert fault in proxy.spoiled
    assert is_kept(content)
    assert leftovers() == []


def test_tail_that_was_never_kept_is_not_acknowledged(tus: Tus, proxy: Proxy) -> None:
    """F5, A: 200 with an error body, every time."""
    path = tus.new(len(FILM))
    proxy.fail("error-in-200", is_tail, times=100)
    assert tus.patch(path, 0, b"12345").status_code == 503
    assert tus.offset(path) == 0


def test_s3_down_is_said_plainly_and_costs_nothing(tus: Tus, proxy: Proxy) -> None:
    """F5: what was acknowledged before stays."""
    path = tus.new(len(FILM))
    tus.patch(path, 0, FILM[:1000])
    proxy.fail("503", lambda method, path: True, times=50)
    answer = tus.patch(path, 1000, FILM[1000:2000])
    assert (answer.status_code, answer["Retry-After"]) == (503, "10")
    proxy._plan.clear()
    assert tus.offset(path) == 1000
    assert tus.patch(path, 1000, FILM[1000:]).status_code == 204
    assert is_kept(FILM)
