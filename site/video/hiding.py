"""What nobody outside the sandbox may see or hear: a film as a voice alone, or as pictures alone (S7).

The original's hidden track is never mapped: no output, still or finding is made of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from PIL import Image, ImageDraw

from video.source import Source

_INK, _PAPER, _ROSE, _LILAC = "#1B1340", "#FFFBF2", "#FFD3DC", "#E9DDF7"
_BARS = ("#FF7A66", "#FFC533", "#5B2A86", "#085A60", "#14603A")
_HEIGHTS = (0.11, 0.23, 0.34, 0.19, 0.13)  # of the picture's short side
_FINE = 2  # drawn larger, then made smaller: smooth edges
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Hidden:
    """Which tracks of a film stay hidden for good. Set before anything is made of it."""

    picture: bool = False
    sound: bool = False


NOTHING = Hidden()


def heard(source: Source, hidden: Hidden) -> Source:
    """Return `source` as the rest of the work may know it: without its sound track when that is hidden."""
    return replace(source, audio_index=None) if hidden.sound else source


def cover(width: int, height: int) -> Image.Image:
    """Return the picture shown in place of a hidden one: a voice in a bubble, cut from paper.

    `width` and `height` in pixels, of any proportion. The same pixels every time; no words, so that it
    needs no language.
    """
    sheet = Image.new("RGB", (width * _FINE, height * _FINE), _LILAC)
    draw = ImageDraw.Draw(sheet)
    across, down = sheet.size
    side = min(across, down)
    ink = max(2, round(side * 0.012))
    _cut(draw, [(-ink, down * 0.74), (across * 0.38, down * 0.66), (across + ink, down * 0.79),
                (across + ink, down + ink), (-ink, down + ink)], _ROSE, ink)  # fmt: skip
    middle, level = across / 2, down * 0.46
    bubble = [(-0.37, -0.30), (0.35, -0.33), (0.39, 0.24), (-0.02, 0.26),
              (-0.13, 0.41), (-0.16, 0.27), (-0.38, 0.25)]  # fmt: skip
    drop = side * 0.025
    _cut(draw, _placed(bubble, middle + drop / 2, level + drop, side), _INK, ink)
    _cut(draw, _placed(bubble, middle, level, side), _PAPER, ink)
    for number, (colour, high) in enumerate(zip(_BARS, _HEIGHTS, strict=True)):
        x = middle + (number - 2) * side * 0.13
        lean = side * 0.006 * (-1) ** number
        top, foot, half = level - side * (0.03 + high / 2), level - side * (0.03 - high / 2), side * 0.038
        _cut(draw, [(x - half + lean, top), (x + half + lean, top - lean), (x + half - lean, foot),
                    (x - half - lean, foot + lean)], colour, ink)  # fmt: skip
    return sheet.resize((width, height), Image.Resampling.LANCZOS)


def _placed(points: list[_Point], x: float, y: float, side: float) -> list[_Point]:
    return [(x + across * side, y + down * side) for across, down in points]


def _cut(draw: ImageDraw.ImageDraw, points: list[_Point], colour: str, ink: int) -> None:
    draw.polygon(points, fill=colour)
    draw.line([*points, points[0], points[1]], fill=_INK, width=ink, joint="curve")
