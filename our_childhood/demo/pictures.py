"""A picture for each question: one thing, cut large, that says it without words."""

from __future__ import annotations

import math
from collections.abc import Callable

from PIL import Image

from our_childhood.demo import cast, weather
from our_childhood.demo.cast import Doll, Pose
from our_childhood.demo.shapes import (
    CARDBOARD,
    CORAL,
    DUSK,
    INK,
    LILAC,
    MARIGOLD,
    MINT,
    PAPER,
    PLUM,
    ROSE,
    SEA,
    SKY,
    STONE,
    WHITE,
    Sheet,
)
from our_childhood.demo.stories.children import MINA, SAM

SIZE = (960, 640)


def _home(sheet: Sheet) -> None:
    sheet.fill(ROSE)
    weather.hills(sheet, 500, MINT, height=20)
    cast.house(sheet, 330, 560, 320, 280, CARDBOARD, CORAL, lit=1)
    weather.tree(sheet, 180, 560, 1.2)
    weather.tree(sheet, 800, 570, 1.0)
    cast.cat(sheet, 720, 590, 0.9, 0.3, PAPER)


def _best_part(sheet: Sheet) -> None:
    sheet.fill(SKY)
    weather.cloud(sheet, 240, 130, 1.1, LILAC)
    weather.cloud(sheet, 720, 100, 0.9, LILAC)
    sheet.cut([(-20, 470), (980, 460), (980, 660), (-20, 660)], STONE, ink=6)
    sheet.round(480, 560, 620, SEA, high=110, ink=7)
    for side in (-1, 1):
        with sheet.at(480 + side * 90, 545, turn=side * 4):
            sheet.cut(
                [
                    (-56, 0),
                    (-50, -230),
                    (50, -230),
                    (52, -70),
                    (112 * 0.9, -52),
                    (112, 0),
                ],
                CORAL,
                ink=8,
                soft=1,
            )
            sheet.pen([(-46, -200), (46, -202)], 7)
    for angle in range(200, 341, 20):
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        sheet.round(480 + 360 * cos, 540 + 260 * sin, 34, SEA)


def _charge(sheet: Sheet) -> None:
    sheet.fill(LILAC)
    with sheet.at(480, 560):
        sheet.cut(
            [
                (-230, 10),
                (-260, -400),
                (-130, -470),
                (0, -485),
                (130, -470),
                (260, -400),
                (230, 10),
            ],
            PLUM,
            ink=9,
        )
        for x, y in ((-120, -340), (120, -340), (0, -400)):
            sheet.round(x, y, 28, MARIGOLD, ink=5)
        sheet.cut([(-240, 20), (-232, -80), (232, -80), (240, 20)], "#7A45AB", ink=8)
    with sheet.at(480, 420):
        sheet.cut(
            [
                (-120, 70),
                (-142, -90),
                (-64, -20),
                (0, -120),
                (64, -20),
                (142, -90),
                (120, 70),
            ],
            MARIGOLD,
            ink=9,
        )
        for x in (-60, 0, 60):
            sheet.round(x, 36, 30, CORAL, ink=5)


def _street(sheet: Sheet) -> None:
    sheet.fill(SKY)
    weather.sun(sheet, 820, 130, 120, 0)
    for x, wide, high, wall, roof in (
        (-60, 250, 300, MINT, PLUM),
        (240, 230, 380, ROSE, CORAL),
        (520, 260, 270, LILAC, SEA),
        (800, 240, 330, MARIGOLD, PLUM),
    ):
        cast.house(sheet, x, 540, wide, high, wall, roof)
    sheet.cut([(-20, 536), (980, 534), (980, 660), (-20, 660)], STONE, ink=6)
    cast.dog(sheet, 480, 606, 1.1, 0.1)


