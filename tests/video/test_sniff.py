"""S33: what a file is, told from its own bytes."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from video.enums import Refusal
from video.sniff import Container, sniff

MOST = 1024**2


def box(kind: bytes, body: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(body), kind) + body


def track(entry: bytes | None = b"avc1") -> bytes:
    table = b"" if entry is None else box(b"stsd", struct.pack(">II", 0, 1) + box(entry, bytes(78)))
    return box(b"trak", box(b"mdia", box(b"minf", box(b"stbl", table))))


FTYP = box(b"ftyp", b"isom" + bytes(4) + b"mp42")
MDAT = box(b"mdat", bytes(64))
FILM = FTYP + MDAT + box(b"moov", track() + track(b"mp4a"))

SNIFFED = {
    "mp4": (FILM, Container.MP4),
    "index first": (FTYP + box(b"moov", track()) + MDAT, Container.MP4),
    "old quicktime, no brand": (box(b"wide") + MDAT + box(b"moov", track()), Container.MP4),
    "an archive behind the film": (FILM + b"PK\x03\x04" + bytes(99), Container.MP4),
    "webm": (b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm", Container.MATROSKA),
    "matroska": (b"\x1a\x45\xdf\xa3\xa3B\x86\x81\x01B\x82\x88matroska", Container.MATROSKA),
    "ebml of another kind": (b"\x1a\x45\xdf\xa3\xa3B\x86\x81\x01B\x82\x88something", Refusal.NOT_A_FILM),
    "avi": (b"RIFF\0\0\0\0AVI LIST", Container.AVI),
    "wav": (b"RIFF\0\0\0\0WAVEfmt ", Refusal.NOT_A_FILM),
    "webp": (b"RIFF\0\0\0\0WEBPVP8 ", Refusal.IMAGE),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(9), Refusal.IMAGE),
    "jpeg": (b"\xff\xd8\xff\xe1" + bytes(9), Refusal.IMAGE),
    "heic": (box(b"ftyp", b"heic" + bytes(4)) + box(b"meta") + MDAT, Refusal.IMAGE),
    "avif": (box(b"ftyp", b"avif" + bytes(4)) + box(b"meta") + MDAT, Refusal.IMAGE),
    "playlist": (b"#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n", Refusal.NOT_A_FILM),
    "concat script": (b"ffconcat version 1.0\nfile '/etc/passwd'\n", Refusal.NOT_A_FILM),
    "html": (b"<html><script>alert(1)</script>", Refusal.NOT_A_FILM),
    "svg": (
        b'<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        Refusal.NOT_A_FILM,
    ),
    "mpd": (b'<?xml version="1.0"?><MPD>', Refusal.NOT_A_FILM),
    "one byte": (b"\0", Refusal.NOT_A_FILM),
    "nothing": (b"", Refusal.EMPTY),
    "too big": (bytes(MOST + 1), Refusal.TOO_BIG),
    "the index never arrived": (FTYP + struct.pack(">I4s", 9999, b"mdat") + bytes(99), Refusal.INCOMPLETE),
    "half the index arrived": (
        FTYP + MDAT + struct.pack(">I4s", 9999, b"moov") + bytes(99),
        Refusal.INCOMPLETE,
    ),
    "a brand and nothing else": (FTYP, Refusal.UNREADABLE),
    "a track without description": (FTYP + MDAT + box(b"moov", track(None)), Refusal.UNREADABLE),
    "locked picture": (FTYP + MDAT + box(b"moov", track(b"encv")), Refusal.ENCRYPTED),
    "locked sound": (FTYP + MDAT + box(b"moov", track() + track(b"enca")), Refusal.ENCRYPTED),
    "a box larger than its parent": (
        FTYP + MDAT + box(b"moov", struct.pack(">I4s", 999, b"trak") + bytes(20)),
        Refusal.UNREADABLE,
    ),
    "an index that claims to be huge": (
        FTYP + struct.pack(">I4sQ", 1, b"moov", 2**62) + bytes(64),
        Refusal.INCOMPLETE,
    ),
}


@pytest.mark.parametrize(("content", "expected"), SNIFFED.values(), ids=SNIFFED)
def test_sniff(tmp_path: Path, content: bytes, expected: Container | Refusal) -> None:
    """S33: by content, whatever the name says."""
    path = tmp_path / "film.mp4"
    path.write_bytes(content)
    assert sniff(path, most_bytes=MOST) == expected


def test_sniff_ends_on_endless_boxes(tmp_path: Path) -> None:
    """S35: a million tiny boxes cost no more than a few thousand."""
    path = tmp_path / "film.mp4"
    path.write_bytes(FTYP + box(b"free") * 100_000)
    assert sniff(path, most_bytes=MOST) == Refusal.UNREADABLE
