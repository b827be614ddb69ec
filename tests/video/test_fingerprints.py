"""The same picture again is known; another one is not."""

from __future__ import annotations

import io
from collections.abc import Callable
from itertools import combinations

import pytest
from PIL import Image, ImageEnhance

from tests.video.drawn import scene
from video import fingerprints
from video.fingerprints import SAME, apart, fingerprint

# What the library of PDQ's authors (pdqhash 0.2.8) says of the same three pictures.
PUBLISHED = [
    (640, 360, "f9917e43a1bb127e25ae461877cdcd99b2638c2212660c9f48e567983ee4f30e"),
    (480, 854, "5a9fe639d010ae659f435eb43973f0cfe396005fb6796a345863e30165865562"),
    (854, 480, "1e7518aa68c973c7030ced596ae4f3e88d8e4e1c683f09bb8fc4ef0742b8ab49"),
]


@pytest.mark.parametrize(("number", "known"), list(enumerate(PUBLISHED)))
def test_hash_is_the_published_one(number: int, known: tuple[int, int, str]) -> None:
    """Within the few bits that rounding to whole greys makes."""
    width, height, published = known
    assert apart(fingerprint(scene(number, width, height)).own, published) <= 12


def _pressed(picture: Image.Image) -> Image.Image:
    kept = io.BytesIO()
    picture.save(kept, "JPEG", quality=30)
    return Image.open(kept)


def _cropped(picture: Image.Image) -> Image.Image:
    width, height = picture.size
    return picture.crop((width // 200, height // 200, width - width // 200, height - height // 200))


CHANGES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "made smaller": lambda picture: picture.resize((240, 135), Image.Resampling.LANCZOS),
    "pressed hard": _pressed,
    "cut a little": _cropped,
    "darker": lambda picture: ImageEnhance.Brightness(picture).enhance(0.7),
    "grey": lambda picture: picture.convert("L"),
    "squashed": lambda picture: picture.resize((360, 360)),
}


@pytest.mark.parametrize("change", list(CHANGES.values()), ids=list(CHANGES))
def test_the_same_picture_again_is_known(change: Callable[[Image.Image], Image.Image]) -> None:
    for number in range(12):
        picture = scene(number)
        assert apart(fingerprint(picture).own, fingerprint(change(picture)).own) <= SAME, number


def test_other_pictures_are_far_apart() -> None:
    """About half of 256 bits, and never near what counts as the same."""
    found = [fingerprint(scene(number)).own for number in range(24)]
    distances = [apart(one, other) for one, other in combinations(found, 2)]
    assert min(distances) > 2 * SAME
    assert 118 < sum(distances) / len(distances) < 138


@pytest.mark.parametrize("turn", list(Image.Transpose))
def test_mirrored_and_turned_pictures_are_among_the_eight(turn: Image.Transpose) -> None:
    picture = scene(3)
    eight = fingerprint(picture).hashes
    turned = fingerprint(picture.transpose(turn)).own
    assert len(set(eight)) == 8
    assert min(apart(turned, one) for one in eight) <= SAME
    assert apart(turned, eight[0]) > SAME


def test_what_shows_nothing_is_left_out() -> None:
    """A dark or plain picture looks like any other such picture; the same scene counts once."""
    plain, dark = Image.new("RGB", (640, 360), "#CFE6FF"), Image.new("RGB", (640, 360))
    assert fingerprint(plain).quality == fingerprint(dark).quality == 0
    found = fingerprints.of_film([plain, scene(1), _pressed(scene(1)), dark, scene(2)])
    assert [apart(one.own, fingerprint(scene(n)).own) for one, n in zip(found, (1, 2), strict=True)] == [0, 0]
