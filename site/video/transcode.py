"""From a stranger's file to safe renditions on local disk: examine, preview, ladder. Knows no database."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from video import (
    binaries,
    fingerprints,
    flash,
    fragments,
    graph,
    hiding,
    ladder,
    packaging,
    pictures,
    sandbox,
    verify,
)
from video.enums import Refusal, RenditionKind
from video.fingerprints import Fingerprint
from video.flash import Flash
from video.graph import Findings
from video.hiding import Hidden
from video.ladder import Step
from video.probe import examine
from video.refusals import Refused
from video.source import Source

__all__ = ["Failed", "Findings", "Made", "Preview", "Used", "examine", "make_ladder", "make_preview"]

Tick = Callable[[], None]

_PREVIEW = sandbox.Limits(cpu_seconds=900, wall_seconds=1800, file_bytes=256 * 1024**2)
_LADDER = sandbox.Limits(cpu_seconds=3600, wall_seconds=5400, file_bytes=256 * 1024**2)
_DECODED = re.compile(
    r"Input stream #\d+:\d+ \(video\): (\d+) packets read .*?; (\d+) frames decoded(?:; (\d+) decode errors)?"
)
_LOUDNESS = re.compile(r"I:\s+(-?[\d.]+) LUFS")
_BENCH = re.compile(r"bench: utime=([\d.]+)s stime=([\d.]+)s")
_PEAK = re.compile(r"bench: maxrss=(\d+)")


class Failed(Exception):
    """ffmpeg failed for a reason that is not the film's; trying again may help."""


@dataclass(frozen=True, slots=True)
class Used:
    """What one run took: CPU seconds and peak resident bytes, as ffmpeg itself measured."""

    cpu_seconds: float
    peak_bytes: int


@dataclass(frozen=True, slots=True)
class Made:
    """One produced file: pixels, frames, milliseconds and bits a second where it has them."""

    kind: RenditionKind
    path: Path
    content_type: str
    codec: str = ""
    width: int = 0
    height: int = 0
    frames: int = 0
    duration_ms: int = 0
    bits_per_second: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """What reviewers see first, and what was learnt on the way; of a hidden picture nothing is."""

    files: tuple[Made, ...]
    findings: Findings
    used: Used
    flashes: tuple[Flash, ...]
    fingerprints: tuple[Fingerprint, ...]


