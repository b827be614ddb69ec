"""Our own fragmented MP4 files, read back box by box: what a player will find, and where."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

from video import boxes


@dataclass(frozen=True, slots=True)
class Fragment:
    """One piece that can be played from its start: bytes from `offset`, and its ticks of picture."""

    offset: int
    length: int
    ticks: int


@dataclass(frozen=True, slots=True)
class Fragmented:
    """One file: `head` bytes of header, then pieces. `timescale` ticks a second; codecs as RFC 6381
    names them; `notes` are what the header says about the film: none, in ours."""

    size: int
    head: int
    timescale: int
    frames: int
    codecs: tuple[str, ...]
    fragments: tuple[Fragment, ...]
    width: int
    height: int
    boxes: frozenset[bytes]
    notes: frozenset[bytes]
    turned: bool

    @property
    def seconds(self) -> float:
        """Length of the picture."""
        return sum(fragment.ticks for fragment in self.fragments) / self.timescale

    @property
    def indexed(self) -> bool:
        """Whether a player that knows no HLS finds header and index at the front and can seek."""
        return {b"ftyp", b"moov", b"sidx"} <= self.boxes

    def bits_per_second(self) -> tuple[int, int]:
        """Return (average, peak over one piece), at least 1."""
        peak = max(8 * part.length * self.timescale / max(1, part.ticks) for part in self.fragments)
        average = max(1, round(8 * self.size / max(0.001, self.seconds)))
        return average, max(average, round(peak))


def read(path: Path) -> Fragmented:
    """Read the structure of the fragmented MP4 at `path`. Raises boxes.Malformed for anything else."""
    data = path.read_bytes()
    outer = list(boxes.children(data))
    moov = next((box for box in outer if box.kind == b"moov"), None)
    if moov is None or moov.start > 4096:
        raise boxes.Malformed("the header is not at the front")
    header = data[moov.body : moov.end]
    picture, codecs = _tracks(header)
    fragments, frames = [], 0
    for index, box in enumerate(outer):
        if box.kind != b"moof":
            continue
        end = outer[index + 1].end if index + 1 < len(outer) and outer[index + 1].kind == b"mdat" else box.end
        count, ticks = _pictures(data, box, picture.number, picture.usual_ticks)
        frames += count
        fragments.append(Fragment(box.start, end - box.start, ticks))
    if not fragments:
        raise boxes.Malformed("there is nothing to play")
    return Fragmented(
        size=len(data),
        head=moov.end,
        timescale=picture.timescale,
        frames=frames,
        codecs=codecs,
        fragments=tuple(fragments),
        width=picture.width,
        height=picture.height,
        boxes=frozenset({box.kind for box in outer} | set(boxes.every_kind(header))),
        notes=_notes(header),
        turned=picture.turned,
    )


@dataclass(frozen=True, slots=True)
class Whole:
    """An ordinary MP4 file's picture track."""

    frames: int
    seconds: float


def read_whole(path: Path) -> Whole:
    """Count the pictures of the ordinary (not fragmented) MP4 at `path`. Raises boxes.Malformed."""
    data = path.read_bytes()
    moov = next((box for box in boxes.children(data) if box.kind == b"moov"), None)
    if moov is None:
        raise boxes.Malformed("there is no header")
    for track in boxes.inside(data, moov, b"trak"):
        (mdhd,) = boxes.inside(data, track, b"mdia", b"mdhd")
        (table,) = boxes.inside(data, track, b"mdia", b"minf", b"stbl")
        if not boxes.inside(data, track, b"mdia", b"minf", b"vmhd"):
            continue
        (stts,) = boxes.inside(data, table, b"stts")
        scale = struct.unpack_from(">I", data, mdhd.body + (20 if data[mdhd.body] else 12))[0]
        entries = struct.unpack_from(">I", data, stts.body + 4)[0]
        pairs = [struct.unpack_from(">II", data, stts.body + 8 + 8 * i) for i in range(entries)]
        return Whole(sum(n for n, _ in pairs), sum(n * ticks for n, ticks in pairs) / scale)
    raise boxes.Malformed("there is no picture track")


