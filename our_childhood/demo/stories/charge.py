"""If I was in charge: the chair is too big, the ideas are not."""

from __future__ import annotations

import math

from our_childhood.demo import cast, sound, weather
from our_childhood.demo.cast import Pose
from our_childhood.demo.letters import card
from our_childhood.demo.shapes import (
    CORAL,
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
    Sheet,
    between,
    blend,
    pop,
    smooth,
    swing,
)
from our_childhood.demo.stories.children import BEN, SAM
from our_childhood.demo.stories.story import LANDSCAPE, Story


def _backdrop(sheet: Sheet) -> None:
    sheet.fill(SKY)


def _draw(sheet: Sheet, t: float) -> None:
    green = smooth(t, 2.4, 4.4)
    weather.sun(sheet, 1130, between(300, 120, green), 110, t)
    for x, wide, high in (
        (40, 150, 330),
        (200, 120, 250),
        (900, 150, 290),
        (1070, 170, 380),
    ):
        wall = blend(STONE, ROSE if x < 500 else LILAC, green)
        sheet.cut(
            [(x, 600), (x, 600 - high), (x + wide, 600 - high), (x + wide, 600)],
            wall,
            ink=6,
        )
        for row in range(int(high / 80)):
            for column in (0.2, 0.62):
                left, top = x + wide * column, 600 - high + 26 + row * 74
                sheet.cut(
                    [
                        (left, top),
                        (left + 28, top),
                        (left + 28, top + 36),
                        (left, top + 36),
                    ],
                    PAPER,
                    ink=4,
                )
    weather.hills(sheet, 590, blend("#CFC9DB", MINT, green), waves=0.9, height=14)
    for x, y, start in (
        (120, 650, 2.7),
        (330, 620, 3.1),
        (1185, 660, 3.4),
        (870, 610, 3.8),
    ):
        weather.tree(sheet, x, y, 1.0 * pop(t, start), t)
    if t > 4.3:
        with sheet.at(1010, 690, grow=pop(t, 4.3)):
            sheet.strip([(-120, 0), (-70, -210), (70, -210), (120, 0)], CORAL, 20)
            angle = math.radians(90 + swing(t, every=1.5, by=32))
            seat = (180 * math.cos(angle), -205 + 180 * math.sin(angle))
            for side in (-24, 24):
                sheet.pen([(side, -205), (seat[0] + side, seat[1])], 5)
            with sheet.at(seat[0], seat[1], turn=math.degrees(angle) - 90, grow=0.46):
                for leg in (-16, 16):
                    sheet.strip([(leg, 0), (leg + 46, 18), (leg + 56, 62)], SEA, 26)
                with sheet.at(0, 96):
                    cast.upper_half(
                        sheet,
                        BEN,
                        Pose(left_arm=150, right_arm=-150, mood="open", looks=0.4),
                    )
            sheet.cut(
                [
                    (seat[0] - 36, seat[1] - 5),
                    (seat[0] + 36, seat[1] - 5),
                    (seat[0] + 36, seat[1] + 8),
                    (seat[0] - 36, seat[1] + 8),
                ],
                PLUM,
                ink=4,
            )
    with sheet.at(600, 700, turn=swing(t, every=5, by=1.2)):
        sheet.strip([(0, -120), (0, -30)], INK, 20, ink=0)
        sheet.strip([(-90, -14), (90, -14)], INK, 24, ink=0)
        sheet.cut(
            [
                (-170, -130),
                (-196, -560),
                (-110, -596),
                (0, -606),
                (110, -596),
                (196, -560),
                (170, -130),
            ],
            PLUM,
            ink=8,
        )
        for x, y in ((-80, -500), (80, -500), (0, -540), (0, -450)):
            sheet.round(x, y, 20, MARIGOLD, ink=4)
        sheet.cut([(-176, -104), (-172, -190), (172, -190), (176, -104)], "#7A45AB", ink=7)
        for side in (-1, 1):
            sheet.cut(
                [
                    (side * 150, -110),
                    (side * 156, -262),
                    (side * 206, -262),
                    (side * 206, -110),
                ],
                PLUM,
                ink=7,
                soft=1,
            )
        with sheet.at(0, -64, grow=1.0):
            kick = swing(t, every=1.1, by=16)
            points = t > 2.2
            conduct = swing(t, every=1.0, by=16)
            for side, turn in ((-26, kick), (26, -kick)):
                knee = (side * 1.1, -82)
                foot = (knee[0] + 50 * math.sin(math.radians(turn)), knee[1] + 62)
                sheet.strip([(side, -110), knee, foot], SAM.legs, 36)
                sheet.cut(
                    [
                        (foot[0] - 20, foot[1] + 14),
                        (foot[0] - 16, foot[1] - 6),
                        (foot[0] + 16, foot[1] - 6),
                        (foot[0] + 24, foot[1] + 14),
                    ],
                    INK,
                    ink=3,
                )
            cast.upper_half(
                sheet,
                SAM,
                Pose(
                    left_arm=125 + conduct if points else 30,
                    right_arm=-(125 - conduct) if points else -30,
                    mood="smile" if points else "flat",
                    looks=swing(t, every=2, by=0.8) if points else 0.0,
                    blink=cast.blinks(t),
                ),
            )
            if points:
                bob = -300
                sheet.cut(
                    [
                        (-46, bob),
                        (-54, bob - 52),
                        (-24, bob - 28),
                        (0, bob - 62),
                        (24, bob - 28),
                        (54, bob - 52),
                        (46, bob),
                    ],
                    MARIGOLD,
                )
    card(sheet, ["MORE", "TREES"], 205, 165, 64, up=pop(t, 5.0), turn=-4)
    card(sheet, ["MORE", "SWINGS"], 1020, 165, 64, up=pop(t, 5.9), turn=3)


def _hear(track: sound.Track) -> None:
    track.add(sound.bell(), 2.2, 0.4)
    for at in (2.8, 3.2, 3.5, 3.9):
        track.add(sound.slide(220, 660, 0.35), at, 0.35)
    for at in (4.5, 6.0, 7.5):
        track.add(sound.slide(900, 760, 0.3), at, 0.12)
    track.tune(
        "C3 - G3 - C3 - G3 C4 E4 G4 C4+E4 G4 A4 G4 F4+A3 A4 G4+C4 E4 D4+G3 E4 G4 - C5+E4 C5",
        beat=0.36,
        loud=0.42,
    )


STORY = Story(
    key="charge",
    prompt="if-i-was-in-charge",
    size=LANDSCAPE,
    seconds=9,
    age_band="10-12",
    description="A child sits in a chair that is much too big, in a grey town. A paper crown drops on. "
    "The child waves both arms: the town turns green, trees grow, and a swing appears with a friend on it.",
    draw=_draw,
    backdrop=_backdrop,
    hear=_hear,
    others_in_film=True,
    cues=(
        (0.2, 2.1, "[slow low notes]"),
        (2.2, 2.8, "[a bell]"),
        (2.9, 4.4, "[trees whoosh up, the tune gets quicker]"),
        (5.0, 5.9, "More trees"),
        (5.9, 8.9, "More trees, more swings"),
    ),
)
