"""The tus 1.0 protocol, header by header: core and the five extensions."""

from __future__ import annotations

import base64
import hashlib
from datetime import timedelta
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
from django.utils import timezone

import storage
from tests.factories.uploads import UploadFactory
from tests.uploads.conftest import OCTETS, Tus
from tests.uploads.journeys import owner
from uploads.models import Upload

FILM = bytes(range(256)) * 4000


def stored(upload: Upload) -> bytes:
    return b"".join(storage.private().pieces(upload.key))


def test_sends_a_film_in_pieces(tus: Tus) -> None:
    path = tus.new(len(FILM))
    offset = 0
    for size in (1, 70_000, 300_000, 2_000_000):
        piece = FILM[offset : offset + size]
        answer = tus.patch(path, offset, piece)
        offset += len(piece)
        assert (answer.status_code, answer["Upload-Offset"]) == (204, str(offset))
        assert answer["Tus-Resumable"] == "1.0.0"
        assert tus.offset(path) == offset
    upload = Upload.objects.get()
    assert upload.sha256 == hashlib.sha256(FILM).hexdigest()
    assert upload.completed_at is not None
    assert upload.owner == owner("ours")
    assert stored(upload) == FILM


def test_options_tell_what_is_understood(tus: Tus) -> None:
    answer = tus.ask("OPTIONS", "/upload/", version=None)
    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert answer["Tus-Max-Size"] == str(1024**3)
    assert answer["Tus-Checksum-Algorithm"] == "sha1,sha256,md5"
    extensions = answer["Tus-Extension"].split(",")
    assert extensions == ["creation", "creation-with-upload", "expiration", "termination", "checksum"]


def test_head_is_never_cached(tus: Tus) -> None:
    answer = tus.ask("HEAD", tus.new(10))
    assert (answer["Upload-Length"], answer["Upload-Offset"], answer["Cache-Control"]) == (
        "10",
        "0",
        "no-store",
    )


def test_begins_with_the_first_bytes(tus: Tus) -> None:
    answer = tus.begin(10, b"12345")
    assert (answer.status_code, answer["Upload-Offset"]) == (201, "5")
    assert tus.patch(answer["Location"], 5, b"67890")["Upload-Offset"] == "10"
    assert Upload.objects.get().completed_at


def test_begins_and_ends_in_one_request(tus: Tus) -> None:
    answer = tus.begin(5, b"12345")
    assert (answer.status_code, answer["Upload-Offset"]) == (201, "5")
    assert stored(Upload.objects.get()) == b"12345"


def test_empty_file_is_complete_at_once(tus: Tus) -> None:
    assert tus.begin(0)["Upload-Offset"] == "0"
    assert Upload.objects.get().sha256 == hashlib.sha256(b"").hexdigest()


def test_tells_when_it_expires_and_moves_the_day_with_each_piece(tus: Tus) -> None:
    path = tus.new(10)
    Upload.objects.update(expires_at=timezone.now() + timedelta(minutes=1))
    soon = parsedate_to_datetime(tus.ask("HEAD", path)["Upload-Expires"])
    later = parsedate_to_datetime(tus.patch(path, 0, b"1")["Upload-Expires"])
    assert later - soon > timedelta(hours=23)


def test_gives_up_when_asked(tus: Tus, django_capture_on_commit_callbacks: Any) -> None:
    path = tus.new(10)
    tus.patch(path, 0, b"12345")
    with django_capture_on_commit_callbacks(execute=True):
        assert tus.ask("DELETE", path).status_code == 204
    assert tus.ask("HEAD", path).status_code == 410
    assert tus.patch(path, 5, b"67890").status_code == 410
    assert tus.ask("DELETE", path).status_code == 410
    assert list(storage.walk(storage.private(), "originals")) == []


def test_method_can_be_overridden(tus: Tus) -> None:
    path = tus.new(3)
    answer = tus.ask(
        "POST", path, b"abc", X_HTTP_Method_Override="PATCH", Upload_Offset="0", Content_Type=OCTETS
    )
    assert (answer.status_code, answer["Upload-Offset"]) == (204, "3")


