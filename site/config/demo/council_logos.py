"""Logos cut from paper, one for each council of the demo that has one; 480 pixels each way."""

from __future__ import annotations

import math
from collections.abc import Callable

from PIL import Image

from our_childhood.demo import cast, weather
from our_childhood.demo.shapes import (
    CARDBOARD,
    CORAL,
    DUSK,
    LILAC,
    MARIGOLD,
    MEADOW,
    MINT,
    PAPER,
    PLUM,
    ROSE,
    SEA,
    SKY,
    Sheet,
)

SIDE = 480


def _lighthouse(sheet: Sheet) -> None:
    sheet.fill(DUSK)
    sheet.cut([(260, 120), (480, 40), (480, 210)], MARIGOLD, ink=0)
    sheet.cut([(170, 430), (196, 150), (284, 150), (310, 430)], PAPER, ink=8)
    for y in (210, 310):
        sheet.cut([(186, y + 50), (192, y), (288, y), (294, y + 50)], CORAL, ink=6)
    sheet.cut([(186, 150), (186, 90), (294, 90), (294, 150)], MARIGOLD, ink=8)
    sheet.cut([(176, 92), (240, 40), (304, 92)], PLUM, ink=8)
    weather.hills(sheet, 420, SEA, height=12)


def _valley(sheet: Sheet) -> None:
    sheet.fill(SKY)
    weather.sun(sheet, 240, 190, 130, 0)
    sheet.cut([(-20, 500), (-20, 190), (120, 130), (300, 500)], MEADOW, ink=8)
    sheet.cut([(500, 500), (500, 170), (370, 120), (200, 500)], MINT, ink=8)
    sheet.strip([(236, 330), (262, 390), (230, 440), (262, 500)], SEA, 44)


def _bubble(sheet: Sheet) -> None:
    sheet.fill(ROSE)
    sheet.cut([(60, 90), (420, 80), (410, 310), (250, 314), (180, 410), (176, 312), (64, 306)], PAPER, ink=9)
    for x, high in ((140, 70), (190, 140), (240, 90), (290, 160), (340, 60)):
        sheet.strip([(x, 196 - high / 2), (x, 196 + high / 2)], CORAL, 30)


def _kite(sheet: Sheet) -> None:
    sheet.fill(SKY)
    weather.cloud(sheet, 110, 110, 0.7)
    with sheet.at(270, 190, turn=18):
        for points, colour in (
            ([(0, -140), (100, 0), (0, 0)], CORAL),
            ([(0, -140), (-100, 0), (0, 0)], MARIGOLD),
            ([(0, 170), (100, 0), (0, 0)], PLUM),
            ([(0, 170), (-100, 0), (0, 0)], MINT),
        ):
            sheet.cut(points, colour, ink=7)
    sheet.pen([(218, 350), (170, 380), (190, 420), (120, 450)], 7)


def _bridge(sheet: Sheet) -> None:
    sheet.fill(LILAC)
    weather.hills(sheet, 390, SEA, height=10)
    sheet.strip([(-20, 300), (120, 250), (240, 234), (360, 250), (500, 300)], CARDBOARD, 60)
    for x in (120, 240, 360):
        sheet.strip([(x, 280), (x, 400)], CARDBOARD, 34)
    cast.cat(sheet, 240, 216, 0.9, 0.2)


def _acorn(sheet: Sheet) -> None:
    sheet.fill(MINT)
    sheet.cut([(130, 200), (350, 200), (320, 330), (240, 420), (160, 330)], CARDBOARD, ink=9, soft=1)
    sheet.cut([(100, 210), (140, 110), (340, 110), (380, 210)], PLUM, ink=9, soft=1)
    sheet.strip([(240, 110), (256, 50)], PLUM, 26)
    for side in (-1, 1):
        sheet.round(240 + side * 44, 270, 24, PAPER, ink=6)
    sheet.arc(240, 300, 90, 20, 160, wide=7, high=60)


def _boat(sheet: Sheet) -> None:
    sheet.fill(MARIGOLD)
    sheet.cut([(240, 60), (240, 290), (100, 290)], PAPER, ink=8)
    sheet.cut([(256, 100), (256, 290), (370, 290)], CORAL, ink=8)
    sheet.cut([(70, 300), (410, 300), (350, 390), (130, 390)], PLUM, ink=9)
    weather.hills(sheet, 390, SEA, height=14)


def _sky(sheet: Sheet) -> None:
    sheet.fill(DUSK)
    weather.stars(sheet, 14, 300, seed=9)
    weather.moon(sheet, 330, 130, 120, DUSK)
    weather.hills(sheet, 380, MEADOW, height=16)
    cast.house(sheet, 90, 400, 110, 90, CORAL, MARIGOLD, lit=1)


def _snail(sheet: Sheet) -> None:
    sheet.fill(ROSE)
    sheet.strip([(90, 390), (380, 390), (410, 280)], MARIGOLD, 70)
    for x in (394, 432):
        sheet.strip([(x - 6, 260), (x, 200)], MARIGOLD, 16)
    sheet.round(220, 280, 230, PLUM, ink=9)
    turns = [(step, 0.31 * step) for step in range(24)]
    sheet.pen([(220 + 4 * s * math.cos(t), 280 + 4 * s * math.sin(t)) for s, t in turns], 9, PAPER)


def _suns(sheet: Sheet) -> None:
    sheet.fill(SEA)
    weather.sun(sheet, 160, 180, 130, 0)
    weather.sun(sheet, 330, 290, 110, 0.5)


_LOGOS: dict[str, Callable[[Sheet], None]] = {
    "lighthouse": _lighthouse,
    "valley": _valley,
    "bubble": _bubble,
    "kite": _kite,
    "bridge": _bridge,
    "acorn": _acorn,
    "boat": _boat,
    "sky": _sky,
    "snail": _snail,
    "suns": _suns,
}


def logo(name: str) -> Image.Image:
    """Return the logo called `name`. Raises KeyError for one that is not drawn here."""
    sheet = Sheet(SIDE, SIDE)
    _LOGOS[name](sheet)
    return sheet.finished()
