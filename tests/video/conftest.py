"""Clips made here, each once, and the shared corpus where it lies beside the checkout."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from video import binaries
from video.source import Source, parse, with_times

CORPUS = settings.ROOT.parent / "shared" / "corpus"
Clip = Callable[..., Path]

# Four plain quarters, so that every turn and mirror can be told from one pixel each.
QUARTERS = (
    "color=red:s=160x90:r=30,pad=320:180:0:0:color=lime[a];color=blue:s=160x90:r=30[b];"
    "color=white:s=160x90:r=30[c];[a][b]overlay=0:90[d];[d][c]overlay=160:90"
)


@pytest.fixture(scope="session")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    """`clip("name.mp4", picture="testsrc2=…", options=(…))` makes a clip with ffmpeg, once a session."""
    folder = tmp_path_factory.mktemp("clips")

    @cache
    def make(
        name: str,
        picture: str = "testsrc2=s=640x360:r=30",
        sound: str = "sine=f=440:r=44100",
        seconds: float = 1.0,
        options: tuple[str, ...] = (),
        before: tuple[str, ...] = (),
    ) -> Path:
        path = folder / name
        run = [str(binaries.ffmpeg()), "-v", "error", "-y", *before, "-f", "lavfi", "-i", picture]
        if sound:
            run += ["-f", "lavfi", "-i", sound]
        chosen = options or ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
        subprocess.run([*run, "-t", str(seconds), *chosen, str(path)], check=True)
        return path

    return make


@pytest.fixture(scope="session")
def turned(clip: Clip) -> Callable[[Path, int], Path]:
    """`turned(path, -90)` is the same film with a note to the player to turn it, as phones write."""

    def turn(path: Path, degrees: int, *, flip: bool = False) -> Path:
        out = path.with_name(f"{path.stem}-turned{degrees}{'-flipped' if flip else ''}.mp4")
        notes = ["-display_rotation:v:0", str(degrees), *(["-display_hflip:v:0"] if flip else [])]
        subprocess.run(
            [str(binaries.ffmpeg()), "-v", "error", "-y", *notes, "-i", str(path), "-c", "copy", str(out)],
            check=True,
        )
        return out

    return turn


@pytest.fixture
def frame() -> Callable[..., Any]:
    """`frame(path, at=0)` is one decoded picture of a film of ours."""
    from PIL import Image

    def decode(path: Path, *, at: int = 0) -> Image.Image:
        probe = subprocess.run(
            [str(binaries.ffprobe()), "-v", "error", "-select_streams", "v", "-show_entries",
             "stream=width,height", "-of", "csv=p=0", str(path)],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        width, height = (int(number) for number in probe.stdout.strip().split(",")[:2])
        raw = subprocess.run(
            [str(binaries.ffmpeg()), "-v", "error", "-noautorotate", "-i", str(path), "-vf",
             f"select=gte(n\\,{at})", "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"],
            check=True, capture_output=True,
        )  # fmt: skip
        return Image.frombytes("RGB", (width, height), raw.stdout)

    return decode


def expectations() -> list[tuple[str, str]]:
    """Return (file, expected) of the shared corpus; nothing where it is not there."""
    manifest = CORPUS / "manifest.tsv"
    if not manifest.exists():
        return []
    with manifest.open() as opened:
        return [(row["file"], row["expected"]) for row in csv.DictReader(opened, delimiter="\t")]


def source(*, times: list[float] | None = None, stream: dict[str, Any] | None = None, **more: Any) -> Source:
    """Return the Source of a phone's film as ffprobe describes it, changed as asked."""
    answer = {
        "streams": [
            {
                "index": 0,
                "codec_type": "video",
                "codec_name": "h264",
                "width": 1920,
                "height": 1080,
                "pix_fmt": "yuv420p",
                "sample_aspect_ratio": "1:1",
                "color_range": "tv",
                "color_space": "bt709",
                "color_transfer": "bt709",
                "color_primaries": "bt709",
                "avg_frame_rate": "30/1",
                "field_order": "progressive",
                "nb_frames": "60",
                "duration": "2.0",
                "disposition": {"default": 1},
                **(stream or {}),
            },
            {"index": 1, "codec_type": "audio", "codec_name": "aac", "channels": 2},
        ],
        "format": {"duration": "2.0"},
        **more,
    }
    parsed = parse(answer, container="mov")
    return with_times(parsed, times or [n / 30 for n in range(60)])