# --- Checksum ---------------------------------------------------------------------------------


@pytest.mark.parametrize("algorithm", ["sha1", "sha256", "md5"])
def test_right_checksum_is_accepted(tus: Tus, algorithm: str) -> None:
    """F11."""
    told = base64.b64encode(hashlib.new(algorithm, b"12345").digest()).decode()
    assert tus.patch(tus.new(10), 0, b"12345", Upload_Checksum=f"{algorithm} {told}")["Upload-Offset"] == "5"


def test_wrong_checksum_keeps_nothing_of_the_piece(tus: Tus) -> None:
    """F11: an altered piece is refused, and the same piece sent again is taken."""
    path = tus.new(10)
    tus.patch(path, 0, b"123")
    told = f"sha1 {base64.b64encode(hashlib.sha1(b'45').digest()).decode()}"
    assert tus.patch(path, 3, b"4X", Upload_Checksum=told).status_code == 460
    assert tus.offset(path) == 3
    assert tus.patch(path, 3, b"45", Upload_Checksum=told).status_code == 204
    tus.patch(path, 5, b"67890")
    assert stored(Upload.objects.get()) == b"1234567890"


@pytest.mark.parametrize("told", ["crc32 AAAA", "sha1", "sha1 not-base64!"])
def test_checksum_we_do_not_know_is_a_bad_request(tus: Tus, told: str) -> None:
    path = tus.new(10)
    assert tus.patch(path, 0, b"12345", Upload_Checksum=told).status_code in {400, 460}
    assert tus.offset(path) == 0


def test_whole_file_that_is_not_what_was_announced_is_refused(
    tus: Tus, django_capture_on_commit_callbacks: Any
) -> None:
    """F11: an altered upload is refused by hash."""
    told = base64.b64encode(hashlib.sha256(b"abc").hexdigest().encode()).decode()
    path = tus.begin(3, Upload_Metadata=f"sha256 {told}")["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        assert tus.patch(path, 0, b"abX").status_code == 460
    assert tus.ask("HEAD", path).status_code == 410
    assert not Upload.objects.complete().exists()
    path = tus.begin(3, Upload_Metadata=f"sha256 {told}")["Location"]
    assert tus.patch(path, 0, b"abc").status_code == 204


# --- What is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["POST", "HEAD", "PATCH", "DELETE"])
@pytest.mark.parametrize("version", [None, "0.2.2"])
def test_other_version_is_told_ours(tus: Tus, method: str, version: str | None) -> None:
    answer = tus.ask(
        method, tus.new(10) if method != "POST" else "/upload/", version=version, Upload_Length="1"
    )
    assert (answer.status_code, answer["Tus-Version"]) == (412, "1.0.0")


@pytest.mark.parametrize("offset", [0, 4, 6])
def test_wrong_offset(tus: Tus, offset: int) -> None:
    path = tus.new(20)
    tus.patch(path, 0, b"12345")
    assert tus.patch(path, offset, b"x").status_code == 409
    assert tus.offset(path) == 5


def test_file_that_is_too_big_is_refused_before_a_byte(tus: Tus, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 1000
    assert tus.begin(1001).status_code == 413
    assert tus.begin(1000).status_code == 201
    assert Upload.objects.count() == 1


def test_more_bytes_than_announced_are_refused(tus: Tus) -> None:
    path = tus.new(5)
    assert tus.patch(path, 0, b"123456").status_code == 413
    assert tus.offset(path) == 0
    tus.patch(path, 0, b"12345")
    assert tus.patch(path, 5, b"6").status_code == 413
    assert tus.begin(5, b"123456").status_code == 413


def test_piece_of_another_kind_is_refused(tus: Tus) -> None:
    path = tus.new(5)
    assert tus.patch(path, 0, b"12345", Content_Type="application/octet-stream").status_code == 415
    assert tus.offset(path) == 0


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Upload_Length": "-1"},
        {"Upload_Length": "1e3"},
        {"Upload_Length": "٣"},
        {"Upload_Defer_Length": "1"},
        {"Upload_Length": "5", "Upload_Metadata": "sha256 !!"},
        {"Upload_Length": "5", "Upload_Metadata": "sha256 YWJj"},
    ],
)
def test_headers_that_make_no_sense_are_refused(tus: Tus, headers: dict[str, str]) -> None:
    assert tus.ask("POST", "/upload/", **headers).status_code == 400
    assert not Upload.objects.exists()


