"""What a story is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from our_childhood.demo.shapes import Sheet
from our_childhood.demo.sound import Track

LANDSCAPE = (1280, 720)
PORTRAIT = (720, 1280)


@dataclass(frozen=True)
class Story:
    """One film: what is drawn, what is heard, and the words that go with it.

    `cues` are captions as (from, to, text) in seconds; sounds stand in [brackets].
    """

    key: str
    prompt: str
    size: tuple[int, int]
    seconds: float
    age_band: str
    description: str
    draw: Callable[[Sheet, float], None]
    hear: Callable[[Track], None]
    cues: tuple[tuple[float, float, str], ...]
    backdrop: Callable[[Sheet], None] | None = None
    language: str = "en"
    others_in_film: bool = False
