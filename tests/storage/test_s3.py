"""A real S3 server: who may read what, and what happens when it fails (F5)."""

from __future__ import annotations

import hashlib
import io
import os
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest
from botocore import UNSIGNED
from botocore.exceptions import ClientError

import storage
from storage.s3 import Bucket
from tests.storage.misbehaving import Proxy, misbehaving
from tests.storage.s3_server import Buckets, use_buckets

pytestmark = pytest.mark.s3
CONTENT = os.urandom(300_000)


def status_of(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


@pytest.fixture
def film(s3_storage: Buckets) -> str:
    key = storage.new_key("video", ".mp4")
    storage.put(storage.private(), key, io.BytesIO(CONTENT), content_type="video/mp4")
    return key


def test_private_bucket_is_closed_to_strangers(s3_storage: Buckets, film: str) -> None:
    """S39: no keys, wrong keys, unsigned address: nothing answers."""
    server = s3_storage.server
    for wrong in ({"aws_secret_access_key": "wrong"}, {"aws_access_key_id": "nobody"}):
        with pytest.raises(ClientError, match=r"SignatureDoesNotMatch|InvalidAccessKeyId"):
            server.client(**wrong).get_object(Bucket=s3_storage.private, Key=film)
    with pytest.raises(ClientError, match="AccessDenied"):
        server.client(signature_version=UNSIGNED).get_object(Bucket=s3_storage.private, Key=film)
    assert status_of(f"{server.endpoint}/{s3_storage.private}/{film}") == 403
    assert status_of(f"{server.endpoint}/{s3_storage.private}/") == 403


def test_site_with_wrong_keys_stores_and_reads_nothing(settings: Any, s3_buckets: Buckets) -> None:
    use_buckets(settings, s3_buckets, secret_key="wrong")
    with pytest.raises(storage.NotStored):
        storage.put(storage.private(), "video/x", io.BytesIO(b"x"), content_type="video/mp4")
    with pytest.raises(storage.Unavailable):
        storage.fetch(storage.private(), "video/x", settings.DATA_DIR / "x")


def test_signed_address_opens_one_file_for_a_minute_at_most(
    settings: Any, s3_storage: Buckets, film: str
) -> None:
    """S39."""
    store = storage.private()
    assert isinstance(store, Bucket)
    address = store.signed_address(film, content_type="video/mp4")
    assert status_of(address) == 200
    assert "X-Amz-Expires=60" in address
    other = storage.new_key("video", ".mp4")
    storage.put(store, other, io.BytesIO(b"other"), content_type="video/mp4")
    assert status_of(address.replace(film, other)) == 403
    assert status_of(address.replace("X-Amz-Expires=60", "X-Amz-Expires=600")) == 403


def test_expired_address_opens_nothing(settings: Any, s3_storage: Buckets, film: str) -> None:
    """S39: after its time an address is dead."""
    settings.SIGNED_ADDRESS_SECONDS = 4  # so long that a busy machine asks in time
    use_buckets(settings, s3_storage)
    store = storage.private()
    assert isinstance(store, Bucket)
    address = store.signed_address(film, content_type="video/mp4")
    assert status_of(address) == 200
    time.sleep(5.5)
    assert status_of(address) == 403


def test_no_setting_makes_addresses_live_longer(settings: Any, s3_storage: Buckets, film: str) -> None:
    settings.SIGNED_ADDRESS_SECONDS = 3600
    use_buckets(settings, s3_storage)
    store = storage.private()
    assert isinstance(store, Bucket)
    assert "X-Amz-Expires=60" in store.signed_address(film, content_type="video/mp4")


def test_public_files_have_our_own_address(s3_storage: Buckets) -> None:
    """S10: one origin."""
    assert storage.public().url("films/a b.mp4") == "/media/films/a%20b.mp4"


# --- F5: the server fails -------------------------------------------------------------------------


@pytest.fixture
def proxy(settings: Any, s3_buckets: Buckets) -> Iterator[Proxy]:
    with misbehaving(s3_buckets.server.endpoint) as made:
        use_buckets(settings, s3_buckets, endpoint=made.url)
        yield made


def is_put(method: str, path: str) -> bool:
    return method == "PUT"


def is_get(method: str, path: str) -> bool:
    return method == "GET" and "list-type" not in path


@pytest.mark.parametrize("fault", ["503", "timeout", "lost-answer"])
def test_put_survives_one_failure(proxy: Proxy, fault: str) -> None:
    """F5: tried again, and stored once."""
    proxy.fail(fault, is_put)
    stored = storage.put(storage.private(), "video/x", io.BytesIO(CONTENT), content_type="video/mp4")
    assert proxy.spoiled == [fault]
    assert stored.sha256 == hashlib.sha256(CONTENT).hexdigest()


@pytest.mark.parametrize("fault", ["503", "lost-answer"])
def test_put_that_keeps_failing_is_not_stored(proxy: Proxy, fault: str) -> None:
    """F5: nothing is believed to be there."""
    proxy.fail(fault, is_put, times=100)
    with pytest.raises(storage.NotStored):
        storage.put(storage.private(), "video/x", io.BytesIO(CONTENT), content_type="video/mp4")
    assert len(proxy.spoiled) == 4


def test_success_with_an_error_inside_is_not_believed(proxy: Proxy) -> None:
    """F5: 200 with an error body once: tried again; always: not stored."""
    proxy.fail("error-in-200", is_put)
    storage.put(storage.private(), "video/x", io.BytesIO(CONTENT), content_type="video/mp4")
    assert b"".join(storage.private().pieces("video/x")) == CONTENT
    proxy.fail("error-in-200", is_put, times=100)
    with pytest.raises(storage.NotStored):
        storage.put(storage.private(), "video/y", io.BytesIO(CONTENT), content_type="video/mp4")
    with pytest.raises(FileNotFoundError):
        storage.private().facts("video/y")


def test_file_that_reads_back_altered_is_removed(proxy: Proxy) -> None:
    """F5, F11."""
    proxy.fail("altered", is_get)
    with pytest.raises(storage.NotStored, match="read back"):
        storage.put(storage.private(), "video/x", io.BytesIO(CONTENT), content_type="video/mp4")
    with pytest.raises(FileNotFoundError):
        storage.private().facts("video/x")


def test_download_that_breaks_off_is_taken_up_where_it_broke(proxy: Proxy) -> None:
    storage.put(storage.private(), "video/x", io.BytesIO(CONTENT), content_type="video/mp4")
    proxy.fail("cut-short", is_get, times=2)
    assert b"".join(storage.private().pieces("video/x")) == CONTENT
    assert proxy.spoiled == ["cut-short"] * 2


def test_download_that_always_breaks_off_is_unavailable_not_short(proxy: Proxy) -> None:
    storage.put(storage.private(), "video/x", io.BytesIO(CONTENT), content_type="video/mp4")
    proxy.fail("cut-short", is_get, times=100)
    with pytest.raises(storage.Unavailable):
        b"".join(storage.private().pieces("video/x"))
