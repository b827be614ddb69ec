"""What helps when I worry: a friend makes the scribble smaller."""

from __future__ import annotations

import math

from our_childhood.demo import cast, sound, weather
from our_childhood.demo.cast import Pose, walking
from our_childhood.demo.letters import card
from our_childhood.demo.shapes import (
    CARDBOARD,
    CORAL,
    INK,
    LILAC,
    MINT,
    Sheet,
    between,
    pop,
    smooth,
    swing,
)
from our_childhood.demo.stories.children import BEN, MINA
from our_childhood.demo.stories.story import PORTRAIT, Story


def _backdrop(sheet: Sheet) -> None:
    sheet.fill(LILAC)
    weather.hills(sheet, 1010, MINT, waves=0.7, height=24, shift=1.2)
    weather.grass(sheet, 1070, 9)


def _draw(sheet: Sheet, t: float) -> None:
    calm = smooth(t, 3.6, 6.4)
    if calm > 0.2:
        weather.sun(sheet, 575, between(-90, 170, smooth(t, 4.4, 6.2)), 130, t)
    sheet.cut([(50, 1130), (50, 1090), (670, 1086), (670, 1128)], CARDBOARD, ink=7)
    for leg in (110, 610):
        sheet.strip([(leg, 1130), (leg, 1215)], CARDBOARD, 34)
    friend = between(920, 520, smooth(t, 1.6, 3.2))
    child = 205
    for who, x, sits, doll, near in (
        ("child", child, True, BEN, t > 3.2),
        ("friend", friend, t > 3.2, MINA, True),
    ):
        mood = (
            "sad" if who == "child" and calm < 0.35 else "flat" if who == "child" and calm < 0.7 else "smile"
        )
        talking = who == "child" and 3.6 < t < 5.6
        if sits:
            for leg in (-24, 24):
                sheet.strip(
                    [
                        (x + leg * 1.3, 1086),
                        (x + leg * 1.5, 1120),
                        (x + leg * 1.5, 1200),
                    ],
                    doll.legs,
                    46,
                )
                sheet.cut(
                    [
                        (x + leg * 1.5 - 26, 1226),
                        (x + leg * 1.5 - 22, 1196),
                        (x + leg * 1.5 + 18, 1196),
                        (x + leg * 1.5 + 32, 1226),
                    ],
                    INK,
                    ink=3,
                )
            with sheet.at(x, 1250, grow=1.5, turn=(1 - calm) * 3 if who == "child" else -2):
                cast.upper_half(
                    sheet,
                    doll,
                    Pose(
                        left_arm=10,
                        right_arm=-10 if who == "child" else -14,
                        mood="open" if talking and t % 0.5 < 0.26 else mood,
                        looks=(0.7 if near else 0.0) if who == "child" else -0.7,
                        blink=cast.blinks(t + (0.4 if who == "child" else 1.3)),
                    ),
                )
        else:
            with sheet.at(x, 0, flip=True):
                cast.person(sheet, 0, 1236, 460, doll, walking(t, every=0.8))
    size = between(1.4, 0.17, calm)
    still = smooth(t, 6.0, 6.4)
    cx = between(child + 70, 362, smooth(t, 3.8, 5.2))
    cy = between(480, 1022, smooth(t, 4.8, 6.4)) + swing(t, every=1.6, by=10 * (1 - still))
    points = []
    for step in range(70):
        angle = step * 2.4 + math.floor(t * 5) * 0.35
        far = (90 + 80 * math.sin(step * 1.7 + math.floor(t * 5))) * size
        points.append((cx + far * 1.25 * math.cos(angle), cy + far * math.sin(angle)))
    sheet.pen(points, max(4, 11 * size), INK)
    if calm > 0.98:
        with sheet.at(362, 1086, grow=pop(t, 6.4)):
            sheet.arc(0, -62, 116, 0, 360, wide=6, high=122)
            sheet.cut([(-42, -122), (42, -122), (40, -148), (-40, -148)], CORAL, ink=5)
    card(sheet, ["TALKING", "MADE IT", "SMALLER"], 360, 400, 74, up=pop(t, 6.8))


def _hear(track: sound.Track) -> None:
    track.tune(
        "A3 - C4 - A3 - D4 - A3+C4 - E4 - F4 A4 - G4 - C5 - E4+G4 - C4+E4+G4 - C5",
        beat=0.38,
        loud=0.45,
    )
    for place in range(6):
        track.add(
            sound.slide(300 + 40 * (place % 3), 240 + 50 * (place % 2), 0.22, shake=25),
            3.7 + place * 0.32,
            0.2,
        )
    track.add(sound.tap(high=300), 6.5, 0.5)


STORY = Story(
    key="worry",
    prompt="when-i-worry",
    size=PORTRAIT,
    seconds=9,
    age_band="10-12",
    description="A child sits alone on a bench under a big black scribble. A friend comes and sits down too. "
    "They talk, the scribble shrinks until it fits in a jam jar, and the sun comes out.",
    draw=_draw,
    backdrop=_backdrop,
    hear=_hear,
    others_in_film=True,
    cues=(
        (0.2, 3.4, "[slow, sad tune]"),
        (3.6, 5.6, "[talking without words]"),
        (5.7, 6.5, "[the tune gets brighter]"),
        (6.8, 8.9, "Talking made it smaller"),
    ),
)
