"""Who and what appears: people, animals, houses and weather, each cut from a few shapes."""

from __future__ import annotations

import math
from dataclasses import dataclass

from our_childhood.demo.shapes import (
    CARDBOARD,
    CORAL,
    INK,
    MARIGOLD,
    PLUM,
    SEA,
    WHITE,
    Sheet,
    swing,
)


@dataclass(frozen=True)
class Doll:
    """How a paper person looks."""

    skin: str = "#B9744B"
    hair: str = INK
    style: str = "fringe"  # fringe, curls, bob, scarf, short
    top: str = CORAL
    legs: str = SEA
    skirt: bool = False


@dataclass(frozen=True)
class Pose:
    """Where limbs point, in degrees from hanging down; a positive turn goes forward (left)."""

    left_arm: float = 18
    right_arm: float = -18
    left_elbow: float = 0
    right_elbow: float = 0
    left_leg: float = 0
    right_leg: float = 0
    left_knee: float = 0
    right_knee: float = 0
    mood: str = "smile"  # smile, flat, sad, open
    looks: float = 0  # -1 left .. 1 right
    blink: bool = False


def walking(t: float, *, every: float = 0.9, mood: str = "smile", looks: float = 0.6) -> Pose:
    """A walk to the right, one pair of steps in `every` seconds."""
    leg = swing(t, every=every, by=28)
    return Pose(
        left_arm=-leg * 0.9,
        right_arm=leg * 0.9,
        left_elbow=18,
        right_elbow=18,
        left_leg=leg,
        right_leg=-leg,
        left_knee=max(0.0, -leg * 0.9),
        right_knee=max(0.0, leg * 0.9),
        mood=mood,
        looks=looks,
        blink=blinks(t),
    )


def blinks(t: float) -> bool:
    """Whether eyes are shut at this moment."""
    return t % 2.6 > 2.42


def person(
    sheet: Sheet,
    x: float,
    feet: float,
    tall: float,
    doll: Doll,
    pose: Pose,
    *,
    turn: float = 0,
) -> None:
    """A whole person standing with the feet at (x, feet), `tall` pixels high."""
    with sheet.at(x, feet, turn=turn, grow=tall / 300):
        _limb(
            sheet,
            -22,
            -112,
            pose.left_leg,
            pose.left_knee,
            doll.legs if not doll.skirt else doll.skin,
            52,
            34,
            shoe=True,
        )
        _limb(
            sheet,
            22,
            -112,
            pose.right_leg,
            pose.right_knee,
            doll.legs if not doll.skirt else doll.skin,
            52,
            34,
            shoe=True,
        )
        upper_half(sheet, doll, pose)


def upper_half(sheet: Sheet, doll: Doll, pose: Pose) -> None:
    """A person from the hips up; the hips are 105 above this sheet's origin."""
    _limb(
        sheet,
        -36,
        -182,
        pose.left_arm,
        pose.left_elbow,
        doll.top,
        40,
        26,
        hand=doll.skin,
    )
    hem = 62 if doll.skirt else 46
    body = [
        (-hem, -100),
        (-44, -150),
        (-34, -190),
        (-14, -204),
        (14, -204),
        (34, -190),
        (44, -150),
        (hem, -100),
    ]
    sheet.cut(body, doll.top, soft=1)
    _limb(
        sheet,
        36,
        -182,
        pose.right_arm,
        pose.right_elbow,
        doll.top,
        40,
        26,
        hand=doll.skin,
    )
    _head(sheet, 0, -248, doll, pose)


def _limb(
    sheet: Sheet,
    x: float,
    y: float,
    turn: float,
    bend: float,
    colour: str,
    long: float,
    wide: float,
    *,
    hand: str = "",
    shoe: bool = False,
) -> None:
    first = math.radians(90 + turn)
    second = math.radians(90 + turn + bend)
    middle = (x + long * math.cos(first), y + long * math.sin(first))
    end = (middle[0] + long * math.cos(second), middle[1] + long * math.sin(second))
    sheet.strip([(x, y), middle, end], colour, wide)
    if hand:
        sheet.round(*end, wide + 2, hand, ink=4)
    if shoe:
        with sheet.at(end[0], end[1], turn=(turn + bend) * 0.5):
            sheet.cut([(-19, 12), (-17, -7), (10, -8), (29, 4), (30, 13)], INK, ink=3)


