"""What a probed film is: ffprobe's answer parsed once, into numbers; no string of the film's own is kept."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import Any

_HTC_ROTATION = re.compile(r"htc_video_rot[A-Z]?-(\d{1,3})")
_NUMBER = re.compile(r"-?\d+")
# Two frames closer than this are one moment: Matroska counts whole milliseconds.
_JITTER_SECONDS = 0.0021


@dataclass(frozen=True, slots=True)
class Source:
    """One film as found. Sizes in pixels as stored, before turning upright; times in seconds."""

    container: str
    streams: int
    video_index: int | None
    video_codec: str
    width: int
    height: int
    pixel_format: str
    pixel_shape: tuple[int, int]
    turn: int
    mirrored: bool
    rate: Fraction
    steady: bool
    frames: int
    declared_frames: int
    seconds: float
    interlaced: bool
    transfer: str
    primaries: str
    matrix: str
    full_range: bool
    dolby_vision: int
    audio_index: int | None
    audio_codec: str
    audio_channels: int

    @property
    def hdr(self) -> bool:
        """Whether the picture has to be tone-mapped."""
        return self.transfer in {"smpte2084", "arib-std-b67"}

    @property
    def upright(self) -> tuple[int, int]:
        """Width and height as seen: upright, in square pixels."""
        across, down = self.pixel_shape
        width = round(self.width * across / down) if across >= down else self.width
        height = round(self.height * down / across) if down > across else self.height
        return (height, width) if self.turn in (90, 270) else (width, height)

    @property
    def short_side(self) -> int:
        """The smaller side of the upright picture, in pixels: never larger than what was filmed."""
        return min(self.upright)

    def as_json(self) -> dict[str, Any]:
        """Return what may be stored and shown: numbers and words from closed lists."""
        return asdict(self) | {
            "rate": round(float(self.rate), 3),
            "seconds": round(self.seconds, 3),
            "hdr": self.hdr,
            "upright": list(self.upright),
        }


def parse(answer: Mapping[str, Any], *, container: str) -> Source:
    """Parse the JSON of `ffprobe -show_streams -show_format`; picture times come with `with_times`.

    The main picture track is the default one, then the largest; cover pictures and empty tracks
    are none. Missing or absurd numbers count as zero, so that a later decision refuses them.
    """
    streams: Sequence[Mapping[str, Any]] = answer.get("streams") or []
    video = _main(s for s in streams if _is_picture_track(s))
    audio = _main(s for s in streams if s.get("codec_type") == "audio" and _known(s))
    video = video or {}
    turn, mirrored = _orientation(video)
    dolby = _side_data(video, "DOVI configuration record")
    length = max(_seconds(video.get("duration")), _seconds((answer.get("format") or {}).get("duration")))
    return Source(
        container=container,
        streams=len(streams),
        video_index=int(video["index"]) if video else None,
        video_codec=_word(video.get("codec_name")),
        width=_count(video.get("width")),
        height=_count(video.get("height")),
        pixel_format=_word(video.get("pix_fmt")),
        pixel_shape=_shape(video.get("sample_aspect_ratio")),
        turn=turn,
        mirrored=mirrored,
        rate=_fraction(video.get("avg_frame_rate")),
        steady=False,
        frames=_count(video.get("nb_frames")),
        declared_frames=_count(video.get("nb_frames")),
        seconds=length,
        interlaced=video.get("field_order") in {"tt", "bb", "tb", "bt"},
        transfer=_word(video.get("color_transfer")),
        primaries=_word(video.get("color_primaries")),
        matrix=_word(video.get("color_space")),
        full_range=video.get("color_range") == "pc" or _word(video.get("pix_fmt")).startswith("yuvj"),
        dolby_vision=_count(dolby.get("dv_profile")),
        audio_index=int(audio["index"]) if audio else None,
        audio_codec=_word(audio.get("codec_name")) if audio else "",
        audio_channels=_count(audio.get("channels")) if audio else 0,
    )


def with_times(source: Source, times: Sequence[float]) -> Source:
    """Return `source` with rate, steadiness, frame count and length taken from the pictures' own times.

    Headers lie or are silent (browsers record WebM without a length; Matroska names any rate).
    `times` are presentation times in seconds, in file order.
    """
    if len(times) < 2:
        return replace(source, frames=len(times), steady=True)
    ordered = sorted(times)
    gaps = [later - earlier for earlier, later in pairwise(ordered)]
    usual = sorted(gaps)[len(gaps) // 2]
    span = ordered[-1] - ordered[0]
    # A pause or two, as at the first picture of many phones, is no reason to call the rate unsteady.
    near = [gap for gap in gaps if abs(gap - usual) <= max(usual * 0.1, _JITTER_SECONDS)]
    steady = len(near) >= 0.96 * len(gaps)
    mean = sum(near) / len(near) if steady else span / len(gaps)
    return replace(
        source,
        frames=len(times),
        rate=Fraction(1 / mean).limit_denominator(1001) if mean > 0 else Fraction(0),
        steady=steady,
        # Sound may go on after the last picture; the film is as long as its pictures.
        seconds=span + usual,
    )


def _is_picture_track(stream: Mapping[str, Any]) -> bool:
    disposition = stream.get("disposition") or {}
    return (
        stream.get("codec_type") == "video"
        and _known(stream)
        and not disposition.get("attached_pic")
        and not disposition.get("timed_thumbnails")
    )


def _known(stream: Mapping[str, Any]) -> bool:
    return _word(stream.get("codec_name")) not in {"", "none"}


def _main(streams: Any) -> Mapping[str, Any] | None:
    def weight(stream: Mapping[str, Any]) -> tuple[bool, int, int, int]:
        return (
            # A track of which not one picture could be read is the last choice.
            _word(stream.get("pix_fmt")) != "",
            _count((stream.get("disposition") or {}).get("default")),
            _count(stream.get("width")) * _count(stream.get("height")),
            -_count(stream.get("index")),
        )

    return max(streams, key=weight, default=None)


def _orientation(stream: Mapping[str, Any]) -> tuple[int, bool]:
    """Return (degrees clockwise to turn, whether to mirror left and right first)."""
    numbers = [int(n) for n in _NUMBER.findall(_matrix_rows(_side_data(stream, "Display Matrix")))]
    if len(numbers) == 9:
        a, b, c, d = (_sign(numbers[i]) for i in (0, 1, 3, 4))
        mirrored = a * d - b * c < 0
        if mirrored:
            a, b = -a, -b
        turn = {(1, 0): 0, (0, 1): 90, (-1, 0): 180, (0, -1): 270}.get((a, b), 0)
        return turn, mirrored
    name = (stream.get("tags") or {}).get("title", "")
    found = _HTC_ROTATION.search(str(name))
    turn = int(found[1]) % 360 if found else 0
    return (turn if turn in (90, 180, 270) else 0), False


def _matrix_rows(data: Mapping[str, Any]) -> str:
    rows = str(data.get("displaymatrix", "")).strip().splitlines()
    return " ".join(row.partition(":")[2] for row in rows)


def _sign(number: int) -> int:
    return 0 if abs(number) < 1 << 14 else (1 if number > 0 else -1)


def _side_data(stream: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
    for data in stream.get("side_data_list") or []:
        if data.get("side_data_type") == kind:
            return data
    return {}


def _shape(value: Any) -> tuple[int, int]:
    ratio = _fraction(str(value).replace(":", "/"))
    return (ratio.numerator, ratio.denominator) if Fraction(1, 8) <= ratio <= 8 else (1, 1)


def _word(value: Any) -> str:
    word = str(value or "")
    return (
        ""
        if word in {"unknown", "reserved", "N/A"} or not word.replace("-", "").replace("_", "").isalnum()
        else word
    )


def _count(value: Any) -> int:
    try:
        return max(0, min(int(value), 10**9))
    except (TypeError, ValueError):
        return 0


def _seconds(value: Any) -> float:
    try:
        seconds = float(value)
    except (TypeError, ValueError):
        return 0.0
    return seconds if 0 < seconds < 10**9 else 0.0


def _fraction(value: Any) -> Fraction:
    try:
        return max(Fraction(str(value)), Fraction(0))
    except (ValueError, ZeroDivisionError):
        return Fraction(0)