def _worry(sheet: Sheet) -> None:
    sheet.fill(LILAC)
    sheet.arc(480, 360, 400, 0, 360, wide=10, high=440)
    points = [
        (
            480 + 130 * math.cos(step * 2.4) * (0.6 + 0.4 * math.sin(step * 1.7)),
            370 + 130 * math.sin(step * 2.4) * (0.6 + 0.4 * math.sin(step * 1.7)),
        )
        for step in range(70)
    ]
    sheet.pen(points, 9)
    sheet.cut([(340, 150), (620, 150), (606, 76), (354, 76)], CORAL, ink=9)
    weather.sun(sheet, 130, 130, 110, 0.4)


def _safe(sheet: Sheet) -> None:
    sheet.fill(DUSK)
    weather.moon(sheet, 810, 130, 120, DUSK)
    weather.stars(sheet, 12, 220, seed=6)
    sheet.cut([(120, 600), (330, 120), (430, 180), (530, 120), (740, 600)], CORAL, ink=9)
    sheet.cut([(280, 604), (400, 290), (460, 290), (590, 604)], MARIGOLD, ink=8)
    with sheet.at(430, 700, grow=1.2):
        cast.upper_half(sheet, SAM, Pose())
    sheet.cut([(-20, 600), (980, 596), (980, 660), (-20, 660)], LILAC, ink=8)


def _phones(sheet: Sheet) -> None:
    sheet.fill(MINT)
    with sheet.at(480, 330, turn=-6):
        sheet.cut([(-150, -270), (150, -270), (150, 270), (-150, 270)], INK, ink=9)
        sheet.cut([(-126, -222), (126, -222), (126, 210), (-126, 210)], SKY, ink=4)
        sheet.round(0, 240, 34, PAPER, ink=4)
        for side in (-1, 1):
            sheet.round(side * 48, -60, 30, INK, ink=0)
        sheet.arc(0, 10, 130, 20, 160, wide=9, high=90)
    for x, y, colour, side in ((190, 190, WHITE, 1), (780, 300, MARIGOLD, -1)):
        sheet.cut(
            [
                (x - 100, y - 64),
                (x + 100, y - 60),
                (x + 96, y + 60),
                (x + side * 60, y + 62),
                (x + side * 84, y + 112),
                (x + side * 14, y + 62),
                (x - 98, y + 58),
            ],
            colour,
            ink=8,
        )
        for dot in (-44, 0, 44):
            sheet.round(x + dot, y, 20, INK, ink=0)


def _listen(sheet: Sheet) -> None:
    sheet.fill(ROSE)
    weather.hills(sheet, 540, LILAC, height=14)
    old = Doll(skin="#C58A63", hair=STONE, style="bob", top=PLUM, legs=SEA, skirt=True)
    with sheet.at(660, 660, turn=-9, grow=1.35):
        cast.upper_half(sheet, old, Pose(left_arm=20, right_arm=-150, right_elbow=-20, looks=-0.9))
    with sheet.at(270, 690, grow=1.15):
        cast.upper_half(
            sheet,
            MINA,
            Pose(left_arm=30, right_arm=-70, right_elbow=-40, looks=0.9, mood="open"),
        )
    sheet.cut([(-20, 566), (980, 560), (980, 660), (-20, 660)], CARDBOARD, ink=8)
    sheet.cut(
        [
            (290, 60),
            (560, 56),
            (556, 200),
            (400, 204),
            (356, 262),
            (352, 204),
            (292, 200),
        ],
        MARIGOLD,
        ink=8,
    )
    for x, high in ((360, 30), (402, 70), (444, 46), (486, 22)):
        sheet.strip([(x, 128 - high / 2), (x, 128 + high / 2)], INK, 18, ink=0)


PICTURES: dict[str, Callable[[Sheet], None]] = {
    "what-makes-a-home": _home,
    "best-part-of-my-day": _best_part,
    "if-i-was-in-charge": _charge,
    "my-street": _street,
    "when-i-worry": _worry,
    "where-i-feel-safe": _safe,
    "phones": _phones,
    "really-listened": _listen,
}


def picture(slug: str) -> Image.Image:
    """The picture that goes with the question `slug`, 960 x 640. Smooth paper: grain makes heavy files."""
    sheet = Sheet(*SIZE)
    PICTURES[slug](sheet)
    return sheet.finished()
