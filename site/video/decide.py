"""Whether a film is taken, decided from numbers alone and before anything is decoded (S35)."""

from __future__ import annotations

from dataclasses import dataclass

from video.enums import Refusal
from video.source import Source

FEWEST_FRAMES = 2
# Dolby Vision 5 has no picture an ordinary decoder can show in true colours.
_DOLBY_VISION_ALONE = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """What is taken. Seconds, bytes, pixels a frame, frames a second and pixels in the whole film."""

    least_seconds: float = 0.5
    most_seconds: float = 125.0
    most_bytes: int = 1024**3
    most_pixels: int = 40_000_000
    most_frames: int = 240 * 125
    # Two minutes of 4K at 120 a second, the most a phone films: what a decoder may be asked to do.
    most_decoded_pixels: int = 130_000_000_000


def refuse_header(source: Source, limits: Limits) -> Refusal | None:
    """Return why the film is refused by its header, or None; reads no picture."""
    if source.video_index is None:
        return Refusal.NO_VIDEO
    if source.dolby_vision == _DOLBY_VISION_ALONE:
        return Refusal.UNREADABLE
    if source.width * source.height > limits.most_pixels:
        return Refusal.PICTURE_TOO_LARGE
    if source.width < 2 or source.height < 2 or not source.pixel_format:
        return Refusal.UNREADABLE
    if source.seconds > limits.most_seconds:
        return Refusal.TOO_LONG
    return None


def refuse_times(source: Source, limits: Limits) -> Refusal | None:
    """Return why the film is refused once its pictures have been counted, or None."""
    if refusal := refuse_header(source, limits):
        return refusal
    if source.frames == 0:
        return Refusal.UNREADABLE
    if source.declared_frames and source.frames < 0.9 * source.declared_frames:
        # The index promises pictures that never arrived.
        return Refusal.INCOMPLETE
    if source.frames < FEWEST_FRAMES or source.seconds < limits.least_seconds:
        return Refusal.TOO_SHORT
    if source.frames > limits.most_frames:
        return Refusal.TOO_MANY_FRAMES
    if source.frames * source.width * source.height > limits.most_decoded_pixels:
        return Refusal.TOO_MANY_FRAMES
    return None
