"""The way from numbers to ffmpeg's arguments, without ffmpeg."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from tests.video.conftest import source
from video import graph, ladder
from video.graph import Findings
from video.source import Source

FILM, OUT = Path("/box/film"), Path("/box/out")


def arguments(found: Source) -> list[str]:
    return graph.renditions(FILM, found, ladder.steps_for(found), OUT, Findings(loudness=-26.0))


def wiring(found: Source) -> str:
    made = arguments(found)
    return made[made.index("-filter_complex") + 1]


def sizes(found: Source) -> list[tuple[str, tuple[int, int]]]:
    return [(step.name, ladder.size(found, step.side)) for step in ladder.steps_for(found)]


def test_sizes_go_by_the_short_side_and_never_up() -> None:
    upright = replace(source(), turn=90)
    assert ("h264-720", (720, 1280)) in sizes(upright)
    assert ("av1-480", (480, 854)) in sizes(upright)
    vga = replace(source(), width=640, height=480)
    assert {name for name, _ in sizes(vga)} == {"h264-480", "h264-360", "h264-240", "av1-480"}
    assert sizes(replace(source(), width=176, height=144)) == [("h264-144", (176, 144))]
    assert sizes(replace(source(), width=321, height=241)) == [("h264-240", (320, 240))]


def test_a_panorama_stays_bounded() -> None:
    wide = replace(source(), width=16_000, height=1_000)
    assert max(max(size) for _, size in sizes(wide)) <= ladder.LONGEST_SIDE


@pytest.mark.parametrize(
    ("rate", "steady", "expected"),
    [
        (Fraction(30), True, (Fraction(30), 1)),
        (Fraction(60), True, (Fraction(30), 2)),
        (Fraction(60000, 1001), True, (Fraction(30000, 1001), 2)),
        (Fraction(50), True, (Fraction(25), 2)),
        (Fraction(24), True, (Fraction(24), 1)),
        (Fraction(3003, 100), True, (Fraction(30), 1)),
        (Fraction(240), True, (Fraction(30), 8)),
        (Fraction(1000), True, (Fraction(1000, 32), 32)),
        (Fraction(2744, 100), False, (Fraction(30), 1)),
        (Fraction(2), True, (Fraction(10), 1)),
    ],
)
def test_rate_is_steady_and_at_most_thirty(
    rate: Fraction, steady: bool, expected: tuple[Fraction, int]
) -> None:
    """50 and 60 are halved exactly: no judder. An unsteady film goes to 30."""
    found, keep = ladder.rate(replace(source(), rate=rate, steady=steady))
    assert found <= 30
    assert (found, keep) == (min(Fraction(30), expected[0]), expected[1])


def test_one_decode_for_all_renditions() -> None:
    made = arguments(source())
    assert made.count("-i") == 1
    assert wiring(source()).count("[0:0]") == 1
    assert "split=3" in wiring(source())


def test_no_string_of_the_film_comes_out() -> None:
    """S3: for each output, metadata, chapters and per-picture side data are dropped."""
    made = arguments(source())
    outputs = sum(value.endswith(".mp4") for value in made)
    assert made.count("-map_metadata") == made.count("-map_chapters") == outputs == len(ladder.LADDER)
    assert "sidedata=mode=delete" in wiring(source())


def test_every_output_ends() -> None:
    """S35: no film can put off the end of an output."""
    made = arguments(source())
    assert made.count("-t") == len(ladder.LADDER)
    assert made[made.index("-t") + 1] == "2.000000"


def test_the_demuxer_is_told() -> None:
    """S33: one demuxer, one protocol."""
    made = arguments(source())
    opened = made[: made.index("-i") + 2]
    assert opened[opened.index("-f") + 1] == "mov"
    assert opened[opened.index("-protocol_whitelist") + 1] == "file"
    assert opened[-1] == "file:/box/film"


def test_one_thread_a_rendition() -> None:
    made = arguments(source())
    assert made.count("-threads:v") == sum(step.codec == "h264" for step in ladder.LADDER)
    assert sum("lp=1" in value for value in made) == sum(step.codec == "av1" for step in ladder.LADDER)


@pytest.mark.parametrize("transfer", ["smpte2084", "arib-std-b67"])
def test_hdr_is_tone_mapped(transfer: str) -> None:
    found = replace(source(), transfer=transfer, primaries="bt2020", matrix="bt2020nc")
    assert "tonemap=" in wiring(found)
    assert f"tin={transfer}" in wiring(found)


def test_sdr_is_not_tone_mapped_but_wide_colours_are_brought_in() -> None:
    assert "tonemap=" not in wiring(source())
    assert "zscale" not in wiring(source())
    wide = wiring(replace(source(), primaries="smpte432"))
    assert "tonemap=" not in wide
    assert "p=bt709" in wide


def test_full_range_becomes_limited() -> None:
    assert "in_range=pc" in wiring(replace(source(), full_range=True))
    assert "out_range=tv" in wiring(source())


def test_colours_without_a_tag_are_guessed_by_size() -> None:
    assert "in_color_matrix=bt709" in wiring(replace(source(), matrix=""))
    assert "in_color_matrix=bt601" in wiring(replace(source(), matrix="", width=640, height=480))
    assert "in_color_matrix" not in wiring(source())


def test_interlaced_only_when_it_is() -> None:
    assert "bwdif" in wiring(replace(source(), interlaced=True))
    assert "bwdif" not in wiring(source())


def test_silent_film_has_no_sound_track() -> None:
    made = arguments(replace(source(), audio_index=None))
    assert "-c:a" not in made
    assert "alimiter" not in wiring(replace(source(), audio_index=None))


@pytest.mark.parametrize(
    ("loudness", "decibels"),
    [(-16.0, 0.0), (-26.0, 10.0), (-10.0, -6.0), (-50.0, graph.MOST_GAIN_DB), (-70.0, 0.0), (None, 0.0)],
)
def test_gain(loudness: float | None, decibels: float) -> None:
    """A whisper is lifted, a shout lowered, silence left alone."""
    assert graph.gain(loudness) == decibels
