"""Sun, moon, clouds, rain and the ground under everybody's feet."""

from __future__ import annotations

import math
import random

from our_childhood.demo.shapes import (
    CARDBOARD,
    LEAF,
    MARIGOLD,
    MEADOW,
    PAPER,
    SEA,
    WHITE,
    Sheet,
    swing,
)


def tree(sheet: Sheet, x: float, y: float, grow: float, t: float = 0, colour: str = MEADOW) -> None:
    """A tree rooted at (x, y) that sways."""
    if grow <= 0.02:
        return
    with sheet.at(x, y, grow=grow, turn=swing(t, every=3.2, by=1.8, late=x / 300)):
        sheet.strip([(0, 0), (0, -90)], CARDBOARD, 26)
        for dx, dy, across in ((-38, -120, 92), (38, -124, 96), (0, -168, 110)):
            sheet.round(dx, dy, across, colour)
        for dx, dy in ((-30, -116), (6, -160), (40, -130)):
            sheet.arc(dx, dy, 30, 20, 120, wide=4)


def sun(sheet: Sheet, x: float, y: float, across: float, t: float) -> None:
    """A sun whose rays turn slowly."""
    for ray in range(12):
        angle = math.radians(ray * 30 + t * 9)
        cos, sin = math.cos(angle), math.sin(angle)
        sheet.pen(
            [
                (x + across * 0.66 * cos, y + across * 0.66 * sin),
                (x + across * 0.86 * cos, y + across * 0.86 * sin),
            ],
            7,
        )
    sheet.round(x, y, across, MARIGOLD)


def moon(sheet: Sheet, x: float, y: float, across: float, sky: str) -> None:
    """A new moon, with `sky` cut out of it."""
    sheet.round(x, y, across, PAPER)
    sheet.round(x + across * 0.28, y - across * 0.1, across * 0.8, sky, ink=0)


def stars(sheet: Sheet, many: int, bottom: float, seed: int = 3) -> None:
    """Small stars all over the top of the sheet."""
    rng = random.Random(seed)
    for _ in range(many):
        x, y, size = (
            rng.uniform(20, sheet.width - 20),
            rng.uniform(20, bottom),
            rng.uniform(5, 10),
        )
        sheet.cut(
            [
                (x, y - size),
                (x + size * 0.3, y - size * 0.3),
                (x + size, y),
                (x + size * 0.3, y + size * 0.3),
                (x, y + size),
                (x - size * 0.3, y + size * 0.3),
                (x - size, y),
                (x - size * 0.3, y - size * 0.3),
            ],
            MARIGOLD,
            ink=0,
        )


def cloud(sheet: Sheet, x: float, y: float, grow: float, colour: str = WHITE) -> None:
    """A cloud cut in one piece around (x, y)."""
    with sheet.at(x, y, grow=grow):
        lumps = ((-70, 10, 84), (-24, -22, 104), (42, -14, 96), (82, 14, 72))
        for dx, dy, across in lumps:
            sheet.round(dx, dy, across, colour)
        sheet.cut([(-96, 18), (102, 18), (98, 46), (-90, 46)], colour)
        for dx, dy, across in lumps:
            sheet.round(dx, dy + 2, across - 12, colour, ink=0)
        sheet.cut([(-92, 2), (96, 2), (94, 41), (-86, 41)], colour, ink=0)


def rain(
    sheet: Sheet,
    t: float,
    *,
    many: int = 46,
    ground: float,
    slant: float = 10,
    colour: str = SEA,
) -> None:
    """Strips of rain falling to the ground."""
    rng = random.Random(11)
    for _ in range(many):
        x, start, speed = (
            rng.uniform(-40, sheet.width + 40),
            rng.random(),
            rng.uniform(0.85, 1.25),
        )
        y = ((start + t * speed) % 1) * (ground + 60) - 40
        sheet.pen([(x - slant * y / 100, y), (x - slant * (y + 36) / 100, y + 36)], 6, colour)


def hills(
    sheet: Sheet,
    ground: float,
    colour: str,
    *,
    waves: float = 1.0,
    height: float = 40,
    shift: float = 0,
) -> None:
    """Rolling ground across the whole sheet."""
    top = [
        (x, ground + height * math.sin(x / sheet.width * math.tau * waves + shift))
        for x in range(-40, sheet.width + 81, 40)
    ]
    sheet.cut(
        [*top, (sheet.width + 60, sheet.height + 60), (-60, sheet.height + 60)],
        colour,
        ink=6,
    )


def grass(sheet: Sheet, ground: float, many: int = 14, seed: int = 5) -> None:
    """Tufts of grass."""
    rng = random.Random(seed)
    for _ in range(many):
        x, y = rng.uniform(0, sheet.width), rng.uniform(ground, sheet.height - 20)
        for lean in (-9, 0, 9):
            sheet.pen([(x, y), (x + lean, y - 20)], 4, LEAF)
