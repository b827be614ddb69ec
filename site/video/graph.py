"""What ffmpeg is asked to do, built as a graph: one decode, one upright SDR picture, every size from it.

Pure: a Source and steps in, arguments out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import ffmpeg

from video import flash, ladder
from video.ladder import Step
from video.source import Source

STILLS = 12
AUDIO_HZ = 48_000
# What `superfast` leaves out and is worth its time: bits go where later pictures are made of them.
_X264 = "mbtree=1:rc-lookahead=10:partitions=i8x8,i4x4"
TARGET_LUFS = -16.0
# Beyond this a quiet recording is room noise, and a loud one is a mistake in measuring.
MOST_GAIN_DB = 18.0
SILENCE_LUFS = -55.0
_REFERENCE_WHITE_NITS = 203
_TURNS: dict[int, list[tuple[str, ...]]] = {
    0: [],
    90: [("transpose", "clock")],
    180: [("hflip",), ("vflip",)],
    270: [("transpose", "cclock")],
}
_WIDE_PRIMARIES = {"bt2020", "smpte432", "smpte431"}


@dataclass(frozen=True, slots=True)
class Findings:
    """What the preview learnt and the ladder uses: loudness in LUFS (None: no sound), the poster's frame."""

    loudness: float | None = None
    poster_frame: int = 0
    damaged: bool = False