def _head(sheet: Sheet, x: float, y: float, doll: Doll, pose: Pose) -> None:
    if doll.style == "bob":
        sheet.cut(
            [
                (x - 56, y + 38),
                (x - 60, y - 16),
                (x - 34, y - 58),
                (x + 34, y - 58),
                (x + 60, y - 16),
                (x + 56, y + 38),
            ],
            doll.hair,
            soft=1,
        )
    if doll.style == "curls":
        for dx, dy in (
            (-48, -6),
            (-44, -36),
            (-18, -56),
            (16, -57),
            (44, -36),
            (49, -6),
            (-52, 18),
            (52, 18),
        ):
            sheet.round(x + dx, y + dy, 46, doll.hair, ink=0)
    if doll.style == "scarf":
        sheet.cut(
            [
                (x - 52, y + 54),
                (x - 62, y - 8),
                (x - 40, y - 56),
                (x, y - 66),
                (x + 40, y - 56),
                (x + 62, y - 8),
                (x + 52, y + 54),
                (x, y + 66),
            ],
            doll.hair,
            soft=1,
        )
    sheet.round(x, y, 98, doll.skin)
    if doll.style == "fringe":
        sheet.cut(
            [
                (x - 58, y + 6),
                (x - 52, y - 46),
                (x - 14, y - 66),
                (x + 38, y - 56),
                (x + 66, y - 22),
                (x + 6, y - 24),
            ],
            doll.hair,
            ink=4,
            soft=1,
        )
    elif doll.style == "bob":
        sheet.cut(
            [
                (x - 56, y + 6),
                (x - 50, y - 50),
                (x, y - 66),
                (x + 50, y - 50),
                (x + 56, y + 6),
                (x + 26, y - 22),
                (x - 26, y - 22),
            ],
            doll.hair,
            ink=4,
            soft=1,
        )
    elif doll.style == "short":
        sheet.cut(
            [
                (x - 56, y - 4),
                (x - 50, y - 50),
                (x, y - 68),
                (x + 50, y - 50),
                (x + 56, y - 4),
                (x, y - 30),
            ],
            doll.hair,
            ink=4,
            soft=1,
        )
    elif doll.style == "curls":
        for dx in (-30, -10, 12, 32):
            sheet.round(x + dx, y - 40 + abs(dx) * 0.2, 34, doll.hair, ink=0)
    elif doll.style == "scarf":
        sheet.cut(
            [
                (x - 60, y - 4),
                (x - 40, y - 52),
                (x, y - 62),
                (x + 40, y - 52),
                (x + 60, y - 4),
                (x, y - 30),
            ],
            doll.hair,
            ink=4,
            soft=1,
        )
    gaze = pose.looks * 9
    for side in (-1, 1):
        if pose.blink:
            sheet.pen([(x + side * 18 + gaze - 6, y), (x + side * 18 + gaze + 6, y)], 5)
        else:
            sheet.round(x + side * 18 + gaze, y - 1, 11, INK, ink=0, high=13)
    if pose.mood == "smile":
        sheet.arc(x + gaze, y + 12, 40, 20, 160, wide=5.5, high=32)
    elif pose.mood == "sad":
        sheet.arc(x + gaze, y + 34, 34, 205, 335, wide=5.5, high=26)
    elif pose.mood == "open":
        sheet.round(x + gaze, y + 25, 28, CORAL, ink=5, high=24)
    else:
        sheet.pen([(x + gaze - 13, y + 25), (x + gaze + 13, y + 24)], 5.5)


