"""Flashes that may harm, by the definition of WCAG 2.3.1, found on a film made very small (S29).

A flash is two opposing changes of relative luminance by a tenth of white or more, the darker below 0.80;
or two opposing changes to and from a saturated red. More than three in a second, over a quarter of the
picture at once, are told. Approximations, all on the careful side or without weight:

- "a quarter of any 10 degrees of sight" is taken as a quarter of the picture, as on a phone at arm's length;
- what counts is what is shown: at most 30 pictures a second, whatever the camera made;
- seven opposing changes within a second are more than three flashes, as in the tools of broadcasters;
- red that is not saturated counts as no red.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from PIL import Image, ImageChops

SIZE = (64, 36)  # pixels of the small film
_LEAST_SHARE = 0.25
_TURNS = 7  # opposing changes in a second that are more than three flashes
_LUMINANCE_STEP, _DARKER = 26, 204  # a tenth and 0.80 of 255, in linear light
_RED_STEP = 16  # 20/320 of 255: (R - G - B) x 320 > 20
_WHITE = 255


def _linear(value: int) -> int:
    share = value / _WHITE
    return round(_WHITE * (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4))


_LINEAR = [_linear(value) for value in range(256)] * 3
_LUMINANCE = (0.2126, 0.7152, 0.0722, 0.0)
_REDNESS = (1.0, -1.0, -1.0, 0.0)
_SATURATED = (0.2, -0.8, -0.8, 1.0)  # at least 1 where R is four fifths of R + G + B
_STEPPED = {step: [0] * step + [_WHITE] * (256 - step) for step in (1, _LUMINANCE_STEP, _RED_STEP)}
_DARK = [_WHITE] * _DARKER + [0] * (256 - _DARKER)
_ONE = [0] + [1] * 255


@dataclass(frozen=True, slots=True)
class Flash:
    """Seconds from `start` to `end` in which more than three flashes a second are seen; the most a second."""

    kind: str
    start: float
    end: float
    a_second: float


def find(path: Path, rate: Fraction) -> list[Flash]:
    """Return the flashes of the raw RGB film of SIZE at `path`, shown at `rate` pictures a second."""
    general, red = _Counter(_LUMINANCE_STEP, rate, darker=True), _Counter(_RED_STEP, rate)
    for picture in _pictures(path):
        light = picture.point(_LINEAR)
        general.see(light.convert("L", _LUMINANCE))
        saturated = light.convert("L", _SATURATED).point(_STEPPED[1])
        red.see(ImageChops.darker(light.convert("L", _REDNESS), saturated))
    return [*general.told("general"), *red.told("red")]


def _pictures(path: Path) -> Iterator[Image.Image]:
    length = SIZE[0] * SIZE[1] * 3
    with path.open("rb") as opened:
        while len(data := opened.read(length)) == length:
            yield Image.frombytes("RGB", SIZE, data)


class _Counter:
    """Counts, pixel by pixel, how often a level turned up or down within the last second."""

    def __init__(self, step: int, rate: Fraction, *, darker: bool = False) -> None:
        self.rate = rate
        self._step = _STEPPED[step]
        self._darker = darker
        self._window: deque[Image.Image | None] = deque([None] * max(1, round(rate)))
        self._low = self._high = Image.new("L", SIZE)
        self._may_rise = self._may_fall = Image.new("L", SIZE, _WHITE)
        self._counts = Image.new("L", SIZE)
        self._least = _LEAST_SHARE * SIZE[0] * SIZE[1]
        self._seen = 0
        self._found: list[tuple[int, int]] = []

    def see(self, level: Image.Image) -> None:
        """Take the next picture's level, 0 to 255 a pixel."""
        if not self._seen:
            self._low = self._high = level
        turned = self._turned(level)
        if gone := self._window.popleft():
            self._counts = ImageChops.subtract(self._counts, gone)
        if turned is not None:
            self._counts = ImageChops.add(self._counts, turned)
            self._note(self._counts.histogram())
        self._window.append(turned)
        self._seen += 1

    def _turned(self, level: Image.Image) -> Image.Image | None:
        """Return 1 where this picture ends a rise or a fall that counts; None when that is nowhere."""
        low, high = ImageChops.darker(self._low, level), ImageChops.lighter(self._high, level)
        # Most pictures end here: nowhere has it become lighter or darker by enough.
        if ImageChops.subtract(high, low).point(self._step).getbbox() is None:
            self._low, self._high = low, high
            return None
        rise = ImageChops.darker(ImageChops.subtract(level, low).point(self._step), self._may_rise)
        fall = ImageChops.darker(ImageChops.subtract(high, level).point(self._step), self._may_fall)
        if self._darker:
            rise = ImageChops.darker(rise, low.point(_DARK))
            fall = ImageChops.darker(fall, level.point(_DARK))
        either = ImageChops.lighter(rise, fall)
        if either.getbbox() is None:
            self._low, self._high = low, high
            return None
        # After a rise the height to fall from is looked for anew, and the other way about.
        self._high = Image.composite(level, high, rise)
        self._low = Image.composite(level, low, fall)
        self._may_rise = ImageChops.lighter(ImageChops.subtract(self._may_rise, rise), fall)
        self._may_fall = ImageChops.lighter(ImageChops.subtract(self._may_fall, fall), rise)
        return either.point(_ONE)

    def _note(self, histogram: list[int]) -> None:
        """Remember this picture's number and how many turns the last second had over enough of it."""
        pixels = 0
        for turns in range(255, _TURNS - 1, -1):
            pixels += histogram[turns]
            if pixels >= self._least:
                self._found.append((self._seen, turns))
                return

    def told(self, kind: str) -> Iterable[Flash]:
        """Yield what was found as stretches of seconds: seconds that overlap are one stretch."""
        second = len(self._window) - 1
        stretch: list[tuple[int, int]] = []
        for number, turns in [*self._found, (1 << 40, 0)]:
            if stretch and number - stretch[-1][0] > second:
                yield Flash(
                    kind,
                    start=round(float(max(0, stretch[0][0] - second) / self.rate), 1),
                    end=round(float(stretch[-1][0] / self.rate), 1),
                    a_second=max(turns for _, turns in stretch) / 2,
                )
                stretch = []
            stretch.append((number, turns))
