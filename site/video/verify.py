"""Comparing what came out with what was probed: an encoder's exit code proves nothing (S34)."""

from __future__ import annotations

from collections.abc import Mapping

from video import ladder
from video.fragments import Fragmented
from video.source import Source

# Less than this share of the film is not the film any more.
LEAST_SHARE = 0.9
_FORBIDDEN_BOXES = {b"uuid", b"tref", b"chap"}


class WrongOutput(Exception):
    """What was made is not what was asked for. The text says how; nothing of it is stored."""


def whole(frames: int, source: Source) -> bool:
    """Return whether `frames` of output hold the film of `source`."""
    return frames >= max(1, int(LEAST_SHARE * ladder.frames(source)))


def check(files: Mapping[str, Fragmented], source: Source, sizes: Mapping[str, tuple[int, int]]) -> None:
    """Raise WrongOutput unless all renditions are the same film as each other and as `source`.

    Equal frame count and length, the size asked for, upright, an index at the front, no metadata.
    """
    counts = {name: (file.frames, round(file.seconds, 3)) for name, file in files.items()}
    if len(set(counts.values())) != 1:
        raise WrongOutput(f"renditions differ in frames or length: {counts}")
    for name, file in files.items():
        if not whole(file.frames, source):
            raise WrongOutput(f"{name} has {file.frames} frames of {ladder.frames(source)}")
        if abs(file.seconds - file.frames / ladder.rate(source)[0]) > 0.1:
            raise WrongOutput(f"{name} plays {file.frames} frames in {file.seconds:.3f} s")
        if (file.width, file.height) != sizes[name]:
            raise WrongOutput(f"{name} is {file.width}x{file.height}, not {sizes[name]}")
        if file.turned:
            raise WrongOutput(f"{name} asks the player to turn it")
        if not file.indexed:
            raise WrongOutput(f"{name} has no index at the front")
        if found := file.notes | (file.boxes & _FORBIDDEN_BOXES):
            raise WrongOutput(f"{name} carries {sorted(found)}")