def make_preview(
    path: Path, source: Source, folder: Path, *, hidden: Hidden = hiding.NOTHING, tick: Tick | None = None
) -> Preview:
    """Make preview.mp4, contact-sheet.jpg and poster.jpg of the film at `path` in `folder`.

    What is `hidden` is in none of them (S7). Raises Refused when the film cannot be decoded, Failed or
    sandbox.LimitReached when the work could not be done, sandbox.Held when nothing may be run.
    """
    source = hiding.heard(source, hidden)
    size = ladder.size(source, ladder.fit(ladder.PREVIEW, source.short_side).side)
    with _cover(folder, size, hidden) as cover:
        asked = graph.preview(path, source, folder, cover)
        said, used = _run(asked, path, folder, _PREVIEW, tick, _pictures_to_read(source, hidden))
    film = folder / "preview.mp4"
    found = fragments.read_whole(film)
    if not verify.whole(found.frames, source):
        # The index promised more than could be shown.
        raise Refused(Refusal.INCOMPLETE)
    stills = pictures.raw_frames(folder / "stills.rgb", *size)
    if not stills:
        raise Failed("no still picture was made")
    (folder / "stills.rgb").unlink()
    chosen = pictures.best(stills)
    pictures.save(pictures.contact_sheet(stills), folder / "contact-sheet.jpg", quality=80)
    pictures.save_poster(stills[chosen], folder / "poster.jpg")
    every = max(1, ladder.frames(source) // graph.STILLS)
    loudness = _LOUDNESS.findall(said)
    findings = Findings(
        loudness=float(loudness[-1]) if loudness and source.audio_index is not None else None,
        poster_frame=chosen * every,
        damaged=not hidden.picture and _decoded(said)[2] > 0,
    )
    files = (
        Made(
            RenditionKind.PREVIEW,
            film,
            "video/mp4",
            "h264",
            *size,
            frames=found.frames,
            duration_ms=round(found.seconds * 1000),
            bits_per_second=round(8 * film.stat().st_size / max(0.001, found.seconds)),
        ),
        _picture(RenditionKind.CONTACT_SHEET, folder / "contact-sheet.jpg"),
        _picture(RenditionKind.POSTER, folder / "poster.jpg"),
    )
    return Preview(
        files,
        findings,
        used,
        flashes=() if hidden.picture else _flashes(folder, source),
        # All voices alone would look the same.
        fingerprints=() if hidden.picture else tuple(fingerprints.of_film(stills)),
    )


def _flashes(folder: Path, source: Source) -> tuple[Flash, ...]:
    small = folder / "flash.rgb"
    found = flash.find(small, ladder.rate(source)[0])
    small.unlink()
    return tuple(found)


def make_ladder(
    path: Path,
    source: Source,
    findings: Findings,
    folder: Path,
    *,
    table: tuple[Step, ...] = ladder.LADDER,
    hidden: Hidden = hiding.NOTHING,
    tick: Tick | None = None,
) -> tuple[tuple[Made, ...], Used]:
    """Make every rendition of `table` that fits, its playlists, poster.jpg and thumbnail.webp, in `folder`.

    What is `hidden` is in none of them (S7). Raises as make_preview, and verify.WrongOutput when the
    renditions are not one and the same film.
    """
    source = hiding.heard(source, hidden)
    steps = ladder.steps_for(source, table)
    top = ladder.size(source, max(step.side for step in steps))
    with _cover(folder, top, hidden) as cover:
        asked = graph.renditions(path, source, steps, folder, findings, cover)
        _, used = _run(asked, path, folder, _LADDER, tick, _pictures_to_read(source, hidden))
    files = {step.name: fragments.read(folder / f"{step.name}.mp4") for step in steps}
    verify.check(files, source, {step.name: ladder.size(source, step.side) for step in steps})
    rate = ladder.rate(source)[0]
    streams = [packaging.Stream(step.name, files[step.name], rate) for step in steps]
    made = [_stream(step, files[step.name], folder) for step in steps]
    made += [
        _playlist(folder / f"{stream.name}.m3u8", packaging.media_playlist(stream)) for stream in streams
    ]
    made.append(_playlist(folder / "master.m3u8", packaging.master_playlist(streams)))
    (still,) = pictures.raw_frames(folder / "poster.rgb", *top)
    (folder / "poster.rgb").unlink()
    pictures.save_poster(still, folder / "poster.jpg")
    pictures.save_thumbnail(still, folder / "thumbnail.webp")
    made.append(_picture(RenditionKind.POSTER, folder / "poster.jpg"))
    made.append(_picture(RenditionKind.THUMBNAIL, folder / "thumbnail.webp"))
    return tuple(made), used


@contextmanager
def _cover(folder: Path, size: tuple[int, int], hidden: Hidden) -> Iterator[Path | None]:
    """Lay the raw picture that stands in for a hidden one into `folder`, for as long as it is needed."""
    if not hidden.picture:
        yield None
        return
    path = folder / "cover.rgb"
    path.write_bytes(hiding.cover(*size).tobytes())
    try:
        yield path
    finally:
        path.unlink()


def _pictures_to_read(source: Source, hidden: Hidden) -> int:
    """Return how many pictures of the film must be readable: less than half is no film any more."""
    return 0 if hidden.picture else max(2, source.frames // 2)


def _run(
    arguments: Sequence[str],
    path: Path,
    folder: Path,
    limits: sandbox.Limits,
    tick: Tick | None,
    least_pictures: int,
) -> tuple[str, Used]:
    finished = sandbox.run(
        [str(binaries.ffmpeg()), *arguments], read=[path], write=folder, limits=limits, tick=tick
    )
    said = finished.errors
    packets, decoded, _ = _decoded(said)
    if (finished.code != 0 or packets) and decoded < least_pictures:
        raise Refused(Refusal.UNREADABLE)
    if finished.code != 0:
        raise Failed(f"ffmpeg ended with {finished.code}: {_reasons(said)}")
    bench, peak = _BENCH.search(said), _PEAK.search(said)
    return said, Used(
        cpu_seconds=float(bench[1]) + float(bench[2]) if bench else 0.0,
        peak_bytes=int(peak[1]) * 1024 if peak else 0,
    )


def _decoded(said: str) -> tuple[int, int, int]:
    """Return (packets read, frames decoded, errors) of the picture track."""
    found = _DECODED.search(said)
    return (int(found[1]), int(found[2]), int(found[3] or 0)) if found else (0, 0, 0)


def _reasons(said: str) -> str:
    # Errors only: at lower levels ffmpeg repeats the film's own metadata, which no log may hold (S3).
    lines = [line for line in said.splitlines() if "[error]" in line or "[fatal]" in line]
    return " | ".join(lines[-4:])[-500:]


def _stream(step: Step, file: fragments.Fragmented, folder: Path) -> Made:
    return Made(
        RenditionKind.STREAM,
        folder / f"{step.name}.mp4",
        "video/mp4",
        step.codec,
        file.width,
        file.height,
        file.frames,
        round(file.seconds * 1000),
        file.bits_per_second()[0],
    )


def _playlist(path: Path, text: str) -> Made:
    path.write_text(text, encoding="ascii")
    kind = RenditionKind.MASTER_PLAYLIST if path.name == "master.m3u8" else RenditionKind.MEDIA_PLAYLIST
    return Made(kind, path, "application/vnd.apple.mpegurl")


def _picture(kind: RenditionKind, path: Path) -> Made:
    from PIL import Image

    with Image.open(path) as opened:
        return Made(kind, path, opened.get_format_mimetype() or "", "", *opened.size)
