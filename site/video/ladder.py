"""The one table of what is made of a film, and the sizes that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from video.source import Source

KEY_SECONDS = 4
MOST_RATE = Fraction(30)
LEAST_RATE = Fraction(10)
LONGEST_SIDE = 2560


@dataclass(frozen=True, slots=True)
class Step:
    """One rendition: short side in pixels, the encoder's preset and quality, peak in bits a second."""

    codec: str
    side: int
    preset: str
    quality: int
    peak: int

    @property
    def name(self) -> str:
        """File name without its ending, the same in every run."""
        return f"{self.codec}-{self.side}"


# Measured in tests/bench/transcode.py; the reasons are in docs/adr/0011.
LADDER = (
    Step("h264", 720, "superfast", 24, 3_040_000),
    Step("h264", 480, "superfast", 24, 1_470_000),
    Step("h264", 360, "superfast", 24, 1_040_000),
    Step("h264", 240, "superfast", 25, 520_000),
    Step("av1", 720, "9", 40, 2_000_000),
    Step("av1", 480, "9", 40, 1_000_000),
)
# What reviewers see first: it costs a sixth of the ladder, and a refused film never costs more (§3.3).
PREVIEW = Step("h264", 480, "superfast", 27, 1_470_000)


def steps_for(source: Source, table: tuple[Step, ...] = LADDER) -> tuple[Step, ...]:
    """Return the steps of `table` that do not enlarge the film; a tiny film keeps its own size.

    Short sides of an odd number of pixels lose one: encoders want even ones.
    """
    side = source.short_side
    fitting = tuple(step for step in table if step.side <= side)
    if fitting:
        return fitting
    smallest = min(step.side for step in table)
    return tuple(fit(step, side) for step in table if step.side == smallest)


def fit(step: Step, side: int) -> Step:
    """Return `step` no larger than `side` pixels."""
    return Step(step.codec, max(2, min(step.side, side) // 2 * 2), step.preset, step.quality, step.peak)


def size(source: Source, side: int) -> tuple[int, int]:
    """Return the upright (width, height) in pixels at the short side `side`: even, in proportion, bounded."""
    width, height = source.upright
    share = min(side / min(width, height), LONGEST_SIDE / max(width, height))
    return _even(width * share), _even(height * share)


def rate(source: Source) -> tuple[Fraction, int]:
    """Return the output's frames a second and how many source frames make one: 60 is halved.

    An unsteady film goes to 30, a very slow one to 10.
    """
    if not source.steady:
        return MOST_RATE, 1
    # 29.97 and 30.02 are both thirty to a camera.
    keep = max(1, -(-source.rate // (MOST_RATE * Fraction(21, 20))))
    return min(MOST_RATE, max(LEAST_RATE, source.rate / keep)), int(keep)


def frames(source: Source) -> int:
    """Return how many frames each rendition will have."""
    return max(1, round(source.seconds * rate(source)[0]))


def _even(length: float) -> int:
    return max(2, round(length / 2) * 2)
