"""A bucket on an S3 server. Nothing counts as stored until its size and hash were read back (F5)."""

from __future__ import annotations

import contextlib
import tempfile
import threading
from collections.abc import Collection, Generator, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import batched
from pathlib import Path
from typing import Any, BinaryIO

import boto3
from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from storage.disk import Disk
from storage.errors import NotStored, StorageError, StorageFull, Unavailable
from storage.store import PIECE, Entry, Facts, Stored, measure, read_in_pieces

_MISSING = {"404", "NoSuchKey", "NotFound"}
_FULL = {
    "507",
    "QuotaExceeded",
    "XMinioStorageFull",
    "InsufficientCapacity",
    "InsufficientStorage",
}
_TRANSFER = TransferConfig(
    multipart_threshold=16 * 1024**2, multipart_chunksize=8 * 1024**2, use_threads=False
)
_making = threading.Lock()


def error_code(error: BaseException) -> str:
    """Return the S3 error code of `error`, or an empty string when it has none."""
    return str(error.response.get("Error", {}).get("Code", "")) if isinstance(error, ClientError) else ""


@contextlib.contextmanager
def told_plainly(key: str, otherwise: type[StorageError] = Unavailable) -> Generator[None]:
    """Turn what boto raises into this room's errors, `otherwise` when nothing closer fits."""
    try:
        yield
    except (ClientError, BotoCoreError, Boto3Error, HTTPClientError) as error:
        code = error_code(error)
        if code in _MISSING:
            raise FileNotFoundError(key) from error
        raise (StorageFull if code in _FULL else otherwise)(f"{key}: {error}") from error