def _notes(header: bytes) -> frozenset[bytes]:
    """Return the kinds of everything said about the film rather than shown; an empty list says nothing."""
    found: set[bytes] = set()
    for owner in (b"udta",), (b"trak", b"udta"):
        for udta in boxes.find(header, *owner):
            for child in boxes.children(header, udta.body, udta.end):
                if child.kind != b"meta":
                    found.add(child.kind)
                    continue
                for inner in boxes.children(header, child.body + 4, child.end):
                    if inner.kind == b"ilst":
                        found |= {item.kind for item in boxes.children(header, inner.body, inner.end)}
                    elif inner.kind != b"hdlr":
                        found.add(inner.kind)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class _Picture:
    number: int
    timescale: int
    usual_ticks: int
    width: int
    height: int
    turned: bool


def _tracks(header: bytes) -> tuple[_Picture, tuple[str, ...]]:
    picture: _Picture | None = None
    codecs: list[str] = []
    usual = {
        struct.unpack_from(">I", header, box.body + 4)[0]: struct.unpack_from(">I", header, box.body + 12)[0]
        for box in boxes.find(header, b"mvex", b"trex")
    }
    for track in boxes.find(header, b"trak"):
        (tkhd,) = boxes.inside(header, track, b"tkhd")
        (mdhd,) = boxes.inside(header, track, b"mdia", b"mdhd")
        (stsd,) = boxes.inside(header, track, b"mdia", b"minf", b"stbl", b"stsd")
        entry = boxes.sample_entries(header, stsd)[0]
        codecs.append(_codec(header, entry))
        if entry.kind in (b"avc1", b"av01"):
            long = header[tkhd.body]
            number = struct.unpack_from(">I", header, tkhd.body + (20 if long else 12))[0]
            matrix = struct.unpack_from(">9i", header, tkhd.body + (52 if long else 40))
            width, height = struct.unpack_from(">HH", header, entry.body + 24)
            scale = struct.unpack_from(">I", header, mdhd.body + (20 if header[mdhd.body] else 12))[0]
            upright = matrix == (65536, 0, 0, 0, 65536, 0, 0, 0, 1 << 30)
            picture = _Picture(number, scale, usual.get(number, 0), width, height, not upright)
    if picture is None:
        raise boxes.Malformed("there is no picture track")
    return picture, tuple(codecs)


def _codec(header: bytes, entry: boxes.Box) -> str:
    if entry.kind == b"mp4a":
        return "mp4a.40.2"
    for box in boxes.children(header, entry.body + 78, entry.end):
        if box.kind == b"avcC":
            return "avc1." + header[box.body + 1 : box.body + 4].hex().upper()
        if box.kind == b"av1C":
            profile_level, flags = header[box.body + 1], header[box.body + 2]
            tier = "H" if flags & 0x80 else "M"
            depth = 10 if flags & 0x40 else 8
            return f"av01.{profile_level >> 5}.{profile_level & 31:02d}{tier}.{depth:02d}"
    raise boxes.Malformed(f"{entry.kind!r} says nothing about its codec")


def _pictures(data: bytes, moof: boxes.Box, number: int, usual: int) -> tuple[int, int]:
    """Return (frames, ticks) of the picture track in one fragment."""
    count = ticks = 0
    for traf in boxes.inside(data, moof, b"traf"):
        (tfhd,) = boxes.inside(data, traf, b"tfhd")
        flags, track = struct.unpack_from(">II", data, tfhd.body)
        if track != number:
            continue
        at = tfhd.body + 8 + (8 if flags & 0x01 else 0) + (4 if flags & 0x02 else 0)
        default = struct.unpack_from(">I", data, at)[0] if flags & 0x08 else usual
        for run in boxes.inside(data, traf, b"trun"):
            flags, samples = struct.unpack_from(">II", data, run.body)
            at = run.body + 8 + (4 if flags & 0x001 else 0) + (4 if flags & 0x004 else 0)
            step = 4 * sum(bool(flags & bit) for bit in (0x100, 0x200, 0x400, 0x800))
            count += samples
            if flags & 0x100:
                ticks += sum(struct.unpack_from(">I", data, at + step * i)[0] for i in range(samples))
            else:
                ticks += samples * default
    return count, ticks
