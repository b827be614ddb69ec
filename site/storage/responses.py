"""Stored bytes as HTTP answers: whole or one range, flat in memory, the same from disk and S3."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.http import http_date, parse_etags

import storage
from storage.disk import Disk
from storage.s3 import Bucket
from storage.store import Facts, Store

PRIVATE = "private, no-store"
_RANGE = re.compile(r"bytes=(\d*)-(\d*)\s*$", re.ASCII)
_PLAYED_IN_PAGES = (
    "video/",
    "audio/",
    "image/",
    "text/vtt",
    "application/vnd.apple.mpegurl",
)


def ranged(
    request: HttpRequest,
    store: Store,
    key: str,
    *,
    content_type: str,
    cache_control: str,
) -> HttpResponseBase:
    """Answer with the object at `key`, or the one byte range asked for.

    200, 206, 304 or 416; HEAD answers without a body; several ranges are answered as a whole, as
    the standard allows. Raises FileNotFoundError and storage.Unavailable for the view to answer.
    """
    facts = store.facts(key)
    start, stop = 0, facts.size
    response: HttpResponseBase
    if _unchanged(request, facts):
        response = HttpResponse(status=304)
        return _with_headers(response, facts, cache_control)
    wanted = _wanted_range(request, facts)
    if wanted is not None:
        start, stop = wanted
        if start >= stop:
            response = HttpResponse(status=416)
            response["Content-Range"] = f"bytes */{facts.size}"
            return _with_headers(response, facts, cache_control)
    length = stop - start
    if request.method == "HEAD":
        response = HttpResponse(content_type=content_type)
    elif isinstance(store, Disk):
        # Read by the server's own sendfile where it has one.
        response = FileResponse(
            _Slice(Path(store.path(key)).open("rb"), start, length),  # noqa: SIM115 - closed with the response
            content_type=content_type,
        )
    else:
        response = StreamingHttpResponse(store.pieces(key, start, length), content_type=content_type)
    if wanted is not None:
        response.status_code = 206
        response["Content-Range"] = f"bytes {start}-{stop - 1}/{facts.size}"
    response["Content-Length"] = str(length)
    if content_type == "application/octet-stream":
        response["Content-Disposition"] = "attachment"
    elif "Content-Disposition" in response.headers:
        del response["Content-Disposition"]
    return _with_headers(response, facts, cache_control)


def private(request: HttpRequest, key: str, content_type: str) -> HttpResponseBase:
    """Answer with an object of private storage. The calling view has decided who may see it.

    What a page plays or paints is streamed from our own address: the content policy of our pages
    allows no other, and a player asks for more long after a signed address has ended. A download
    on S3 is sent to a signed address of at most 60 seconds (S39).
    """
    store = storage.private()
    if isinstance(store, Bucket) and not content_type.startswith(_PLAYED_IN_PAGES):
        store.facts(key)
        response = HttpResponseRedirect(store.signed_address(key, content_type=content_type))
        response["Cache-Control"] = PRIVATE
        response["Referrer-Policy"] = "no-referrer"
        return response
    return ranged(request, store, key, content_type=content_type, cache_control=PRIVATE)


def _with_headers(response: HttpResponseBase, facts: Facts, cache_control: str) -> HttpResponseBase:
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = facts.etag
    response["Last-Modified"] = http_date(facts.modified_at.timestamp())
    response["Cache-Control"] = cache_control
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _unchanged(request: HttpRequest, facts: Facts) -> bool:
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or any(tag.removeprefix("W/") == facts.etag for tag in known)


def _wanted_range(request: HttpRequest, facts: Facts) -> tuple[int, int] | None:
    """Return (first byte, byte after the last), empty when it cannot be met, None for the whole."""
    match = _RANGE.match(request.headers.get("Range", ""))
    if not match or match.groups() == ("", ""):
        return None
    if request.headers.get("If-Range", facts.etag) != facts.etag:
        return None
    first, last = match.groups()
    if len(first) > 18 or len(last) > 18:
        return facts.size, facts.size
    if not first:
        return max(0, facts.size - int(last)), facts.size
    if last and int(last) < int(first):
        return None
    return int(first), min(facts.size, int(last) + 1) if last else facts.size


class _Slice(io.RawIOBase):
    """`length` bytes of an open file from `start`; its descriptor stands at `start` for sendfile."""

    def __init__(self, opened: BinaryIO, start: int, length: int) -> None:
        self._opened = opened
        self._left = length
        opened.seek(start)

    def read(self, size: int = -1) -> bytes:
        piece = self._opened.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(piece)
        return piece

    def __iter__(self) -> Iterator[bytes]:
        while piece := self.read(64 * 1024):
            yield piece

    def fileno(self) -> int:
        return self._opened.fileno()

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return False

    def close(self) -> None:
        self._opened.close()
        super().close()
