"""S35: what is taken, decided from numbers before anything is decoded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.video.conftest import source
from video.decide import Limits, refuse_header, refuse_times
from video.enums import Refusal
from video.source import parse

LIMITS = Limits()


def seconds(count: float, rate: int = 30) -> list[float]:
    return [n / rate for n in range(round(count * rate))]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, None),
        ({"seconds": 0.5}, None),
        ({"seconds": 0.49}, Refusal.TOO_SHORT),
        ({"seconds": 125.0}, None),
        ({"seconds": 125.1}, Refusal.TOO_LONG),
        ({"frames": 0}, Refusal.UNREADABLE),
        ({"frames": 1, "declared_frames": 1}, Refusal.TOO_SHORT),
        ({"width": 8000, "height": 5000, "frames": 60}, None),
        ({"width": 8001, "height": 5000}, Refusal.PICTURE_TOO_LARGE),
        ({"width": 1}, Refusal.UNREADABLE),
        ({"pixel_format": ""}, Refusal.UNREADABLE),
        ({"pixel_format": "", "width": 16_000, "height": 8_700}, Refusal.PICTURE_TOO_LARGE),
        ({"frames": 240 * 125 + 1, "declared_frames": 0}, Refusal.TOO_MANY_FRAMES),
        ({"width": 7680, "height": 4320, "frames": 7500, "declared_frames": 0}, Refusal.TOO_MANY_FRAMES),
        ({"width": 3840, "height": 2160, "frames": 120 * 125, "declared_frames": 0}, None),
        ({"declared_frames": 100, "frames": 89}, Refusal.INCOMPLETE),
        ({"declared_frames": 100, "frames": 90}, None),
        ({"dolby_vision": 5}, Refusal.UNREADABLE),
        ({"dolby_vision": 8}, None),
    ],
)
def test_decision(changes: dict[str, Any], expected: Refusal | None) -> None:
    assert refuse_times(replace(source(), **changes), LIMITS) == expected


def test_sound_alone_is_no_film() -> None:
    heard = parse({"streams": [{"index": 0, "codec_type": "audio", "codec_name": "aac"}]}, container="mov")
    assert refuse_header(heard, LIMITS) == Refusal.NO_VIDEO


def test_bombs_are_refused_by_their_header() -> None:
    """Ten hours between two pictures, and pictures of 139 megapixels, are never decoded."""
    assert refuse_header(replace(source(), seconds=36_001), LIMITS) == Refusal.TOO_LONG
    assert refuse_header(replace(source(), width=16_000, height=8_700), LIMITS) == Refusal.PICTURE_TOO_LARGE


def test_limits_are_the_callers() -> None:
    """The command takes other lengths; the number of pictures still counts."""
    short = replace(source(), seconds=0.1, frames=3, declared_frames=3)
    assert refuse_times(short, Limits(least_seconds=0)) is None
    assert (
        refuse_times(replace(short, frames=1, declared_frames=1), Limits(least_seconds=0))
        == Refusal.TOO_SHORT
    )
