"""The best part of my day: rain, boots, a puddle."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

from our_childhood.demo import cast, sound, weather
from our_childhood.demo.cast import Pose, walking
from our_childhood.demo.letters import card, write
from our_childhood.demo.shapes import (
    CORAL,
    LILAC,
    MINT,
    MUTE,
    PAPER,
    SEA,
    SKY,
    STONE,
    Sheet,
    between,
    pop,
    smooth,
    swing,
)
from our_childhood.demo.stories.children import OLA
from our_childhood.demo.stories.story import PORTRAIT, Story


def _backdrop(sheet: Sheet) -> None:
    sheet.fill(SKY)
    weather.hills(sheet, 930, MINT, waves=0.8, height=30)
    sheet.cut([(-20, 1040), (740, 1020), (740, 1300), (-20, 1300)], STONE, ink=6)
    for x in (60, 300, 560):
        sheet.pen([(x, 1180), (x + 90, 1176)], 8, PAPER)


def _draw(sheet: Sheet, t: float) -> None:
    for left, y, grow in ((130, 170, 1.0), (430, 130, 1.25), (660, 230, 0.9)):
        weather.cloud(sheet, left + swing(t, every=6, by=16, late=left / 100), y, grow, LILAC)
    jump = math.sin(math.pi * min(1.0, max(0.0, (t - 3.6) / 0.9)))
    splashed = t - 4.5
    sheet.round(430, 1120, 330, SEA, high=84, ink=6)
    sheet.arc(430, 1118, 240, 190, 300, wide=5, high=44)
    walk = smooth(t, 0.0, 2.9)
    x = between(-60, 430, walk) if t < 2.9 else 430.0
    holds: dict[str, Any] = {"right_arm": -20.0, "right_elbow": -130.0}
    if t < 2.9:
        pose, turn = replace(walking(t, every=0.7), **holds), 0.0
    elif t < 3.6:
        pose = Pose(
            left_arm=22,
            **holds,
            looks=0.0,
            mood="flat" if t < 3.3 else "smile",
            blink=False,
        )
        turn = 0.0
        with sheet.at(200, 640, grow=pop(t, 3.0)):
            write(sheet, "?", 0, 0, 100)
    else:
        spread = 70 * jump
        pose = Pose(
            left_arm=40 + spread,
            right_arm=-40 - spread,
            left_leg=spread * 0.5,
            right_leg=-spread * 0.5,
            left_knee=-spread * 0.5,
            right_knee=spread * 0.5,
            mood="open" if t < 6 else "smile",
            blink=cast.blinks(t),
        )
        turn = swing(t, every=1.2, by=3) if splashed > 0.4 else 0.0
    sink = 0 if t < 2.9 else 20
    if t < 3.6:
        with sheet.at(x + 106, 600 + sink, turn=swing(t, every=0.7, by=2)):
            sheet.strip([(0, 246), (0, -70)], MUTE, 14)
            sheet.cut(
                [
                    (-190, -60),
                    (-170, -150),
                    (-90, -215),
                    (0, -232),
                    (90, -215),
                    (170, -150),
                    (190, -60),
                    (96, -84),
                    (0, -60),
                    (-96, -84),
                ],
                CORAL,
                ink=7,
            )
            for side in (-1, 1):
                sheet.pen([(0, -228), (side * 74, -150), (side * 96, -84)], 5)
    elif t < 5.2:
        fly = smooth(t, 3.6, 5.2)
        with sheet.at(between(536, 900, fly), between(500, 200, fly), turn=fly * 100):
            sheet.cut(
                [
                    (-190, 60),
                    (-170, -30),
                    (-90, -95),
                    (0, -112),
                    (90, -95),
                    (170, -30),
                    (190, 60),
                    (96, 36),
                    (0, 60),
                    (-96, 36),
                ],
                CORAL,
                ink=7,
            )
            sheet.strip([(0, 50), (0, 210)], MUTE, 14)
    cast.person(sheet, x, 1096 + sink - 260 * jump, 460, OLA, pose, turn=turn)
    if 0 < splashed < 1.1:
        for drop in range(16):
            angle = math.radians(200 + drop * 140 / 15)
            far = 300 * splashed * (1 + 0.25 * (drop % 3))
            sheet.round(
                430 + far * math.cos(angle),
                1090 + far * 1.5 * math.sin(angle) + 520 * splashed**2,
                58 - 34 * splashed,
                SEA,
                ink=5,
            )
    weather.rain(sheet, t * 1.3, many=30, ground=1030)
    card(sheet, ["PUDDLES!"], 360, 420, 66, up=pop(t, 5.2))


def _hear(track: sound.Track) -> None:
    track.add(sound.rain(8), 0, 0.5)
    for step in range(8):
        track.add(sound.tap(high=130 + 30 * (step % 2)), 0.1 + step * 0.35, 0.3)
    track.add(sound.slide(300, 900, 0.7), 3.6, 0.3)
    track.add(sound.splash(0.9), 4.5, 1.1)
    track.tune("- - - - - - - - - - - - - - G4 C5 E5 G5+E5 - E5 C5 G5+C5", beat=0.3, loud=0.5)


STORY = Story(
    key="puddle",
    prompt="best-part-of-my-day",
    size=PORTRAIT,
    seconds=8,
    age_band="4-6",
    description="A child with red hair walks through the rain under a big umbrella. She looks at a puddle, "
    "lets the umbrella fly away and jumps in with both feet.",
    draw=_draw,
    backdrop=_backdrop,
    hear=_hear,
    cues=(
        (0.2, 2.9, "[rain, and boots walking]"),
        (3.6, 4.4, "[a rising whistle]"),
        (4.5, 5.2, "[a big splash]"),
        (5.3, 7.9, "Puddles!"),
    ),
)
