"""The box structure of MP4 and its kin, read by ourselves: no decoder sees the bytes."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MOST_BOXES = 20_000
MOST_HEADER_BYTES = 32 * 1024**2
_CONTAINERS = {
    *(b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"mvex", b"udta", b"moof", b"traf", b"dinf"),
}


class Malformed(ValueError):
    """The box structure contradicts itself."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box: `kind` (four bytes), its `start`, where its `body` begins and where it says it `end`s."""

    kind: bytes
    start: int
    body: int
    end: int


def top_level(opened: BinaryIO, size: int) -> Iterator[Box]:
    """Yield the boxes of the outermost level of a file of `size` bytes.

    The last may claim to end beyond the file. What is no box ends the walk: some cameras, and
    people who hide archives in films, append other bytes.
    """
    offset = 0
    for _ in range(MOST_BOXES):
        opened.seek(offset)
        header = opened.read(16)
        if len(header) < 8:
            return
        length, kind = struct.unpack(">I4s", header[:8])
        body = offset + 8
        if length == 1 and len(header) == 16:
            length, body = struct.unpack(">Q", header[8:])[0], offset + 16
        elif length == 0:
            length = size - offset
        if length < body - offset or not all(32 <= letter < 127 or letter == 0xA9 for letter in kind):
            return
        yield Box(kind, offset, body, offset + length)
        offset += length
        if offset >= size:
            return


def children(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """Yield the boxes inside `data[start:end]`; raises Malformed when one does not fit."""
    end = len(data) if end is None else end
    offset = start
    while offset + 8 <= end:
        length, kind = struct.unpack_from(">I4s", data, offset)
        body = offset + 8
        if length == 1:
            if offset + 16 > end:
                raise Malformed(f"{kind!r} is cut off")
            (length,) = struct.unpack_from(">Q", data, body)
            body += 8
        elif length == 0:
            # In QuickTime a zero ends a list of user data; elsewhere it means 'to the end'.
            if kind == b"\0\0\0\0":
                return
            length = end - offset
        if length < body - offset or offset + length > end:
            raise Malformed(f"{kind!r} does not fit into its parent")
        yield Box(kind, offset, body, offset + length)
        offset += length


def find(data: bytes, *path: bytes) -> Iterator[Box]:
    """Yield every box at `path` below `data`, for example find(moov, b"trak", b"mdia")."""
    level = [Box(b"", 0, 0, len(data))]
    for kind in path:
        level = [child for box in level for child in children(data, box.body, box.end) if child.kind == kind]
    yield from level


def inside(data: bytes, box: Box, *path: bytes) -> list[Box]:
    """Return every box at `path` below `box`."""
    level = [box]
    for kind in path:
        level = [
            child
            for parent in level
            for child in children(data, parent.body, parent.end)
            if child.kind == kind
        ]
    return level


def every_kind(data: bytes, start: int = 0, end: int | None = None, *, depth: int = 0) -> Iterator[bytes]:
    """Yield the kind of every box in `data`, looking into those that hold boxes."""
    for box in children(data, start, end):
        yield box.kind
        if box.kind in _CONTAINERS and depth < 8:
            yield from every_kind(data, box.body, box.end, depth=depth + 1)


def sample_entries(data: bytes, stsd: Box) -> list[Box]:
    """Return the sample descriptions of a track: their kind is the codec's four letters."""
    return list(children(data, stsd.body + 8, stsd.end))
