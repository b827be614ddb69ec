"""Claims, forms, sweeps: an upload's life outside the tus protocol."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

import storage
from tests.factories.uploads import CONTENT, UploadFactory
from tests.storage.test_moves import files_no_bigger_than
from tests.uploads.journeys import COOKIE, owner
from uploads import actions, queries, sweeper
from uploads.errors import UploadNotReady
from uploads.models import Upload

pytestmark = pytest.mark.django_db
OURS = owner("ours")


def files(folder: Path) -> set[str]:
    return (
        {path.name for path in (folder / "originals").glob("*")} if (folder / "originals").exists() else set()
    )


# --- Claim --------------------------------------------------------------------------------------


def test_claim_hands_the_bytes_over_once() -> None:
    """F8: the second of two submissions gets nothing."""
    made = UploadFactory.create(complete=True)
    claimed = actions.claim(upload_id=str(made.pk), owner=made.owner)
    assert (claimed.key, claimed.length, claimed.sha256) == (made.key, made.length, made.sha256)
    with pytest.raises(UploadNotReady):
        actions.claim(upload_id=made.pk, owner=made.owner)


@pytest.mark.parametrize(
    "state", [{}, {"ended": True}, {"complete": True, "expired": True}, {"claimed": True}]
)
def test_claim_of_what_is_not_ready_is_refused(state: dict[str, bool]) -> None:
    made = UploadFactory.create(**state)
    with pytest.raises(UploadNotReady):
        actions.claim(upload_id=made.pk, owner=made.owner)


@pytest.mark.parametrize("upload_id", ["", "nonsense", uuid.uuid4()])
def test_claim_of_nothing_is_refused(upload_id: Any) -> None:
    with pytest.raises(UploadNotReady):
        actions.claim(upload_id=upload_id, owner=OURS)


def test_other_journeys_cannot_claim() -> None:
    """A random address is not enough."""
    made = UploadFactory.create(complete=True)
    with pytest.raises(UploadNotReady):
        actions.claim(upload_id=made.pk, owner=owner("theirs"))


def test_claim_is_undone_with_its_transaction() -> None:
    """A: when the film's row fails, the upload is there to be claimed again."""
    made = UploadFactory.create(complete=True)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.claim(upload_id=made.pk, owner=made.owner)
        raise RuntimeError
    assert actions.claim(upload_id=made.pk, owner=made.owner)


def test_claimed_bytes_cannot_be_discarded(django_capture_on_commit_callbacks: Any) -> None:
    made = UploadFactory.create(claimed=True)
    with django_capture_on_commit_callbacks(execute=True):
        actions.discard(upload=made)
    assert storage.private().facts(made.key).size == len(CONTENT)


def test_current_is_the_newest_unclaimed() -> None:
    assert queries.current(OURS) is None
    UploadFactory.create()
    newest = UploadFactory.create(complete=True)
    for state in ("claimed", "ended", "expired"):
        UploadFactory.create(**{state: True})
    UploadFactory.create(owner=owner("theirs"))
    assert queries.current(OURS) == newest


# --- Forms --------------------------------------------------------------------------------------


@pytest.fixture
def send(settings: Any) -> Any:
    """Send a file in a form, without JavaScript; return (status, what the view saw)."""
    settings.ROOT_URLCONF = "tests.uploads.site_urls"
    client = Client()
    client.cookies[COOKIE] = "ours"

    def post(content: bytes) -> tuple[int, dict[str, Any]]:
        answer = client.post("/test/film/", {"film": SimpleUploadedFile("Maja.mp4", content), "tick": "on"})
        told = re.sub(r"</?pre>", "", answer.content.decode())
        return answer.status_code, json.loads(told)

    return post


def test_form_file_becomes_a_complete_upload(send: Any) -> None:
    status, told = send(CONTENT)
    assert (status, told["sha256"]) == (200, hashlib.sha256(CONTENT).hexdigest())
    upload = Upload.objects.get()
    assert b"".join(storage.private().pieces(upload.key)) == CONTENT
    assert "Maja" not in str(Upload.objects.values().get())


