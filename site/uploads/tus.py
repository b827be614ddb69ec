"""What tus 1.0 puts into headers, read and written. Pure functions."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Mapping
from datetime import datetime

from django.utils.http import http_date

from uploads.receiving import Checksum

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,expiration,termination,checksum"
ALGORITHMS = ("sha1", "sha256", "md5")
BODY_TYPE = "application/offset+octet-stream"
_NUMBER = re.compile(r"\d{1,18}\Z", re.ASCII)


class BadHeader(Exception):
    """A header is missing or makes no sense; the text says which."""


def number(headers: Mapping[str, str], name: str) -> int:
    """Return header `name` as a whole number ≥ 0. Raises BadHeader."""
    value = headers.get(name, "")
    if not _NUMBER.match(value):
        raise BadHeader(f"{name} must be a whole number.")
    return int(value)


def metadata(headers: Mapping[str, str]) -> dict[str, str]:
    """Return Upload-Metadata as a dict. Raises BadHeader."""
    pairs: dict[str, str] = {}
    for pair in headers.get("Upload-Metadata", "").split(","):
        if not pair.strip():
            continue
        key, _, value = pair.strip().partition(" ")
        try:
            pairs[key] = base64.b64decode(value, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError) as error:
            raise BadHeader("Upload-Metadata must be words and base64.") from error
    return pairs


def announced_sha256(headers: Mapping[str, str]) -> str:
    """Return the whole file's SHA-256 if the sender announced one in `sha256`, else ''. Raises BadHeader."""
    told = metadata(headers).get("sha256", "").lower()
    if told and not re.fullmatch(r"[0-9a-f]{64}", told):
        raise BadHeader("sha256 in Upload-Metadata must be 64 hex digits.")
    return told


def checksum(headers: Mapping[str, str]) -> Checksum | None:
    """Return what Upload-Checksum says about this request's body; None without one. Raises BadHeader."""
    told = headers.get("Upload-Checksum", "")
    if not told:
        return None
    algorithm, _, value = told.partition(" ")
    if algorithm not in ALGORITHMS:
        raise BadHeader(f"Upload-Checksum knows {', '.join(ALGORITHMS)}.")
    try:
        expected = base64.b64decode(value, validate=True)
    except binascii.Error as error:
        raise BadHeader("Upload-Checksum must be a word and base64.") from error
    return Checksum(hashlib.new(algorithm, usedforsecurity=False), expected)


def expires(moment: datetime) -> str:
    """Return `moment` as Upload-Expires wants it."""
    return http_date(moment.timestamp())
