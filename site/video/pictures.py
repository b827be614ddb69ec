"""Still pictures from raw pixels: the poster, and the contact sheet that keeps true proportions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageStat

_SHEET_WIDTH = 1200
_GAP = 4
_POSTER_SIDE, _THUMBNAIL_SIDE = 854, 400  # pixels; what a page may weigh, not what the film has
_DARKEST, _LIGHTEST = 24, 232


def raw_frames(path: Path, width: int, height: int) -> list[Image.Image]:
    """Return the frames of `path`, which holds nothing but RGB pixels: no picture format is parsed."""
    data = path.read_bytes()
    length = width * height * 3
    return [
        Image.frombytes("RGB", (width, height), data[start : start + length])
        for start in range(0, len(data) - length + 1, length)
    ]


def best(frames: Sequence[Image.Image]) -> int:
    """Return the index of the frame that shows most: lit, with detail; the earlier of equals."""

    def shows(frame: Image.Image) -> float:
        grey = ImageStat.Stat(frame.convert("L").resize((160, 160)))
        lit = 1.0 if _DARKEST < grey.mean[0] < _LIGHTEST else 0.2
        return lit * grey.stddev[0]

    return max(range(len(frames)), key=lambda index: (round(shows(frames[index]), 1), -index))


def contact_sheet(frames: Sequence[Image.Image]) -> Image.Image:
    """Return all frames side by side in reading order, in a sheet about 1200 pixels wide, never squashed."""
    width, height = frames[0].size
    across = _columns(len(frames), width / height)
    down = -(-len(frames) // across)
    share = min(1.0, (_SHEET_WIDTH - _GAP * (across + 1)) / (across * width))
    small = max(1, round(width * share)), max(1, round(height * share))
    sheet = Image.new("RGB", (across * (small[0] + _GAP) + _GAP, down * (small[1] + _GAP) + _GAP), "white")
    for index, frame in enumerate(frames):
        row, column = divmod(index, across)
        place = _GAP + column * (small[0] + _GAP), _GAP + row * (small[1] + _GAP)
        sheet.paste(frame.resize(small, Image.Resampling.LANCZOS), place)
    return sheet


def _columns(count: int, shape: float) -> int:
    """Return how many columns make a sheet about as wide as high with few empty places."""

    def awkward(across: int) -> float:
        down = -(-count // across)
        return abs(math.log(across * shape / down)) + 2 * (across * down - count) / count

    return min(range(1, count + 1), key=awkward)


def save_poster(still: Image.Image, path: Path) -> None:
    """Write `still` as the picture before a film plays: light enough for a cheap phone."""
    save(_at_most(still, _POSTER_SIDE), path, quality=74)


def save_thumbnail(still: Image.Image, path: Path) -> None:
    """Write `still` as one small picture among many, as WebP with nothing in it but the picture."""
    _at_most(still, _THUMBNAIL_SIDE).save(path, "WEBP", quality=65, method=6)


def _at_most(picture: Image.Image, side: int) -> Image.Image:
    small = picture.copy()
    small.thumbnail((side, side), Image.Resampling.LANCZOS)
    return small


def save(picture: Image.Image, path: Path, *, quality: int) -> None:
    """Write `picture` as a progressive JPEG with nothing in it but the picture."""
    picture.save(path, "JPEG", quality=quality, progressive=True, optimize=True)
