"""MOJA ULICA, my street: a walk with the dog, in Polish."""

from __future__ import annotations

from our_childhood.demo import cast, sound, weather
from our_childhood.demo.cast import Pose, walking
from our_childhood.demo.letters import card
from our_childhood.demo.shapes import (
    CORAL,
    DUSK,
    INK,
    LILAC,
    MARIGOLD,
    MINT,
    MUTE,
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
from our_childhood.demo.stories.children import GRAN, NOOR
from our_childhood.demo.stories.story import LANDSCAPE, Story

_STREET = (
    (0, 190, 250, ROSE, CORAL),
    (240, 170, 300, MINT, PLUM),
    (460, 230, 220, LILAC, SEA),
    (750, 180, 330, MARIGOLD, MUTE),
    (990, 210, 240, ROSE, PLUM),
    (1260, 180, 290, SKY, CORAL),
    (1500, 220, 230, MINT, SEA),
    (1780, 190, 310, LILAC, CORAL),
    (2030, 210, 250, MARIGOLD, PLUM),
)


def _draw(sheet: Sheet, t: float) -> None:
    dark = smooth(t, 4.0, 7.0)
    sheet.fill(blend(SKY, DUSK, dark))
    if dark > 0.45:
        weather.stars(sheet, 22, 250)
    weather.sun(sheet, 1080, between(130, 680, smooth(t, 3.0, 6.0)), 100, t)
    if dark > 0.3:
        weather.moon(
            sheet,
            240,
            between(-80, 120, smooth(t, 5.0, 7.0)),
            110,
            blend(SKY, DUSK, dark),
        )
    moved = between(0, 950, smooth(t, 0.4, 8.0))
    with sheet.at(60 - moved, 0):
        for place, (x, wide, high, wall, roof) in enumerate(_STREET):
            if -320 < x + 60 - moved < 1300:
                cast.house(
                    sheet,
                    x,
                    560,
                    wide,
                    high,
                    blend(wall, MUTE, dark * 0.3),
                    roof,
                    lit=1.0 if t > 5.0 + (place % 4) * 0.5 else 0.0,
                )
    sheet.cut(
        [(-20, 556), (1300, 556), (1300, 740), (-20, 740)],
        blend(MUTE, INK, dark * 0.5),
        ink=6,
    )
    for dash in range(-1, 9):
        left = dash * 190 - moved % 190
        sheet.pen([(left, 600), (left + 90, 600)], 7, PAPER)
    sheet.cut(
        [(-20, 640), (1300, 636), (1300, 740), (-20, 740)],
        blend(STONE, MUTE, dark * 0.7),
        ink=6,
    )
    for slab in range(-1, 9):
        gap = slab * 190 - moved * 1.15 % 190
        sheet.pen([(gap, 640), (gap - 26, 720)], 4)
    with sheet.at(1240 - moved, 0):
        cast.person(
            sheet,
            0,
            566,
            190,
            GRAN,
            Pose(right_arm=-150 + swing(t, every=0.7, by=20), looks=-0.7),
        )
    bus = 1500 - (t - 2.2) * 620
    if -420 < bus < 1400:
        with sheet.at(bus, 622):
            sheet.cut(
                [(-190, -26), (-190, -190), (176, -190), (192, -150), (192, -26)],
                CORAL,
                ink=7,
            )
            for x in (-150, -66, 18, 102):
                sheet.cut(
                    [(x, -104), (x, -164), (x + 60, -164), (x + 60, -104)],
                    MARIGOLD if dark > 0.4 else PAPER,
                    ink=5,
                )
            for x in (-110, 110):
                sheet.round(x, -22, 66, INK, ink=0)
                sheet.round(x, -22, 26, STONE, ink=0)
    still = t > 8.0
    cast.dog(sheet, 690, 690, 1.0, t, trots=not still)
    cast.person(
        sheet,
        500,
        694,
        310,
        NOOR,
        walking(t, every=0.8) if not still else Pose(right_arm=-40, looks=0.4, blink=cast.blinks(t)),
    )
    sheet.pen([(556, 590), (630, 612), (716, 606)], 5, CORAL)
    card(sheet, ["MOJA ULICA"], 640, 170, 74, up=pop(t, 0.3) * (1 - smooth(t, 2.6, 3.0)))
    card(sheet, ["TU MIESZKAM"], 640, 170, 70, up=pop(t, 8.2), turn=2)


def _hear(track: sound.Track) -> None:
    track.tune(
        "A3 C4 E4 C4 D4 F4 A4 F4 E4 G4 B4 G4 A4 E4 C4 E4 F4 A4 C5 A4 G4 E4 C4 E4 A4+C4 - A3+E4 -",
        beat=0.34,
        loud=0.42,
    )
    for step in range(20):
        track.add(sound.tap(0.08, high=260), 0.4 + step * 0.4, 0.16)
    for at in (2.1, 2.4, 8.3, 8.6):
        track.add(sound.slide(420, 260, 0.16, shake=90), at, 0.5)
    track.add(sound.rain(2.2), 2.6, 0.35)


STORY = Story(
    key="street",
    prompt="my-street",
    size=LANDSCAPE,
    seconds=10,
    age_band="13-15",
    language="pl",
    description="Dziewczynka w chustce idzie z psem wzdłuż kolorowych domów. Starsza pani macha, przejeżdża "
    "czerwony autobus. Zapada noc i w oknach zapalają się światła.",
    draw=_draw,
    hear=_hear,
    others_in_film=True,
    cues=(
        (0.3, 2.0, "Moja ulica"),
        (2.1, 2.6, "[pies szczeka]"),
        (2.7, 4.6, "[przejeżdża autobus]"),
        (4.8, 8.1, "[cicha melodia, kroki]"),
        (8.2, 9.9, "Tu mieszkam"),
    ),
)