@pytest.mark.parametrize("method", ["GET", "PUT"])
def test_other_methods_are_not_allowed(tus: Tus, method: str) -> None:
    assert tus.ask(method, "/upload/").status_code == 405
    assert tus.ask(method, tus.new(1)).status_code == 405


def test_file_name_is_not_kept(tus: Tus) -> None:
    """S1, S2: a child's file name often holds the child's name."""
    name = base64.b64encode(b"Maja Nowak year 5.mov").decode()
    tus.begin(5, Upload_Metadata=f"filename {name}")
    assert "Maja" not in str(Upload.objects.values().get())


# --- Whose it is --------------------------------------------------------------------------------


def test_upload_is_hidden_from_other_journeys(tus: Tus, stranger: Tus) -> None:
    """A random address is not enough: an upload belongs to its journey."""
    path = tus.new(10)
    for method in ("HEAD", "DELETE"):
        assert stranger.ask(method, path).status_code == 404
    assert stranger.patch(path, 0, b"12345").status_code == 404
    assert tus.offset(path) == 0


def test_nobody_without_a_journey_sends_anything(client: Any, tus: Tus) -> None:
    path = tus.new(10)
    nobody = Tus(client, None)
    assert nobody.begin(10).status_code == 404
    assert nobody.ask("HEAD", path).status_code == 404


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
)
def test_other_sites_pages_cannot_send(tus: Tus, headers: dict[str, str]) -> None:
    """The endpoint takes no CSRF token; it takes nothing from another origin instead."""
    assert tus.begin(10, **headers).status_code == 403
    assert not Upload.objects.exists()


def test_own_page_can_send(tus: Tus) -> None:
    assert tus.begin(10, Origin="http://testserver", Sec_Fetch_Site="same-origin").status_code == 201


# --- Ends ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["expired", "ended", "claimed"])
def test_what_is_over_is_gone(tus: Tus, state: str) -> None:
    path = f"/upload/{UploadFactory.create(**{state: True}).pk}"
    assert tus.ask("HEAD", path).status_code == 410
    assert tus.patch(path, 0, b"1").status_code == 410
    assert tus.ask("DELETE", path).status_code == 410


def test_oldest_gives_way_when_a_journey_begins_many(
    tus: Tus, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        paths = [tus.new(10) for _ in range(7)]
    assert [tus.ask("HEAD", path).status_code for path in paths] == [410, 410, 200, 200, 200, 200, 200]
    assert len(list(storage.walk(storage.private(), "originals"))) == 5


def test_journey_that_writes_five_at_once_cannot_begin_another(tus: Tus) -> None:
    for _ in range(5):
        tus.new(10)
    Upload.objects.update(writer_token="0" * 32, writer_until=timezone.now() + timedelta(seconds=5))
    assert tus.begin(10).status_code == 429


def test_class_of_30_begins_at_once_but_not_a_thousand(tus: Tus, monkeypatch: pytest.MonkeyPatch) -> None:
    """S38."""
    monkeypatch.setattr("people.limits.time.time", lambda: 1_000_000.0)
    for child in range(30):
        for _ in range(5):
            tus.client.cookies["journey"] = f"child {child}"
            assert tus.begin(10).status_code == 201
    assert tus.begin(10).status_code == 429
    tus.client.defaults["REMOTE_ADDR"] = "192.0.2.77"
    assert tus.begin(10).status_code == 201
