"""PDQ, the published perceptual hash, of a few pictures: the same one again is told from another.

256 bits: grey, smoothed by two passes of a box (Jarosz), 64x64 samples, the 16x16 lowest waves of their
cosine transform but the constant one, each above or below the median. Two hashes of one picture, made
smaller or pressed again, differ in 31 bits at most; those of two pictures in about 128.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from PIL import Image, ImageFilter

SAME = 31  # bits of 256: what PDQ's authors call a match
GOOD = 50  # of 100: below it a picture has too little in it to be told from another
_SIDE, _WAVES = 64, 16
_TABLE = tuple(
    tuple(math.sqrt(2 / _SIDE) * math.cos(math.pi / (2 * _SIDE) * wave * (2 * at + 1)) for at in range(_SIDE))
    for wave in range(1, _WAVES + 1)
)


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One picture's hash as 64 hex digits, first as it is, then mirrored and turned; quality 0 to 100."""

    quality: int
    hashes: tuple[str, ...]

    @property
    def own(self) -> str:
        """The hash of the picture as it is."""
        return self.hashes[0]


def fingerprint(picture: Image.Image) -> Fingerprint:
    """Return the fingerprint of `picture`, of any size and mode."""
    samples = _samples(picture)
    return Fingerprint(_quality(samples), tuple(_hash(turned) for turned in _turned(_waves(samples))))


def of_film(stills: Iterable[Image.Image]) -> list[Fingerprint]:
    """Return the fingerprints of `stills` good enough to be compared, each that looks different once."""
    kept: list[Fingerprint] = []
    for one in map(fingerprint, stills):
        if one.quality >= GOOD and all(apart(one.own, other.own) > SAME for other in kept):
            kept.append(one)
    return kept


def apart(one: str, other: str) -> int:
    """Return in how many bits of 256 two hashes differ. Raises ValueError for what is no hex."""
    return (int(one, 16) ^ int(other, 16)).bit_count()


def _samples(picture: Image.Image) -> list[list[int]]:
    grey = picture.convert("L")
    # A box half as wide as the distance of the samples, and as high.
    box = ImageFilter.BoxBlur(tuple((-(-length // (2 * _SIDE)) - 1) / 2 for length in grey.size))
    small = grey.filter(box).filter(box).resize((_SIDE, _SIDE), Image.Resampling.NEAREST).tobytes()
    return [list(small[row : row + _SIDE]) for row in range(0, _SIDE * _SIDE, _SIDE)]


def _quality(samples: Sequence[Sequence[int]]) -> int:
    """Return how much there is to see: the sum of all steps between neighbours, cut to 100."""
    down = pairwise(samples)
    across = ((row, row[1:]) for row in samples)
    steps = sum(
        abs(one - other) * 100 // 255
        for pairs in (down, across)
        for first, second in pairs
        for one, other in zip(first, second, strict=False)
    )
    return min(100, steps // 90)


def _waves(samples: Sequence[Sequence[int]]) -> list[list[float]]:
    rows = [[math.sumprod(wave, column) for column in zip(*samples, strict=True)] for wave in _TABLE]
    return [[math.sumprod(row, wave) for wave in _TABLE] for row in rows]


def _turned(waves: list[list[float]]) -> Iterable[list[list[float]]]:
    """Yield the waves of the picture, of its mirror images and of all of them laid on their side.

    Mirroring changes the sign of every odd wave; nothing has to be transformed again.
    """
    for first in (waves, [list(column) for column in zip(*waves, strict=True)]):
        for down in (1, -1):
            for across in (1, -1):
                yield [
                    [value * (down if u % 2 == 0 else 1) * (across if v % 2 == 0 else 1)
                     for v, value in enumerate(row)]
                    for u, row in enumerate(first)
                ]  # fmt: skip


def _hash(waves: list[list[float]]) -> str:
    values = [value for row in waves for value in row]
    middle = median(values)
    return f"{sum(1 << at for at, value in enumerate(values) if value > middle):064x}"
