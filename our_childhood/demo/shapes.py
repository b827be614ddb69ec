"""Paper, scissors and ink: a sheet on which everything is cut a little crooked."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PIL import Image, ImageChops, ImageDraw

Point = tuple[float, float]

INK = "#1B1340"
PAPER = "#FFFBF2"
WHITE = "#FFFFFF"
MARIGOLD = "#FFC533"
PLUM = "#5B2A86"
SEA = "#085A60"
LEAF = "#14603A"
CORAL = "#FF7A66"
ROSE = "#FFD3DC"
MINT = "#BFEBD9"
LILAC = "#E9DDF7"
SKY = "#CFE6FF"
MUTE = "#544E6B"
MEADOW = "#3E9A68"
DUSK = "#3A2A78"
STONE = "#B9B2CC"
CARDBOARD = "#D9A66B"

FINE = 2  # drawn this many times larger, then made smaller: smooth edges
BOILS = 3  # how many crooked versions of each shape take turns


class Sheet:
    """A sheet of `width` x `height` pixels. `boil` picks which crooked version of shapes is cut.

    Positions and sizes are in the film's pixels, x to the right and y down; turns in degrees,
    clockwise.
    """

    def __init__(
        self,
        width: int,
        height: int,
        *,
        boil: int = 0,
        under: Image.Image | None = None,
    ) -> None:
        self.width, self.height, self.boil = width, height, boil
        self.image = under.copy() if under else Image.new("RGB", (width * FINE, height * FINE), PAPER)
        self._draw = ImageDraw.Draw(self.image)
        self._grid: list[tuple[float, float, float, float, float, float]] = [(FINE, 0, 0, FINE, 0, 0)]
        self._cuts = 0

    @contextmanager
    def at(
        self,
        x: float,
        y: float,
        *,
        turn: float = 0,
        grow: float = 1,
        flip: bool = False,
    ) -> Iterator[Sheet]:
        """Everything cut inside is moved to (x, y), then turned, grown and mirrored around it."""
        a, b, c, d, e, f = self._grid[-1]
        angle = math.radians(turn)
        cos, sin = math.cos(angle) * grow, math.sin(angle) * grow
        side = -1 if flip else 1
        self._grid.append(
            (
                (a * cos + c * sin) * side,
                (b * cos + d * sin) * side,
                c * cos - a * sin,
                d * cos - b * sin,
                a * x + c * y + e,
                b * x + d * y + f,
            )
        )
        try:
            yield self
        finally:
            self._grid.pop()

    def cut(
        self,
        points: Sequence[Point],
        colour: str,
        *,
        ink: float = 5,
        drop: float = 0,
        crooked: float = 1.6,
        soft: int = 0,
        edge: str = INK,
    ) -> None:
        """Cut a shape, `ink` pixels of outline and a solid edge `drop` below it.

        Sides are straight; each round of `soft` clips every corner once more.
        """
        spots = self._crook(points, crooked)
        for _ in range(soft):
            spots = _clip_corners(spots)
        if drop:
            fall = drop * self._scale
            self._outline([(x + fall * 0.5, y + fall) for x, y in spots], edge, edge, ink)
        self._outline(spots, colour, edge, ink)

    def round(
        self,
        x: float,
        y: float,
        across: float,
        colour: str,
        *,
        high: float | None = None,
        ink: float = 5,
    ) -> None:
        """Cut a circle `across` pixels wide, or an oval `high` pixels high."""
        rng = self._rng()
        lean = rng.uniform(0, math.tau)
        rx, ry = across / 2, (high if high is not None else across) / 2
        many = max(14, min(40, int(max(rx, ry) * 0.9)))
        outer: list[Point] = []
        inner: list[Point] = []
        for step in range(many):
            angle = math.tau * step / many
            wave = 1 + 0.022 * math.sin(2 * angle + lean) + 0.012 * math.sin(3 * angle - lean)
            cos, sin = math.cos(angle) * wave, math.sin(angle) * wave
            outer.append(self._spot(x + (rx + ink / 2) * cos, y + (ry + ink / 2) * sin))
            inner.append(self._spot(x + max(rx - ink / 2, 0.5) * cos, y + max(ry - ink / 2, 0.5) * sin))
        if ink:
            self._draw.polygon(outer, fill=INK)
        self._draw.polygon(inner, fill=colour)

    def strip(
        self,
        points: Sequence[Point],
        colour: str,
        wide: float,
        *,
        ink: float = 5,
        crooked: float = 1.2,
    ) -> None:
        """Lay a strip of paper `wide` pixels across with round ends along the points."""
        spots = self._crook(points, crooked)
        if ink:
            self._stroke(spots, INK, (wide + ink) * self._scale)
        self._stroke(spots, colour, max(wide - ink, 1) * self._scale)

    def pen(
        self,
        points: Sequence[Point],
        wide: float = 5,
        colour: str = INK,
        *,
        crooked: float = 0.8,
    ) -> None:
        """Draw a line in ink."""
        self._stroke(self._crook(points, crooked), colour, wide * self._scale)

    def arc(
        self,
        x: float,
        y: float,
        across: float,
        start: float,
        end: float,
        *,
        wide: float = 5,
        high: float | None = None,
    ) -> None:
        """Draw a part of an oval in ink, from `start` to `end` degrees; 0 is right, 90 is down."""
        rx, ry = across / 2, (high if high is not None else across) / 2
        steps = max(4, int(abs(end - start) / (14 if across < 90 else 6)))
        turns = [math.radians(start + (end - start) * step / steps) for step in range(steps + 1)]
        self.pen([(x + rx * math.cos(turn), y + ry * math.sin(turn)) for turn in turns], wide)

    def fill(self, colour: str) -> None:
        """Cover the whole sheet."""
        self._draw.rectangle((0, 0, *self.image.size), fill=colour)

    def finished(self, grain: Image.Image | None = None) -> Image.Image:
        """The sheet at the film's own size, with smooth edges and the grain of the paper."""
        picture = self.image.reduce(FINE)
        return ImageChops.multiply(picture, grain) if grain else picture

    @property
    def _scale(self) -> float:
        a, b, *_ = self._grid[-1]
        return math.hypot(a, b)

    def _rng(self) -> random.Random:
        self._cuts += 1
        return random.Random(self._cuts * 31 + self.boil % BOILS)

    def _spot(self, x: float, y: float) -> Point:
        a, b, c, d, e, f = self._grid[-1]
        return (a * x + c * y + e, b * x + d * y + f)

    def _crook(self, points: Sequence[Point], by: float) -> list[Point]:
        rng = self._rng()
        return [self._spot(x + rng.uniform(-by, by), y + rng.uniform(-by, by)) for x, y in points]

    def _outline(self, spots: list[Point], colour: str, edge: str, ink: float) -> None:
        self._draw.polygon(spots, fill=colour)
        if ink:
            self._stroke([*spots, spots[0]], edge, ink * self._scale)

    def _stroke(self, spots: list[Point], colour: str, wide: float) -> None:
        self._draw.line(spots, fill=colour, width=max(1, round(wide)))
        half = wide / 2
        if half > 1:
            for x, y in spots:
                self._draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)


