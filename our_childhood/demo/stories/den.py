"""Where I feel safe: a den at night."""

from __future__ import annotations

from our_childhood.demo import cast, sound, weather
from our_childhood.demo.cast import Pose
from our_childhood.demo.letters import card
from our_childhood.demo.shapes import (
    CARDBOARD,
    CORAL,
    DUSK,
    INK,
    LILAC,
    MARIGOLD,
    MUTE,
    PAPER,
    SEA,
    Sheet,
    between,
    blend,
    pop,
    smooth,
    swing,
)
from our_childhood.demo.stories.children import SAM
from our_childhood.demo.stories.story import LANDSCAPE, Story


def _backdrop(sheet: Sheet) -> None:
    sheet.fill(DUSK)
    sheet.cut([(60, 60), (60, 300), (300, 300), (300, 60)], "#251A52", ink=7)
    with sheet.at(0, 0):
        weather.moon(sheet, 190, 160, 80, "#251A52")
    for x, y in ((100, 110), (120, 240), (262, 250)):
        sheet.round(x, y, 8, MARIGOLD, ink=0)
    sheet.pen([(180, 60), (180, 300)], 6)
    sheet.cut([(-20, 600), (1300, 590), (1300, 740), (-20, 740)], MUTE, ink=7)


def _draw(sheet: Sheet, t: float) -> None:
    lit = t > 4.6
    shadow = smooth(t, 1.4, 2.6) * (1 - smooth(t, 4.5, 4.8))
    if shadow > 0.02:
        tall = 330 * shadow
        x = 1060 + swing(t, every=1.3, by=10)
        dark = "#1B1340"
        sheet.cut(
            [
                (x - 130, 596),
                (x - 120, 596 - tall),
                (x + 120, 596 - tall),
                (x + 130, 596),
            ],
            dark,
            ink=0,
        )
        sheet.round(x, 596 - tall, 260, dark, high=max(20, 230 * shadow), ink=0)
        for side in (-1, 1):
            sheet.round(x + side * 96, 596 - tall - 90 * shadow, 96, dark, ink=0)
            sheet.cut(
                [
                    (x + side * 120, 596 - tall * 0.8),
                    (x + side * 200, 596 - tall * 1.0),
                    (x + side * 214, 596 - tall * 0.86),
                    (x + side * 120, 596 - tall * 0.5),
                ],
                dark,
                ink=0,
            )
            if t < 4.5:
                sheet.round(x + side * 44, 596 - tall - 10, 26, MARIGOLD, ink=0)
    if lit and t < 5.6:
        sheet.cut(
            [(700, 590), (960, 400), (1250, 400), (1250, 650), (960, 650)],
            "#FFE08A",
            ink=0,
        )
    cloth = blend(CORAL, "#FF9A7A", 1.0 if lit else 0.0)
    sheet.cut(
        [
            (250, 640),
            (440, 190),
            (520, 240),
            (640, 205),
            (760, 240),
            (840, 180),
            (1000, 640),
        ],
        cloth,
        ink=8,
    )
    for x, y in (
        (470, 330),
        (800, 330),
        (400, 470),
        (880, 500),
        (640, 270),
        (340, 590),
        (920, 600),
    ):
        sheet.round(x, y, 40, PAPER, ink=5)
    sheet.cut(
        [(400, 650), (560, 330), (640, 300), (720, 330), (860, 650)],
        MARIGOLD if t > 0.8 else "#251A52",
        ink=7,
    )
    for x in (430, 850):
        sheet.strip([(x + (10 if x < 640 else -10), 176), (x, 130)], CARDBOARD, 18)
    scared = 2.2 < t < 4.6
    peek = between(0, 60, smooth(t, 2.2, 2.6) - smooth(t, 5.2, 5.6)) if t < 5.6 else 0
    with sheet.at(610, 742 + peek * 0.6, grow=1.0):
        cast.upper_half(
            sheet,
            SAM,
            Pose(
                left_arm=20,
                right_arm=-64 if t < 5.4 else -30,
                right_elbow=-20,
                mood="open" if scared else "smile",
                looks=0.8 if t > 1.6 else 0.0,
                blink=cast.blinks(t),
            ),
        )
    bear_x = 1060 if t < 5.2 else between(1060, 750, smooth(t, 5.2, 6.2))
    if lit:
        hop = abs(swing(t, every=0.6, by=24)) if 5.2 < t < 6.2 else 0
        with sheet.at(bear_x, 646 - hop, grow=0.92):
            for side in (-1, 1):
                sheet.round(side * 34, -6, 50, CARDBOARD, ink=6)
                sheet.round(side * 34, -150, 42, CARDBOARD, ink=6)
                sheet.strip([(side * 36, -84), (side * 66, -56)], CARDBOARD, 28)
            sheet.round(0, -52, 104, CARDBOARD, ink=6)
            sheet.round(0, -120, 96, CARDBOARD, ink=6)
            sheet.round(0, -104, 42, PAPER, ink=4, high=34)
            sheet.round(0, -111, 14, INK, ink=0)
            for side in (-1, 1):
                sheet.round(side * 22, -132, 10, INK, ink=0)
    sheet.cut([(470, 700), (486, 628), (760, 628), (780, 700)], LILAC, ink=6, soft=1)
    with sheet.at(*((742, 616) if 4.2 < t < 5.4 else (430, 676)), turn=-8):
        sheet.cut(
            [(-30, -11), (14, -11), (26, -20), (26, 20), (14, 11), (-30, 11)],
            SEA,
            ink=5,
        )
    card(sheet, ["IN MY DEN"], 640, 110, 74, up=pop(t, 6.4), turn=-2)


def _hear(track: sound.Track) -> None:
    track.tune("E4 B3 G3 - E4 B3 G3 -", beat=0.36, loud=0.4)
    for at in (1.7, 2.5, 3.3, 4.0):
        track.add(sound.slide(90, 62, 0.6), at, 0.8)
    track.add(sound.tap(0.05, high=900), 4.6, 0.7)
    track.tune("C5 - G4 E4 C4+E4 - G4 C5 - E5+C5", at=4.9, beat=0.34, loud=0.5)


STORY = Story(
    key="den",
    prompt="where-i-feel-safe",
    size=LANDSCAPE,
    seconds=9,
    age_band="7-9",
    description="Night. A child sits in a den made of a blanket. A huge shadow with yellow eyes grows on the "
    "wall. The child switches on a torch: it is only a teddy bear, who hops into the den.",
    draw=_draw,
    backdrop=_backdrop,
    hear=_hear,
    cues=(
        (0.2, 1.6, "[soft plucked tune]"),
        (1.7, 4.5, "[deep rumbling]"),
        (4.6, 4.9, "[click of a torch]"),
        (5.0, 6.3, "[happy tune]"),
        (6.4, 8.9, "In my den"),
    ),
)
