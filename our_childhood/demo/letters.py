"""An alphabet cut by hand: each letter is a few strips of paper on a grid 4 wide and 6 high."""

from __future__ import annotations

import random
from collections.abc import Sequence

from our_childhood.demo.shapes import (
    CORAL,
    INK,
    MARIGOLD,
    MINT,
    PAPER,
    ROSE,
    SKY,
    Point,
    Sheet,
)

_WIDE = 4
_HIGH = 6

# Strokes as digits: "06" is x 0, y 6; a comma starts a new strip.
_CUTS = {
    "A": "06 20 46,14 34",
    "B": "00 06 36 45 44 33 03,00 30 41 42 33",
    "C": "41 30 10 01 05 16 36 45",
    "D": "00 06 26 45 41 20 00",
    "E": "40 00 06 46,03 33",
    "F": "40 00 06,03 33",
    "G": "41 30 10 01 05 16 36 45 43 23",
    "H": "00 06,40 46,03 43",
    "I": "10 30,20 26,16 36",
    "J": "40 45 36 16 05 04",
    "K": "00 06,40 03 46",
    "L": "00 06 46",
    "M": "06 00 23 40 46",
    "N": "06 00 46 40",
    "O": "10 30 41 45 36 16 05 01 10",
    "P": "06 00 30 41 42 33 03",
    "Q": "10 30 41 45 36 16 05 01 10,24 46",
    "R": "06 00 30 41 42 33 03,23 46",
    "S": "41 30 10 01 02 13 33 44 45 36 16 05",
    "T": "00 40,20 26",
    "U": "00 05 16 36 45 40",
    "V": "00 26 40",
    "W": "00 16 23 36 40",
    "X": "00 46,40 06",
    "Y": "00 23 40,23 26",
    "Z": "00 40 06 46",
    "?": "01 10 30 41 42 23 24,26 26",
    "!": "20 24,26 26",
    ".": "16 16",
    ",": "26 17",
    "'": "20 21",
    "-": "13 33",
}
_NARROW = {"I": 3, ".": 2, "'": 2, "!": 3, ",": 2, " ": 2.6}
_COLOURS = (MARIGOLD, CORAL, MINT, SKY, ROSE)


def width_of(word: str, size: float) -> float:
    """How wide `word` becomes in letters `size` pixels high."""
    unit = size / _HIGH
    return sum((_NARROW.get(letter, _WIDE) + 1.9) * unit for letter in word) - 1.9 * unit


def write(
    sheet: Sheet,
    words: str,
    x: float,
    y: float,
    size: float,
    *,
    colours: Sequence[str] = _COLOURS,
    shown: float = 1,
) -> None:
    """Lay `words` around (x, y) in letters `size` pixels high; `shown` (0..1) is how many are down yet."""
    unit = size / _HIGH
    left = x - width_of(words, size) / 2
    rng = random.Random(words)
    for place, letter in enumerate(words):
        lean, lift = rng.uniform(-5, 5), rng.uniform(-0.35, 0.35) * unit
        wide = _NARROW.get(letter, _WIDE)
        if letter in _CUTS and place < shown * len(words):
            shift = -unit * (_WIDE - wide) / 2
            with sheet.at(left + shift, y - size / 2 + lift, turn=lean, grow=unit):
                for wide_of, colour in (
                    (1.75, INK),
                    (0.95, colours[place % len(colours)]),
                ):
                    for strip in _CUTS[letter].split(","):
                        points: list[Point] = [(int(spot[0]), int(spot[1])) for spot in strip.split()]
                        sheet.pen(points, wide_of, colour, crooked=0.07)
        left += (wide + 1.9) * unit


def card(
    sheet: Sheet,
    lines: Sequence[str],
    x: float,
    y: float,
    size: float,
    *,
    up: float = 1,
    turn: float = -2,
) -> None:
    """A tilted card with lines of cut letters around (x, y); `up` (0..1) grows it into place."""
    if up <= 0.02:
        return
    wide = max(width_of(line, size) for line in lines) / 2 + size * 0.7
    high = len(lines) * size * 0.75 + size * 0.42
    with sheet.at(x, y, turn=turn, grow=up):
        sheet.cut(
            [
                (-wide, -high),
                (wide, -high + 6),
                (wide - 5, high),
                (-wide + 4, high - 5),
            ],
            PAPER,
            ink=6,
            drop=12,
        )
        for place, line in enumerate(lines):
            write(sheet, line, 0, (place - (len(lines) - 1) / 2) * size * 1.5, size)
