"""What makes a home? A box becomes a house, and somebody is waiting in it."""

from __future__ import annotations

from our_childhood.demo import cast, sound, weather
from our_childhood.demo.cast import Pose, walking
from our_childhood.demo.letters import card
from our_childhood.demo.shapes import (
    CARDBOARD,
    CORAL,
    MARIGOLD,
    MINT,
    PAPER,
    PLUM,
    ROSE,
    SKY,
    Sheet,
    between,
    blend,
    pop,
    smooth,
    swing,
)
from our_childhood.demo.stories.children import MINA
from our_childhood.demo.stories.story import LANDSCAPE, Story


def _draw(sheet: Sheet, t: float) -> None:
    night = smooth(t, 4.6, 6.4)
    sheet.fill(blend(ROSE, "#8F7CC4", night))
    weather.sun(sheet, 1090, between(150, 720, night), 120, t)
    if night > 0.5:
        weather.stars(sheet, 16, 240, seed=8)
    weather.hills(sheet, 560, blend(MINT, "#7FB8A4", night), waves=1.2, height=26, shift=0.6)
    weather.grass(sheet, 610, 12)
    weather.cloud(sheet, 190 + t * 14, 150, 0.9)
    for x, start in ((150, 2.9), (1150, 3.2), (1010, 3.5)):
        weather.tree(sheet, x, 600, 0.95 * pop(t, start), t)
    wall = pop(t, 0.5)
    if wall > 0.02:
        with sheet.at(640, 640, grow=wall):
            sheet.cut(
                [(-190, 0), (-190, -260), (190, -260), (190, 0)],
                CARDBOARD,
                ink=7,
                drop=10,
            )
    if t > 1.2:
        drop = (1 - pop(t, 1.2)) * -420
        with sheet.at(640, 382 + drop, turn=(1 - pop(t, 1.2)) * 18):
            sheet.cut([(-232, 4), (0, -160), (232, 4)], CORAL, ink=7)
            sheet.cut([(96, -92), (96, -170), (142, -170), (142, -58)], PLUM, ink=6)
    if t > 1.9:
        with sheet.at(725, 640, grow=pop(t, 1.9)):
            sheet.cut([(-46, 0), (-46, -150), (0, -178), (46, -150), (46, 0)], PLUM, ink=6)
            sheet.round(26, -70, 14, MARIGOLD, ink=4)
    if t > 2.4:
        with sheet.at(545, 480, grow=pop(t, 2.4)):
            glow = t > 5.4
            sheet.cut(
                [(-78, 76), (-78, -70), (78, -70), (78, 76)],
                MARIGOLD if glow else SKY,
                ink=7,
            )
            up = pop(t, 3.9, 0.7)
            if up > 0.02:
                cast.cat(sheet, -8, 76, 0.98 * up, t, PAPER)
            sheet.pen([(-84, 80), (84, 80)], 14)
    if t > 4.2:
        person = between(-80, 330, smooth(t, 4.2, 6.0))
        pose = (
            walking(t)
            if t < 6.0
            else Pose(
                right_arm=-150 + swing(t, every=0.6, by=18),
                looks=0.8,
                blink=cast.blinks(t),
            )
        )
        cast.person(sheet, person, 655, 250, MINA, pose)
    card(sheet, ["SOMEONE", "WAITING"], 1010, 260, 62, up=pop(t, 6.5), turn=3)


def _hear(track: sound.Track) -> None:
    for at, high in (
        (0.6, 150),
        (1.5, 190),
        (2.1, 170),
        (2.6, 220),
        (3.1, 200),
        (3.4, 240),
        (3.7, 210),
    ):
        track.add(sound.tap(high=high), at, 0.5)
    track.add(sound.slide(620, 480, 0.55, shake=60), 4.3, 0.35)
    track.tune(
        "C4 E4 G4 - A4 G4 E4 - F4 A4 C5 - G4+B3 - E4 - C4 E4 G4 C5 - G4+E4 - C4+C5",
        beat=0.36,
        loud=0.42,
    )


STORY = Story(
    key="home",
    prompt="what-makes-a-home",
    size=LANDSCAPE,
    seconds=9,
    age_band="7-9",
    description="Pieces of paper drop into place and become a house. Trees pop up. A white cat comes to the "
    "window. It gets dark, the window glows, and a child walks home and waves.",
    draw=_draw,
    hear=_hear,
    cues=(
        (0.2, 2.6, "[paper pieces tap into place]"),
        (2.7, 4.2, "[soft plucked tune]"),
        (4.2, 5.4, "[a cat meows]"),
        (6.5, 8.9, "Someone waiting"),
    ),
)