def test_form_file_that_is_too_big_spares_the_rest_of_the_form(
    send: Any, settings: Any, own_disk: Path
) -> None:
    """413 as a plain outcome: the ticks are still there, and no byte was kept."""
    settings.UPLOAD_MAX_BYTES = 1_000_000
    status, told = send(b"x" * 1_000_001)
    assert (status, told["problem"], told["tick"]) == (413, "too large", True)
    assert files(own_disk) == set()
    assert list(Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*")) == []
    assert send(b"x" * 1_000_000)[0] == 200


def test_form_file_on_a_full_disk_spares_the_rest_of_the_form(send: Any, settings: Any) -> None:
    """F4: 507 as a plain outcome, by the kernel's own refusal."""
    with files_no_bigger_than(8 * 1024**2):
        status, told = send(b"x" * (9 * 1024**2))
    assert (status, told["problem"], told["tick"]) == (507, "full", True)
    assert not Upload.objects.exists()
    assert list(Path(settings.FILE_UPLOAD_TEMP_DIR).glob("*.upload*")) == []


def test_form_far_beyond_the_limit_is_cut(send: Any, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 1000
    with pytest.raises(KeyError, match="film"):
        send(b"x" * 10_000)


def test_form_file_leaves_nothing_when_storage_fails(own_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise storage.NotStored("no")

    monkeypatch.setattr(storage, "put", fail)
    with pytest.raises(storage.NotStored):
        actions.take_form_file(file=SimpleUploadedFile("a.mp4", b"x"), owner=OURS)
    assert not Upload.objects.exists()


# --- Sweeps -------------------------------------------------------------------------------------


def test_sweep_ends_what_expired_and_nothing_else(own_disk: Path) -> None:
    going, whole, taken = (
        UploadFactory(),
        UploadFactory(complete=True),
        UploadFactory(claimed=True, expired=True),
    )
    for state in ({}, {"complete": True}):
        UploadFactory.create(expired=True, **state)
    assert len(files(own_disk)) == 5
    assert sweeper.sweep() == {"expired": 2, "erased": 2, "forgotten": 0, "half_written": 0}
    assert files(own_disk) == {made.key.split("/")[1] for made in (going, whole, taken)}
    assert sweeper.sweep() == {"expired": 0, "erased": 0, "forgotten": 0, "half_written": 0}


def test_sweep_spares_what_is_being_written() -> None:
    UploadFactory.create(
        expired=True, writer_token=uuid.uuid4(), writer_until=timezone.now() + timedelta(seconds=5)
    )
    assert sweeper.sweep()["expired"] == 0


def test_sweep_is_not_misled_by_this_servers_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """F10: a clock that is a day ahead deletes nothing early."""
    UploadFactory.create(complete=True)
    ahead = timezone.now() + timedelta(days=2)
    monkeypatch.setattr(timezone, "now", lambda: ahead)
    assert sweeper.sweep()["expired"] == 0


def test_sweep_forgets_rows_a_day_after_they_own_no_bytes() -> None:
    long_ago = timezone.now() - timedelta(days=2)
    UploadFactory.create(claimed=True, claimed_at=long_ago)
    UploadFactory.create(ended=True, ended_at=long_ago)
    recent = UploadFactory.create(claimed=True)
    assert sweeper.sweep()["forgotten"] == 2
    assert list(Upload.objects.all()) == [recent]


def test_sweep_tries_again_when_storage_did_not_answer(
    own_disk: Path, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    made = UploadFactory.create()

    def fail(*args: Any) -> None:
        raise storage.Unavailable("no")

    with monkeypatch.context() as patch:
        patch.setattr("storage.disk.Disk.drop", fail)
        with django_capture_on_commit_callbacks(execute=True):
            actions.discard(upload=made)
        assert sweeper.sweep()["erased"] == 0
    assert len(files(own_disk)) == 1
    assert sweeper.sweep()["erased"] == 1
    assert files(own_disk) == set()


def test_nothing_of_the_form_is_read_into_memory() -> None:
    """Flat memory: whatever its size, the file of a form is on disk."""
    from uploads.handlers import OnDisk, RefusedFile

    handler = OnDisk()
    handler.handle_raw_input(None, {}, 3, b"", None)
    handler.new_file("film", "a.mp4", "video/mp4", 3)
    handler.receive_data_chunk(b"abc", 0)
    made = handler.file_complete(3)
    assert made is not None and not isinstance(made, RefusedFile)
    assert made.temporary_file_path()
    made.close()
