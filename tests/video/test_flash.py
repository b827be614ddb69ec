"""More than three flashes in a second are found, and when; three, faint or small ones are not (S29)."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from video import flash, transcode
from video.decide import Limits
from video.flash import Flash

Colour = tuple[int, int, int]
WHITE, BLACK, RED = (255, 255, 255), (0, 0, 0), (255, 0, 0)
PIXELS = flash.SIZE[0] * flash.SIZE[1]
Found = Callable[..., list[Flash]]


@pytest.fixture
def found(tmp_path: Path) -> Found:
    def find(
        hertz: float,
        *,
        rate: int = 30,
        colours: tuple[Colour, Colour] = (WHITE, BLACK),
        share: float = 1.0,
        seconds: tuple[float, float, float] = (0.0, 3.0, 3.0),
    ) -> list[Flash]:
        """Flash from seconds[0] to seconds[1] of a film of seconds[2], over `share` of the picture."""
        path = tmp_path / "small.rgb"
        lit = round(share * PIXELS)
        with path.open("wb") as out:
            for number in range(round(seconds[2] * rate)):
                at = number / rate
                off = not seconds[0] <= at < seconds[1] or int((at - seconds[0]) * 2 * hertz + 1e-6) % 2
                out.write(bytes(colours[1 if off else 0]) * lit + bytes(colours[1]) * (PIXELS - lit))
        return flash.find(path, Fraction(rate))

    return find


@pytest.mark.parametrize("rate", [24, 25, 30])
@pytest.mark.parametrize(("hertz", "told"), [(2, False), (3, False), (4, True), (10, True)])
def test_more_than_three_in_a_second(found: Found, rate: int, hertz: int, told: bool) -> None:
    """The limit itself is allowed, at every rate we make."""
    flashes = found(hertz, rate=rate)
    assert bool(flashes) is told
    if told:
        (one,) = flashes
        assert one.kind == "general"
        assert abs(one.a_second - hertz) <= 0.5


def test_when_is_told(found: Found) -> None:
    """In seconds of the film, each stretch by itself."""
    (one,) = found(8, seconds=(4.0, 5.5, 9.0))
    assert 3.0 <= one.start <= 4.0
    assert 5.3 <= one.end <= 6.0


@pytest.mark.parametrize(("share", "told"), [(0.2, False), (0.3, True)])
def test_a_quarter_of_the_picture(found: Found, share: float, told: bool) -> None:
    assert bool(found(6, share=share)) is told


@pytest.mark.parametrize(
    ("colours", "kinds"),
    [
        (((130, 130, 130), (120, 120, 120)), []),  # a change of two hundredths
        (((255, 255, 255), (232, 232, 232)), []),  # the darker is above 0.80
        (((255, 255, 255), (190, 190, 190)), ["general"]),
        ((RED, BLACK), ["general", "red"]),
        ((RED, (127, 127, 127)), ["red"]),  # as light as each other: only the red tells
        (((200, 110, 110), (120, 142, 142)), []),  # a red that is not saturated
    ],
)
def test_what_counts_as_a_flash(found: Found, colours: tuple[Colour, Colour], kinds: list[str]) -> None:
    assert [one.kind for one in found(5, colours=colours)] == kinds


def test_slow_and_single_changes_are_no_flashes(found: Found) -> None:
    """A cut, a blink and a fade belong to films."""
    assert found(0.5) == []
    assert found(2, seconds=(1.0, 2.5, 6.0)) == []


@pytest.mark.media
@pytest.mark.parametrize(
    ("hertz", "rate", "told"), [(3, 25, False), (4, 60, True), (10, 30, True), (2, 60, False)]
)
def test_a_real_film(clip: Callable[..., Path], tmp_path: Path, hertz: int, rate: int, told: bool) -> None:
    """Through the sandbox, in the preview's one decode: what flashes from the second second on is told."""
    on = f"gte(t,1)*lt(mod(t,{1 / hertz:.6f}),{0.5 / hertz:.6f})"
    film = clip(
        f"flash-{hertz}-{rate}.mp4",
        picture=f"color=gray:s=320x180:r={rate},drawbox=color=white:t=fill:w=300:h=160:enable='{on}'",
        sound="",
        seconds=3.0,
    )
    made = transcode.make_preview(film, transcode.examine(film, Limits()), tmp_path)
    assert bool(made.flashes) is told
    if told:
        (one,) = made.flashes
        assert one.start <= 1.2
        assert one.end >= 2.7
    assert not (tmp_path / "flash.rgb").exists()
