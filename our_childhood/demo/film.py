"""From a story to a film file: draw, listen, encode, and write down what is heard."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from our_childhood.demo.shapes import BOILS, Sheet, grain
from our_childhood.demo.sound import Track
from our_childhood.demo.stories import Story

FRAMES_A_SECOND = 12
BOIL_EVERY = 3  # frames: the paper is cut anew four times a second


def frames(story: Story) -> Iterator[Image.Image]:
    """Yield each frame of the story, in order, at its own size."""
    width, height = story.size
    texture = grain(width, height)
    backs: list[Image.Image | None] = []
    for boil in range(BOILS):
        sheet = Sheet(width, height, boil=boil)
        if story.backdrop:
            story.backdrop(sheet)
        backs.append(sheet.image if story.backdrop else None)
    for number in range(round(story.seconds * FRAMES_A_SECOND)):
        boil = number // BOIL_EVERY % BOILS
        sheet = Sheet(width, height, boil=boil, under=backs[boil])
        story.draw(sheet, number / FRAMES_A_SECOND)
        yield sheet.finished(texture)


def frame(story: Story, t: float) -> Image.Image:
    """One frame of the story, `t` seconds in."""
    width, height = story.size
    sheet = Sheet(width, height)
    if story.backdrop:
        story.backdrop(sheet)
    story.draw(sheet, t)
    return sheet.finished(grain(width, height))


def make(story: Story, into: Path, *, ffmpeg: str | Path) -> Path:
    """Draw and encode the story as an .mp4 at `into`, as a phone would have sent it.

    Raises subprocess.CalledProcessError, with ffmpeg's words, when encoding fails.
    """
    width, height = story.size
    with tempfile.TemporaryDirectory() as folder:
        heard = Path(folder) / "sound.wav"
        track = Track(story.seconds)
        story.hear(track)
        track.save(heard)
        command = [
            str(ffmpeg), "-v", "error", "-y",
            "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}",
            "-r", str(FRAMES_A_SECOND), "-i", "pipe:0",
            "-i", str(heard),
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "17", "-pix_fmt", "yuv420p",
            "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
            "-vf", "scale=out_color_matrix=bt709:out_range=tv",
            "-c:a", "aac", "-b:a", "128k", "-shortest", "-movflags", "+faststart", str(into),
        ]  # fmt: skip
        with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as encoder:
            assert encoder.stdin is not None
            assert encoder.stderr is not None
            try:
                for picture in frames(story):
                    encoder.stdin.write(picture.tobytes())
                encoder.stdin.close()
            except BrokenPipeError:
                pass  # ffmpeg says why below
            words = encoder.stderr.read()
        if encoder.returncode:
            raise subprocess.CalledProcessError(encoder.returncode, command, stderr=words)
    return into


def captions(story: Story) -> str:
    """The story's cues as WebVTT."""
    parts = ["WEBVTT"]
    parts += [f"{_clock(start)} --> {_clock(end)}\n{text}" for start, end, text in story.cues]
    return "\n\n".join(parts) + "\n"


def transcript(story: Story) -> str:
    """What is heard and read, one thing a line."""
    return "\n".join(text for _start, _end, text in story.cues)


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{round((seconds - whole) * 1000):03}"
