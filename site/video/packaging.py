"""HLS playlists over single files: each piece is a byte range, so the same file also plays as MP4."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from video.fragments import Fragmented


@dataclass(frozen=True, slots=True)
class Stream:
    """One rendition to list: its file's `name` without ending, what was read back, frames a second."""

    name: str
    file: Fragmented
    rate: Fraction


def media_playlist(stream: Stream) -> str:
    """Return the HLS media playlist of one rendition."""
    file = stream.file
    longest = max(part.ticks for part in file.fragments) / file.timescale
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{max(1, round(longest))}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        f'#EXT-X-MAP:URI="{stream.name}.mp4",BYTERANGE="{file.head}@0"',
    ]
    for part in file.fragments:
        lines += [
            f"#EXTINF:{part.ticks / file.timescale:.6f},",
            f"#EXT-X-BYTERANGE:{part.length}@{part.offset}",
            f"{stream.name}.mp4",
        ]
    return "\n".join([*lines, "#EXT-X-ENDLIST", ""])


def master_playlist(streams: Sequence[Stream]) -> str:
    """Return the HLS master: codecs named, so that each browser takes what it can play.

    480 in H.264 comes first, since players start with the first they can play.
    """
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", "#EXT-X-INDEPENDENT-SEGMENTS"]
    for stream in sorted(streams, key=_order):
        average, peak = stream.file.bits_per_second()
        lines += [
            (
                f"#EXT-X-STREAM-INF:BANDWIDTH={peak},AVERAGE-BANDWIDTH={average},"
                f'CODECS="{",".join(stream.file.codecs)}",RESOLUTION={stream.file.width}x{stream.file.height},'
                f"FRAME-RATE={float(stream.rate):.3f}"
            ),
            f"{stream.name}.m3u8",
        ]
    return "\n".join([*lines, ""])


def _order(stream: Stream) -> tuple[bool, int, int]:
    short = min(stream.file.width, stream.file.height)
    return not stream.file.codecs[0].startswith("avc1"), abs(short - 480), short
