"""Asking ffprobe about a stranger's file, confined and told which demuxer to use (S33)."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from video import binaries, sandbox
from video.decide import Limits, refuse_header, refuse_times
from video.enums import Refusal
from video.refusals import Refused
from video.sniff import Container, sniff
from video.source import Source, parse, with_times

_HEADER = sandbox.Limits(cpu_seconds=30, wall_seconds=60, answer_bytes=4 * 1024**2)
# One line of times a picture, for the most pictures that could still be taken, and more.
_TIMES = sandbox.Limits(cpu_seconds=60, wall_seconds=180, answer_bytes=4 * 1024**2)


def examine(path: Path, limits: Limits, *, tick: Callable[[], None] | None = None) -> Source:
    """Return what the file at `path` is. Raises Refused with the reason when it is not taken.

    Cheapest first: our own look at the bytes, then the header, then the times of all pictures.
    No picture is decoded beyond what the header needs.
    """
    container = sniff(path, most_bytes=limits.most_bytes)
    if isinstance(container, Refusal):
        raise Refused(container)
    source = _header(path, container, tick)
    if refusal := refuse_header(source, limits):
        raise Refused(refusal)
    source = with_times(source, _times(path, container, source, tick))
    if refusal := refuse_times(source, limits):
        raise Refused(refusal)
    return source


def _header(path: Path, container: Container, tick: Callable[[], None] | None) -> Source:
    finished = _ask(path, container, ["-show_streams", "-show_format", "-of", "json"], _HEADER, tick)
    if finished.code != 0:
        raise Refused(Refusal.UNREADABLE)
    try:
        answer = json.loads(finished.answer)
    except ValueError as error:
        raise Refused(Refusal.UNREADABLE) from error
    return parse(answer, container=container.value)


def _times(path: Path, container: Container, source: Source, tick: Callable[[], None] | None) -> list[float]:
    wanted = [
        "-select_streams",
        str(source.video_index),
        "-show_entries",
        "packet=pts_time,dts_time",
        "-of",
        "csv=p=0",
    ]
    try:
        finished = _ask(path, container, wanted, _TIMES, tick)
    except sandbox.LimitReached as error:
        raise Refused(Refusal.TOO_MANY_FRAMES) from error
    times = []
    for line in finished.answer.decode("ascii", "replace").splitlines():
        moment = next((word for word in line.split(",") if word and word != "N/A"), None)
        try:
            times.append(float(moment or ""))
        except ValueError:
            continue
    return times


def _ask(
    path: Path,
    container: Container,
    question: list[str],
    limits: sandbox.Limits,
    tick: Callable[[], None] | None,
) -> sandbox.Finished:
    argv = [str(binaries.ffprobe()), "-v", "error", "-f", container.value, "-protocol_whitelist", "file"]
    return sandbox.run([*argv, *question, "-i", f"file:{path}"], read=[path], limits=limits, tick=tick)