def _clip_corners(spots: list[Point]) -> list[Point]:
    clipped: list[Point] = []
    for (x, y), (then_x, then_y) in zip(spots, [*spots[1:], spots[0]], strict=True):
        clipped.append((x * 0.75 + then_x * 0.25, y * 0.75 + then_y * 0.25))
        clipped.append((x * 0.25 + then_x * 0.75, y * 0.25 + then_y * 0.75))
    return clipped


def grain(width: int, height: int) -> Image.Image:
    """The grain of paper, faint, to multiply a picture with."""
    fibres = Image.effect_noise((width // 2, height // 2), 26).resize((width, height))
    return Image.merge("RGB", [fibres.point([min(255, 240 + level // 9) for level in range(256)])] * 3)


def smooth(t: float, start: float, end: float) -> float:
    """How far along 0..1 the moment `t` is between `start` and `end` seconds, easing both ends."""
    if end <= start:
        return 1.0 if t >= end else 0.0
    part = min(1.0, max(0.0, (t - start) / (end - start)))
    return part * part * (3 - 2 * part)


def pop(t: float, start: float, lasting: float = 0.5) -> float:
    """From 0 to 1 with a little overshoot, as a paper thing put down with a tap."""
    part = min(1.0, max(0.0, (t - start) / lasting))
    if part in (0.0, 1.0):
        return part
    return 1 + 2.4 * (part - 1) ** 3 + 1.4 * (part - 1) ** 2


def swing(t: float, *, every: float, by: float, late: float = 0) -> float:
    """Back and forth: `by` either side of 0, once in `every` seconds."""
    return by * math.sin(math.tau * (t - late) / every)


def between(a: float, b: float, part: float) -> float:
    """The number `part` of the way from `a` to `b`."""
    return a + (b - a) * part


def blend(one: str, two: str, part: float) -> str:
    """The colour `part` (0..1) of the way from one to two."""
    mix = [
        round(
            between(
                int(one[i : i + 2], 16),
                int(two[i : i + 2], 16),
                min(1.0, max(0.0, part)),
            )
        )
        for i in (1, 3, 5)
    ]
    return "#{:02X}{:02X}{:02X}".format(*mix)