def preview(path: Path, source: Source, folder: Path, cover: Path | None = None) -> list[str]:
    """Return ffmpeg's arguments for preview.mp4, the raw stills of contact sheet and poster, and flash.rgb.

    `cover` is a raw RGB picture of the preview's size, shown instead of the film's own; it does not flash.
    """
    step = ladder.fit(ladder.PREVIEW, source.short_side)
    shown, sound = _opened(path, source, ladder.size(source, step.side), cover)
    seen, sampled, *small = _split(shown, 3 if cover is None else 2)
    every = max(1, ladder.frames(source) // STILLS)
    stills = sampled.filter("framestep", every)
    streams = [seen]
    if sound is not None:
        measured = _stereo(sound).filter("ebur128", framelog="quiet").filter("dynaudnorm", f=250, g=15)
        streams.append(measured)
    outputs = [
        ffmpeg.output(
            *streams,
            _target(folder / "preview.mp4"),
            **_video(step, source),
            **(_audio("80k") if sound is not None else {}),
            **_container("mp4", source),
            movflags="+faststart",
        ),
        _raw(stills, folder / "stills.rgb", STILLS if cover is None else 1),
        *(
            _raw(one.filter("scale", *flash.SIZE, flags="area"), folder / "flash.rgb", ladder.frames(source))
            for one in small
        ),
    ]
    return _arguments(outputs)


def renditions(
    path: Path,
    source: Source,
    steps: Sequence[Step],
    folder: Path,
    findings: Findings,
    cover: Path | None = None,
) -> list[str]:
    """Return ffmpeg's arguments for every step's single-file fMP4 and the raw poster, from one decode.

    `cover` is a raw RGB picture of the largest step's size, shown instead of the film's own.
    """
    sides = sorted({step.side for step in steps}, reverse=True)
    current, sound = _opened(path, source, ladder.size(source, sides[0]), cover)
    per_side: dict[int, list[Any]] = {}
    poster: Any = None
    for index, side in enumerate(sides):
        if index:
            # Each size from the one above it: a quarter of the pixels to read.
            current = current.filter("scale", *ladder.size(source, side), flags="bicubic")
        users = sum(step.side == side for step in steps)
        last = index == len(sides) - 1
        *branches, current = _split(current, users + (index == 0) + (not last)) + ([None] if last else [])
        if index == 0:
            poster = branches.pop()
        per_side[side] = branches
    sounds = _sounds(sound, findings, len(steps))
    outputs = []
    for step in steps:
        streams = [per_side[step.side].pop()]
        if sounds:
            streams.append(sounds.pop())
        outputs.append(
            ffmpeg.output(
                *streams,
                _target(folder / f"{step.name}.mp4"),
                **_video(step, source),
                **(_audio("96k" if step.side >= 480 else "80k") if sound is not None else {}),
                **_container("mp4", source),
                movflags="+cmaf+frag_keyframe+delay_moov+global_sidx",
            )
        )
    at = min(findings.poster_frame, ladder.frames(source) - 1)
    still = poster.filter("trim", start_frame=at, end_frame=at + 1)
    outputs.append(_raw(still, folder / "poster.rgb", 1))
    return _arguments(outputs)


def gain(loudness: float | None) -> float:
    """Return the decibels that bring sound of `loudness` (LUFS) to the target; none for silence."""
    if loudness is None or loudness < SILENCE_LUFS:
        return 0.0
    return max(-MOST_GAIN_DB, min(MOST_GAIN_DB, TARGET_LUFS - loudness))


def _opened(path: Path, source: Source, size: tuple[int, int], cover: Path | None) -> tuple[Any, Any]:
    """Return the upright picture at `size` and the sound (None: there is none)."""
    picture, sound = _input(path, source)
    if cover is None:
        return _upright(picture, source, size), sound
    # The film's own picture is left unmapped: no decoder reads it, no filter sees it.
    return _covered(cover, source, size), sound


def _covered(cover: Path, source: Source, size: tuple[int, int]) -> Any:
    still = ffmpeg.input(
        f"file:{cover}",
        f="rawvideo",
        pixel_format="rgb24",
        video_size=size,
        framerate=_ratio(ladder.rate(source)[0]),
        protocol_whitelist="file",
    )
    picture = still.filter("scale", *size, out_color_matrix="bt709", out_range="tv")
    picture = picture.filter("format", "yuv420p").filter("loop", loop=ladder.frames(source) - 1, size=1)
    return _tagged(picture)


def _input(path: Path, source: Source) -> tuple[Any, Any]:
    opened = ffmpeg.input(
        f"file:{path}",
        f=source.container,
        protocol_whitelist="file",
        threads=1,
        noautorotate=None,
        err_detect="ignore_err",
        max_error_rate=1,
    )
    sound = None if source.audio_index is None else opened[str(source.audio_index)]
    return opened[str(source.video_index)], sound


def _upright(picture: Any, source: Source, upright: tuple[int, int]) -> Any:
    """Steady, progressive, small, SDR, upright: in the order in which the least is computed."""
    rate, keep = ladder.rate(source)
    if source.interlaced:
        picture = picture.filter("bwdif", mode="send_frame", parity="auto", deint="all")
    if keep > 1:
        picture = picture.filter("framestep", keep)
    picture = picture.filter("fps", fps=_ratio(rate), start_time=0)
    stored = upright[::-1] if source.turn in (90, 270) else upright
    picture = _tone_mapped(picture, source, stored) if _wide(source) else _limited(picture, source, stored)
    if source.mirrored:
        picture = picture.filter("hflip")
    for name, *arguments in _TURNS[source.turn]:
        picture = picture.filter(name, *arguments)
    return _tagged(picture)


def _tagged(picture: Any) -> Any:
    # Mastering data, captions and orientation ride on the frames; none of it may come out.
    return (
        picture.filter("setsar", "1")
        .filter(
            "setparams",
            range="tv",
            color_primaries="bt709",
            color_trc="bt709",
            colorspace="bt709",
            field_mode="prog",
        )
        .filter("sidedata", mode="delete")
    )


def _wide(source: Source) -> bool:
    return source.hdr or source.primaries in _WIDE_PRIMARIES


def _limited(picture: Any, source: Source, stored: tuple[int, int]) -> Any:
    options: dict[str, Any] = {"flags": "bicubic", "out_color_matrix": "bt709", "out_range": "tv"}
    if not source.matrix:
        options["in_color_matrix"] = "bt709" if source.short_side >= 720 else "bt601"
    if source.full_range:
        options["in_range"] = "pc"
    return picture.filter("scale", *stored, **options).filter("format", "yuv420p")


def _tone_mapped(picture: Any, source: Source, stored: tuple[int, int]) -> Any:
    # Small first: the way through linear light is the dearest step there is.
    picture = picture.filter("scale", *stored, flags="bicubic").filter("format", "yuv420p10le")
    told = {
        "tin": source.transfer or "bt709",
        "pin": source.primaries or "bt2020",
        "min": source.matrix or "bt2020nc",
        "rin": "full" if source.full_range else "limited",
    }
    picture = picture.filter("zscale", t="linear", npl=_REFERENCE_WHITE_NITS, **told)
    picture = picture.filter("format", "gbrpf32le").filter("zscale", p="bt709")
    if source.hdr:
        picture = picture.filter("tonemap", tonemap="mobius", param=0.3, desat=0, peak=5)
    return picture.filter("zscale", t="bt709", m="bt709", r="limited", dither="ordered").filter(
        "format", "yuv420p"
    )


def _stereo(sound: Any) -> Any:
    # Gaps become silence and the start lines up with the picture's.
    return sound.filter("aresample", AUDIO_HZ, **{"async": 1, "first_pts": 0}).filter(
        "aformat", sample_fmts="fltp", channel_layouts="stereo"
    )


def _sounds(sound: Any, findings: Findings, users: int) -> list[Any]:
    if sound is None:
        return []
    heard = _stereo(sound).filter("volume", f"{gain(findings.loudness):.2f}dB")
    heard = heard.filter("alimiter", limit=0.84, level=0, latency=1)
    return _split(heard, users, "asplit")


def _split(stream: Any, users: int, name: str = "split") -> list[Any]:
    if users == 1:
        return [stream]
    branches = stream.filter_multi_output(name, users)
    return [branches[index] for index in range(users)]


def encoder(step: Step, *, rate: Fraction) -> dict[str, Any]:
    """Return the encoder's options for `step` at `rate` frames a second."""
    options: dict[str, Any] = {
        "g": round(ladder.KEY_SECONDS * rate),
        "preset": step.preset,
        "crf": step.quality,
    }
    if step.codec == "h264":
        # One thread a rendition: side by side they fill the cores, and the bytes never differ.
        return options | {
            "c:v": "libx264",
            "threads:v": 1,
            "sc_threshold": 0,
            "maxrate": step.peak,
            "bufsize": 2 * step.peak,
            "x264-params": _X264,
            "a53cc": 0,
        }
    return options | {"c:v": "libsvtav1", "svtav1-params": f"lp=1:mbr={step.peak // 1000}"}


def _video(step: Step, source: Source) -> dict[str, Any]:
    return encoder(step, rate=ladder.rate(source)[0]) | {
        "pix_fmt": "yuv420p",
        "color_range": "tv",
        "colorspace": "bt709",
        "color_primaries": "bt709",
        "color_trc": "bt709",
        "flags:v": "+bitexact",
    }


def _audio(rate: str) -> dict[str, Any]:
    # ffmpeg's own words on this coder: better and much faster, but for very low rates.
    return {"c:a": "aac", "aac_coder": "fast", "b:a": rate, "ar": AUDIO_HZ, "ac": 2, "flags:a": "+bitexact"}


def _container(name: str, source: Source) -> dict[str, Any]:
    """Nothing of the original's strings, and an end that no film can put off."""
    return {
        "f": name,
        "map_metadata": -1,
        "map_chapters": -1,
        "fflags": "+bitexact",
        "t": f"{float(Fraction(ladder.frames(source)) / ladder.rate(source)[0]):.6f}",
    }


def _raw(stream: Any, path: Path, most: int) -> Any:
    return ffmpeg.output(
        stream, _target(path), f="rawvideo", pix_fmt="rgb24", **{"c:v": "rawvideo", "frames:v": most}
    )


def _target(path: Path) -> str:
    return f"file:{path}"


def _arguments(outputs: list[Any]) -> list[str]:
    return [
        *("-hide_banner", "-nostdin", "-nostats", "-y", "-benchmark"),
        *("-loglevel", "level+verbose", "-filter_complex_threads", "1"),
        *ffmpeg.get_args(ffmpeg.merge_outputs(*outputs)),
    ]


def _ratio(rate: Fraction) -> str:
    return f"{rate.numerator}/{rate.denominator}"
