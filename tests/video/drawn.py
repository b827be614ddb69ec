"""Pictures drawn from a number: the same every time, and nobody's."""

from __future__ import annotations

import random

from PIL import Image, ImageDraw

Colour = tuple[int, int, int]


def scene(number: int, width: int = 640, height: int = 360) -> Image.Image:
    """Return forty shapes in colours, where `number` puts them."""
    chance = random.Random(number)
    picture = Image.new("RGB", (width, height), _colour(chance))
    draw = ImageDraw.Draw(picture)
    for _ in range(40):
        x, y = chance.randrange(width), chance.randrange(height)
        across, down = chance.randrange(20, width // 3), chance.randrange(20, height // 3)
        shape = draw.ellipse if chance.random() < 0.5 else draw.rectangle
        shape((x - across, y - down, x + across, y + down), fill=_colour(chance))
    return picture


def _colour(chance: random.Random) -> Colour:
    return chance.randrange(256), chance.randrange(256), chance.randrange(256)
