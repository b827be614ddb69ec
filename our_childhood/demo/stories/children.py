"""The paper people of the stories."""

from our_childhood.demo.cast import Doll
from our_childhood.demo.shapes import (
    CORAL,
    INK,
    LILAC,
    MARIGOLD,
    MEADOW,
    MUTE,
    PLUM,
    SEA,
    STONE,
)

MINA = Doll(skin="#8A5237", hair=INK, style="curls", top=MARIGOLD, legs=PLUM)
OLA = Doll(skin="#F2C7A5", hair="#C2603A", style="bob", top=CORAL, legs=SEA)
SAM = Doll(skin="#B9744B", hair=INK, style="fringe", top=CORAL, legs=PLUM)
NOOR = Doll(skin="#D9A27C", hair=SEA, style="scarf", top=LILAC, legs=PLUM, skirt=True)
BEN = Doll(skin="#F0BE9A", hair="#5A3A22", style="short", top=MEADOW, legs=MUTE)
GRAN = Doll(skin="#C58A63", hair=STONE, style="bob", top=PLUM, legs=MUTE, skirt=True)