class Bucket(S3Storage):
    """`Store` on one bucket. `base_url`, when set, is where this site itself serves the keys."""

    def get_default_settings(self) -> dict[str, Any]:
        return {**super().get_default_settings(), "base_url": ""}

    @cached_property
    def client(self) -> Any:
        """One client for all threads, with time-outs and retries that end within a minute."""
        with _making:
            session = boto3.Session(
                aws_access_key_id=self.access_key,
                aws_secret_access_key=self.secret_key,
                aws_session_token=self.security_token,
            )
            return session.client(
                "s3",
                region_name=self.region_name or session.region_name or "us-east-1",
                endpoint_url=self.endpoint_url,
                config=Config(
                    signature_version="s3v4",
                    s3={"addressing_style": self.addressing_style or "auto"},
                    connect_timeout=5,
                    read_timeout=15,
                    retries={"mode": "standard", "total_max_attempts": 4},
                    max_pool_connections=64,
                    # Sizes and hashes are read back by ourselves; not every S3 server knows trailers.
                    request_checksum_calculation="when_required",
                    response_checksum_validation="when_required",
                ),
            )

    def keep(self, key: str, source: Path | BinaryIO, *, content_type: str) -> Stored:
        """Store `source` under `key` and read it back.

        Raises StorageFull when the server says so, NotStored when it fails or what was read back
        differs (F5: 503, time-out, 200 with an error body, lost answer).
        """
        with contextlib.ExitStack() as stack:
            if isinstance(source, Path):
                opened: BinaryIO = stack.enter_context(source.open("rb"))
            elif source.seekable():
                opened = source
                opened.seek(0)
            else:
                opened = stack.enter_context(tempfile.TemporaryFile())
                for piece in read_in_pieces(source):
                    opened.write(piece)
                opened.seek(0)
            written = measure(read_in_pieces(opened))
            opened.seek(0)
            with told_plainly(key, NotStored):
                # boto closes what it uploads; the caller may still want it.
                self.client.upload_fileobj(
                    _Unclosable(opened),
                    self.bucket_name,
                    key,
                    ExtraArgs={"ContentType": content_type},
                    Config=_TRANSFER,
                )
        try:
            with told_plainly(key, NotStored):
                back = measure(self.pieces(key))
        except (FileNotFoundError, StorageError) as error:
            raise NotStored(f"{key} could not be read back: {error}") from error
        if back != written:
            self.drop([key])
            raise NotStored(f"{key} read back as {back}, sent as {written}")
        return Stored(key, *back)

    def bring(self, key: str, path: Path) -> Stored:
        """Copy the object at `key` to `path`; return what was copied, hashed on the way."""
        size, sha256 = Disk._write(path, self.pieces(key))
        return Stored(key, size, sha256)

    def drop(self, keys: Iterable[str]) -> None:
        """Delete each of `keys`; one that is not there is no error."""
        for batch in batched(keys, 1000):
            with told_plainly(batch[0]):
                answer = self.client.delete_objects(
                    Bucket=self.bucket_name,
                    Delete={"Objects": [{"Key": key} for key in batch], "Quiet": True},
                )
            failed = [error for error in answer.get("Errors", ()) if error.get("Code") not in _MISSING]
            if failed:
                raise Unavailable(f"{len(failed)} not deleted, the first: {failed[0]}")

    def move(self, key: str, to: str) -> None:
        """Have the server copy `key` to `to`, and delete it when both are of one size."""
        source = {"Bucket": self.bucket_name, "Key": key}
        with told_plainly(key):
            self.client.copy(source, self.bucket_name, to, Config=_TRANSFER)
        if self.facts(to).size != self.facts(key).size:
            raise Unavailable(f"{key} was not copied whole")
        self.drop([key])

    def entries(self, prefix: str) -> Iterator[Entry]:
        """Yield every object whose key begins with `prefix`, in the order of keys."""
        with told_plainly(prefix):
            pages = self.client.get_paginator("list_objects_v2").paginate(
                Bucket=self.bucket_name, Prefix=prefix
            )
            for page in pages:
                for item in page.get("Contents", ()):
                    if not item["Key"].endswith("/"):
                        yield Entry(item["Key"], item["Size"], item["LastModified"])

    def facts(self, key: str) -> Facts:
        """Return size, entity tag and time of the object at `key`."""
        with told_plainly(key):
            head = self.client.head_object(Bucket=self.bucket_name, Key=key)
        return Facts(head["ContentLength"], head["ETag"], head["LastModified"])

    def pieces(self, key: str, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """Yield `length` bytes (default: all) of the object at `key` from byte `start`, flat in memory.

        A connection that dies half-way is taken up again where it broke, three times.
        """
        wanted = {} if (start, length) == (0, None) else {"Range": _range(start, length)}
        with told_plainly(key):
            answer = self.client.get_object(Bucket=self.bucket_name, Key=key, **wanted)
        left, at, broken = answer["ContentLength"], start, 0
        while True:
            try:
                with contextlib.closing(answer["Body"]) as body:
                    for piece in body.iter_chunks(PIECE):
                        left -= len(piece)
                        at += len(piece)
                        yield piece
                if left <= 0:
                    return
            except (BotoCoreError, HTTPClientError, OSError) as error:
                broken += 1
                if broken > 3:
                    raise Unavailable(f"{key}: {error}") from error
            with told_plainly(key):
                # If-Match: half of one object and half of another would be neither.
                answer = self.client.get_object(
                    Bucket=self.bucket_name,
                    Key=key,
                    Range=_range(at, left),
                    IfMatch=answer["ETag"],
                )

    def tidy(self, *, older_than: timedelta, writing: Collection[str] = ()) -> int:
        """End multipart uploads begun more than `older_than` ago whose key nobody is `writing`."""
        before = datetime.now(UTC) - older_than
        ended = 0
        with told_plainly("multipart uploads"):
            for page in self.client.get_paginator("list_multipart_uploads").paginate(Bucket=self.bucket_name):
                for upload in page.get("Uploads", ()):
                    if upload["Key"] not in writing and upload["Initiated"] < before:
                        self.client.abort_multipart_upload(
                            Bucket=self.bucket_name,
                            Key=upload["Key"],
                            UploadId=upload["UploadId"],
                        )
                        ended += 1
        return ended

    def answer(self) -> None:
        """Raise Unavailable unless the server lets this bucket be listed."""
        with told_plainly(self.bucket_name):
            self.client.list_objects_v2(Bucket=self.bucket_name, MaxKeys=1)

    def signed_address(self, key: str, *, content_type: str) -> str:
        """Return an address anyone may read `key` at for `querystring_expire` seconds (S39: at most 60)."""
        return str(
            self.client.generate_presigned_url(
                "get_object",
                Params={
                    "Bucket": self.bucket_name,
                    "Key": key,
                    "ResponseContentType": content_type,
                    "ResponseCacheControl": "private, no-store",
                },
                ExpiresIn=min(60, self.querystring_expire),
            )
        )

    def url(
        self,
        name: str | None,
        parameters: dict[str, Any] | None = None,
        expire: int | None = None,
        http_method: str | None = None,
    ) -> str:
        """Return this site's own address for `name` (S10: one origin), else a signed one."""
        if self.base_url:
            return f"{self.base_url}{filepath_to_uri(name)}"
        return str(super().url(name, parameters, expire, http_method))


def _range(start: int, length: int | None) -> str:
    return f"bytes={start}-" if length is None else f"bytes={start}-{start + length - 1}"


class _Unclosable:
    """A file whose close() does nothing."""

    def __init__(self, opened: BinaryIO) -> None:
        self._opened = opened

    def __getattr__(self, name: str) -> Any:
        return getattr(self._opened, name)

    def close(self) -> None:
        """Leave the file open."""
