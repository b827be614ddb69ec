"""Pieces on S3: a multipart upload, and what does not yet fill a part as an object of its own.

Parts are exactly 5 MiB, the least S3 takes and all that some servers take. A part's number is
reserved on the row before the part is sent, so that a writer who was overtaken writes under a
number nobody else uses; only numbers the row remembers become part of the file. The tail goes
under a new key each time and is forgotten only after the row remembers the next one.

Bytes wait in a temporary file, not in memory: 200 phones times 5 MiB would be a gigabyte.
"""

from __future__ import annotations

import contextlib
import logging
import tempfile
from collections.abc import Iterator
from typing import IO, Any

from botocore.exceptions import ClientError
from django.conf import settings

from storage import StorageError, new_key, walk
from storage.s3 import Bucket, error_code, told_plainly
from storage.store import PIECE, measure
from uploads.errors import UploadGone
from uploads.leases import Lease
from uploads.models import Upload

PART_BYTES = 5 * 1024**2
TAILS = "arriving"
log = logging.getLogger(__name__)


class S3Backend:
    def __init__(self, store: Bucket) -> None:
        self.store = store

    def begin(self, upload: Upload) -> dict[str, Any]:
        with told_plainly(upload.key):
            answer = self.store.client.create_multipart_upload(
                Bucket=self.store.bucket_name, Key=upload.key, ContentType="application/octet-stream"
            )
        return {"multipart": answer["UploadId"], "parts": [], "reserved": 0, "tail": ""}

    def writer(self, lease: Lease) -> S3Writer:
        return S3Writer(self.store, lease)

    def erase(self, upload: Upload) -> None:
        multipart = upload.backend_state.get("multipart")
        if multipart:
            with contextlib.suppress(FileNotFoundError), told_plainly(upload.key):
                try:
                    self.store.client.abort_multipart_upload(
                        Bucket=self.store.bucket_name, Key=upload.key, UploadId=multipart
                    )
                except ClientError as error:
                    if error_code(error) != "NoSuchUpload":
                        raise
        self.store.drop([upload.key, *(entry.key for entry in walk(self.store, _tails(upload)))])


class S3Writer:
    def __init__(self, store: Bucket, lease: Lease) -> None:
        self._store = store
        self._lease = lease
        self._upload = lease.upload
        state = self._upload.backend_state
        self._state: dict[str, Any] = {**state, "parts": [list(part) for part in state["parts"]]}
        self._sent = sum(size for _, _, size in self._state["parts"])
        self._is_made = False
        self._waiting: IO[bytes] = tempfile.TemporaryFile(  # noqa: SIM115 - closed by close()
            dir=settings.FILE_UPLOAD_TEMP_DIR
        )
        self._waits = 0
        self._tails_before: list[str] = []
        if self._state["tail"]:
            self._tails_before.append(self._state["tail"])
            try:
                for piece in store.pieces(self._state["tail"]):
                    self._waiting.write(piece)
                    self._waits += len(piece)
            except BaseException:
                self._waiting.close()
                raise
        if self._sent + self._waits != self._upload.acknowledged:
            self._waiting.close()
            raise StorageError(
                f"{self._sent} + {self._waits} bytes, {self._upload.acknowledged} acknowledged"
            )

    def write(self, piece: bytes) -> None:
        rest = memoryview(piece)
        while rest:
            taken = self._waiting.write(rest[: PART_BYTES - self._waits])
            self._waits += taken
            rest = rest[taken:]
            if self._waits == PART_BYTES:
                self._send_part()

    def settled(self) -> tuple[int, dict[str, Any]]:
        # The old tail is the beginning of the next part until that part is sent.
        if self._state["tail"]:
            return self._upload.acknowledged, self._upload.backend_state
        return self._sent, self._state_now()

    def settle(self) -> tuple[int, dict[str, Any]]:
        if self._waits and not self._is_made:
            key = new_key(_tails(self._upload))
            self._waiting.seek(0)
            with told_plainly(key):
                self._store.client.put_object(
                    Bucket=self._store.bucket_name, Key=key, Body=self._waiting, ContentLength=self._waits
                )
            # Read back: an acknowledged byte is one that was seen to be there (F5).
            self._waiting.seek(0)
            sent = measure(iter(lambda: self._waiting.read(PIECE), b""))
            if measure(self._store.pieces(key)) != sent:
                raise StorageError(f"{key} read back otherwise than sent")
            self._waiting.seek(self._waits)
            self._state["tail"] = key
            self._tails_before.append(key)
        return self._sent + self._waits, self._state_now()

    def finish(self) -> str:
        upload = self._upload
        if self._waits or not self._state["parts"]:
            self._send_part()
        if not self._is_made:
            parts = [{"PartNumber": number, "ETag": etag} for number, etag, _ in self._state["parts"]]
            with told_plainly(upload.key):
                try:
                    self._store.client.complete_multipart_upload(
                        Bucket=self._store.bucket_name,
                        Key=upload.key,
                        UploadId=self._state["multipart"],
                        MultipartUpload={"Parts": parts},
                    )
                except ClientError as error:
                    self._accept_made(error)
        size, sha256 = measure(self._renewing(self._store.pieces(upload.key)))
        if size != upload.length:
            raise StorageError(f"{size} bytes read back of {upload.length}")
        return sha256

    def close(self) -> None:
        self._waiting.close()
        # Only what the row is known to have forgotten: another writer may live on the rest.
        remembered = self._upload.backend_state.get("tail", "")
        forgotten = [key for key in self._tails_before if key != remembered]
        try:
            self._store.drop(forgotten)
        except StorageError:
            log.warning("a tail of upload %s stays until the upload ends", self._upload.pk)

    def _send_part(self) -> None:
        if not self._is_made:
            number = self._state["reserved"] + 1
            self._state["reserved"] = number
            self._lease.renew(backend_state={**self._upload.backend_state, "reserved": number})
            self._waiting.seek(0)
            with told_plainly(self._upload.key):
                try:
                    answer = self._store.client.upload_part(
                        Bucket=self._store.bucket_name,
                        Key=self._upload.key,
                        UploadId=self._state["multipart"],
                        PartNumber=number,
                        Body=self._waiting,
                        ContentLength=self._waits,
                    )
                    self._state["parts"].append([number, answer["ETag"], self._waits])
                except ClientError as error:
                    self._accept_made(error)
        self._sent += self._waits
        self._state["tail"] = ""
        self._waits = 0
        self._waiting.seek(0)
        self._waiting.truncate()

    def _accept_made(self, error: ClientError) -> None:
        """Go on if the object is there: the answer to an earlier 'complete' was lost (F5)."""
        if error_code(error) != "NoSuchUpload":
            raise error
        try:
            made = self._store.facts(self._upload.key).size == self._upload.length
        except FileNotFoundError:
            made = False
        if not made:
            raise UploadGone from error
        self._is_made = True

    def _state_now(self) -> dict[str, Any]:
        return {**self._state, "parts": [list(part) for part in self._state["parts"]]}

    def _renewing(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        for piece in pieces:
            if self._lease.is_due:
                self._lease.renew()
            yield piece


def _tails(upload: Upload) -> str:
    return f"{TAILS}/{upload.pk.hex}"
