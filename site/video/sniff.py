"""What a file is, by its own first bytes and structure, never by its name (S33).

A file called .mp4 may be a playlist that makes a decoder open other files. Only what is recognised
here goes on, and then with exactly one demuxer, which the decoder is told and may not choose.
"""

from __future__ import annotations

import enum
from pathlib import Path

from video import boxes
from video.enums import Refusal

_HEAD = 4096
_FILM_STARTS = {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"pnot", b"styp"}
_PICTURE_BRANDS = {
    b"heic",
    b"heix",
    b"heim",
    b"heis",
    b"hevc",
    b"hevx",
    b"mif1",
    b"msf1",
    b"avif",
    b"avis",
    b"crx ",
}
_PICTURE_STARTS = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"BM",
    b"II*\0",
    b"MM\0*",
    b"\0\0\0\x0cJXL ",
    b"\0\0\0\x0cjP  ",
)
_ENCRYPTED_ENTRIES = {b"encv", b"enca", b"enct", b"encs", b"drmi", b"drms"}


class Container(enum.Enum):
    """A container we take; the value is the one demuxer that may read it."""

    MP4 = "mov"
    MATROSKA = "matroska"
    AVI = "avi"


def sniff(path: Path, *, most_bytes: int) -> Container | Refusal:
    """Return what the file at `path` is, or why it is refused; `most_bytes` is the largest size taken."""
    size = path.stat().st_size
    if size == 0:
        return Refusal.EMPTY
    if size > most_bytes:
        return Refusal.TOO_BIG
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
    if head.startswith(_PICTURE_STARTS) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return Refusal.IMAGE
    if head[:4] == b"RIFF" and head[8:12] == b"AVI ":
        return Container.AVI
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return Container.MATROSKA if b"webm" in head[:64] or b"matroska" in head[:64] else Refusal.NOT_A_FILM
    if head[4:8] in _FILM_STARTS:
        return _sniff_mp4(path, size, head)
    return Refusal.NOT_A_FILM


def _sniff_mp4(path: Path, size: int, head: bytes) -> Container | Refusal:
    if head[4:8] == b"ftyp" and head[8:12] in _PICTURE_BRANDS:
        return Refusal.IMAGE
    with path.open("rb") as opened:
        found = list(boxes.top_level(opened, size))
        headers = [box for box in found if box.kind == b"moov"]
        if not headers:
            # Phones write the index last: without it the end of the film never arrived.
            return Refusal.INCOMPLETE if any(box.kind == b"mdat" for box in found) else Refusal.UNREADABLE
        header = headers[0]
        if header.end > size:
            return Refusal.INCOMPLETE
        if header.end - header.body > boxes.MOST_HEADER_BYTES:
            return Refusal.UNREADABLE
        opened.seek(header.body)
        moov = opened.read(header.end - header.body)
    try:
        return _judge_index(moov)
    except boxes.Malformed:
        return Refusal.UNREADABLE


def _judge_index(moov: bytes) -> Container | Refusal:
    for track in boxes.find(moov, b"trak"):
        tables = boxes.inside(moov, track, b"mdia", b"minf", b"stbl")
        descriptions = [stsd for table in tables for stsd in boxes.inside(moov, table, b"stsd")]
        if not descriptions:
            return Refusal.UNREADABLE
        kinds = {entry.kind for stsd in descriptions for entry in boxes.sample_entries(moov, stsd)}
        if kinds & _ENCRYPTED_ENTRIES:
            return Refusal.ENCRYPTED
    return Container.MP4