def cat(sheet: Sheet, x: float, y: float, grow: float, t: float, colour: str = MARIGOLD) -> None:
    """A sitting cat with its paws at (x, y); the tail swings."""
    with sheet.at(x, y, grow=grow):
        tip = swing(t, every=1.4, by=26)
        sheet.strip([(34, -14), (66, -22), (78 + tip * 0.3, -56), (70 + tip, -88)], colour, 20)
        sheet.cut([(-36, 0), (-38, -40), (-22, -78), (22, -78), (40, -40), (40, 0)], colour)
        sheet.cut(
            [
                (-40, -86),
                (-42, -132),
                (-14, -118),
                (14, -118),
                (42, -132),
                (40, -86),
                (20, -66),
                (-20, -66),
            ],
            colour,
        )
        for side in (-1, 1):
            if blinks(t + 0.8):
                sheet.pen([(side * 16 - 6, -96), (side * 16 + 6, -96)], 4)
            else:
                sheet.round(side * 16, -97, 9, INK, ink=0, high=12)
            sheet.pen([(side * 12, -82), (side * 42, -86 + side)], 2.5)
        sheet.arc(-6, -84, 12, 0, 180, wide=3)
        sheet.arc(6, -84, 12, 0, 180, wide=3)


def dog(
    sheet: Sheet,
    x: float,
    y: float,
    grow: float,
    t: float,
    colour: str = CARDBOARD,
    *,
    trots: bool = True,
) -> None:
    """A small dog walking to the right with its paws at (x, y)."""
    step = swing(t, every=0.5, by=14) if trots else 0
    with sheet.at(x, y - abs(step) * 0.2, grow=grow):
        for leg, lead in ((-42, step), (-26, -step), (26, step), (42, -step)):
            sheet.strip([(leg, -40), (leg + lead, -6)], colour, 17)
        wag = swing(t, every=0.35, by=14)
        sheet.strip([(-50, -66), (-72, -92 + wag)], colour, 15)
        sheet.cut([(-68, -28), (-66, -82), (0, -80), (58, -86), (62, -30)], colour, soft=1)
        sheet.cut(
            [(26, -60), (34, -122), (80, -124), (118, -90), (110, -64), (66, -56)],
            colour,
            soft=1,
        )
        sheet.cut([(38, -120), (18, -72), (46, -58), (60, -112)], INK, ink=3, soft=1)
        sheet.round(76, -96, 9, INK, ink=0)
        sheet.round(106, -86, 15, INK, ink=0)


def house(
    sheet: Sheet,
    x: float,
    y: float,
    wide: float,
    high: float,
    wall: str,
    roof: str,
    *,
    lit: float = 0,
    door: str = PLUM,
) -> None:
    """A house standing on y with its left wall at x; `lit` (0..1) windows glow."""
    glass = MARIGOLD if lit > 0.5 else WHITE
    sheet.cut([(x, y), (x, y - high), (x + wide, y - high), (x + wide, y)], wall, drop=0)
    sheet.cut(
        [
            (x - 16, y - high + 3),
            (x + wide / 2, y - high - wide * 0.42),
            (x + wide + 16, y - high + 3),
        ],
        roof,
    )
    middle = x + wide / 2
    sheet.cut(
        [
            (middle - 27, y),
            (middle - 27, y - 84),
            (middle + 27, y - 84),
            (middle + 27, y),
        ],
        door,
    )
    sheet.round(middle + 14, y - 40, 9, MARIGOLD, ink=2)
    for left in (x + wide * 0.12, x + wide * 0.62):
        pane = wide * 0.26
        top = y - high * 0.84
        sheet.cut(
            [
                (left, top),
                (left + pane, top),
                (left + pane, top + pane),
                (left, top + pane),
            ],
            glass,
        )
        sheet.pen([(left + pane / 2, top), (left + pane / 2, top + pane)], 4)
        sheet.pen([(left, top + pane / 2), (left + pane, top + pane / 2)], 4)
