"""/media/ and private answers: ranges, types, caches, and what is never served."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client, RequestFactory

import storage
from storage import responses
from tests.storage.s3_server import Buckets

pytestmark = pytest.mark.django_db  # our page of an error asks where a redirect leads
CONTENT = bytes(range(256)) * 1000
FILM = "films/0123456789abcdef0123456789abcdef/720.mp4"


def publish(key: str = FILM, content: bytes = CONTENT) -> None:
    storage.put(storage.public(), key, io.BytesIO(content), content_type="video/mp4")


def body(response: Any) -> bytes:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    response.close()
    return content


def test_serves_a_public_film(either: str, client: Client) -> None:
    publish()
    answer = client.get(f"/media/{FILM}")
    assert (answer.status_code, body(answer)) == (200, CONTENT)
    assert answer["Content-Type"] == "video/mp4"
    assert answer["Content-Length"] == str(len(CONTENT))
    assert answer["Accept-Ranges"] == "bytes"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer and not answer.cookies


def test_withdrawn_films_leave_caches_within_a_minute(own_disks: Any, client: Client) -> None:
    """S16, F15."""
    publish()
    assert client.head(f"/media/{FILM}")["Cache-Control"] == "public, max-age=50"
    storage.remove(storage.public(), [FILM])
    assert client.get(f"/media/{FILM}").status_code == 404


@pytest.mark.parametrize(
    "asked, first, last",
    [
        ("bytes=0-0", 0, 0),
        ("bytes=10-19", 10, 19),
        ("bytes=255990-", 255990, 255999),
        ("bytes=-5", 255995, 255999),
        ("bytes=255999-999999999", 255999, 255999),
        ("bytes=-999999999", 0, 255999),
    ],
)
def test_one_range(either: str, client: Client, asked: str, first: int, last: int) -> None:
    publish()
    answer = client.get(f"/media/{FILM}", headers={"Range": asked})
    assert answer.status_code == 206
    assert answer["Content-Range"] == f"bytes {first}-{last}/256000"
    assert answer["Content-Length"] == str(last - first + 1)
    assert body(answer) == CONTENT[first : last + 1]


@pytest.mark.parametrize("asked", ["bytes=256000-", "bytes=999999-1000000", "bytes=-0", f"bytes={'9' * 40}-"])
def test_range_that_cannot_be_met(own_disks: Any, client: Client, asked: str) -> None:
    publish()
    answer = client.get(f"/media/{FILM}", headers={"Range": asked})
    assert (answer.status_code, answer["Content-Range"]) == (416, "bytes */256000")


@pytest.mark.parametrize("asked", ["bytes=5-1", "bytes=0-1,3-4", "items=0-1", "bytes=-", "bytes=a-b", ""])
def test_range_that_makes_no_sense_is_answered_whole(own_disks: Any, client: Client, asked: str) -> None:
    publish()
    answer = client.get(f"/media/{FILM}", headers={"Range": asked})
    assert (answer.status_code, body(answer)) == (200, CONTENT)


def test_head_has_no_body(either: str, client: Client) -> None:
    publish()
    answer = client.head(f"/media/{FILM}", headers={"Range": "bytes=0-99"})
    assert (answer.status_code, answer["Content-Length"]) == (206, "100")
    assert body(answer) == b""


def test_entity_tag_saves_the_second_transfer(either: str, client: Client) -> None:
    publish()
    tag = client.head(f"/media/{FILM}")["ETag"]
    assert client.get(f"/media/{FILM}", headers={"If-None-Match": tag}).status_code == 304
    ranged = {"Range": "bytes=0-9", "If-Range": tag}
    assert body(client.get(f"/media/{FILM}", headers=ranged)) == CONTENT[:10]
    changed = b"!" + CONTENT
    publish(content=changed)
    assert body(client.get(f"/media/{FILM}", headers={"If-None-Match": tag})) == changed
    # Half of the old film and half of the new one would be neither.
    assert body(client.get(f"/media/{FILM}", headers=ranged)) == changed


@pytest.mark.parametrize(
    "key",
    [
        "films/x/index.html",
        "films/x/picture.svg",
        "films/x/noending",
        "documents/report.pdf",
        "original_images/big.jpg",
        "films/x/.720.mp4.abc.tmp",
    ],
)
def test_what_is_never_served(own_disks: Any, client: Client, key: str) -> None:
    publish()
    path = own_disks / "public" / key
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"<script>")
    assert client.get(f"/media/{key}").status_code == 404


@pytest.mark.parametrize("name", ["page.html", "drawing.svg", "thing.xml", "x.js"])
def test_files_of_other_kinds_are_downloads(own_disks: Any, client: Client, name: str) -> None:
    """S39: nothing an editor puts here runs as a page of ours."""
    publish(f"images/{name}", b"<script>alert(1)</script>")
    answer = client.get(f"/media/images/{name}")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == "attachment"
    assert body(answer) == b"<script>alert(1)</script>"


@pytest.mark.parametrize(
    "path",
    [
        "../private/video/x",
        "films/../../private/video/x",
        "%2e%2e/private/video/x",
        "films",
        "films/",
        "a\\..\\b",
        "%00",
    ],
)
def test_no_path_leads_out(own_disks: Any, client: Client, path: str) -> None:
    publish()
    storage.put(storage.private(), "video/x", io.BytesIO(b"secret"), content_type="video/mp4")
    assert client.get(f"/media/{path}").status_code in {400, 404}


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_only_reads(own_disks: Any, client: Client, method: str) -> None:
    publish()
    assert getattr(client, method)(f"/media/{FILM}").status_code == 405


def test_private_media_are_streamed_and_never_cached(either: str) -> None:
    """S39: from our own address on both, since players ask again long after a minute."""
    storage.put(storage.private(), "video/x.mp4", io.BytesIO(CONTENT), content_type="video/mp4")
    request = RequestFactory().get("/", headers={"Range": "bytes=1000-1999"})
    answer = responses.private(request, "video/x.mp4", "video/mp4")
    assert (answer.status_code, answer["Cache-Control"]) == (206, "private, no-store")
    assert body(answer) == CONTENT[1000:2000]


@pytest.mark.s3
def test_private_download_on_s3_goes_by_a_short_signed_address(s3_storage: Buckets) -> None:
    """S39."""
    storage.put(storage.private(), "exports/x.zip", io.BytesIO(CONTENT), content_type="application/zip")
    answer = responses.private(RequestFactory().get("/"), "exports/x.zip", "application/zip")
    assert (answer.status_code, answer["Cache-Control"]) == (302, "private, no-store")
    assert "X-Amz-Expires=60" in urlsplit(answer["Location"]).query


def test_missing_private_object_is_not_found(either: str) -> None:
    with pytest.raises(FileNotFoundError):
        responses.private(RequestFactory().get("/"), "exports/none.zip", "application/zip")
