"""What ffprobe says, turned into numbers that decisions can rest on."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

from tests.video.conftest import source
from video.source import parse, with_times


def matrix(*numbers: int) -> dict[str, object]:
    a, b, c, d = (number * 65536 for number in numbers)
    rows = f"\n00000000: {a} {b} 0\n00000001: {c} {d} 0\n00000002: 0 0 1073741824\n"
    return {"side_data_list": [{"side_data_type": "Display Matrix", "displaymatrix": rows}]}


@pytest.mark.parametrize(
    ("numbers", "turn", "mirrored"),
    [
        ((1, 0, 0, 1), 0, False),
        ((0, 1, -1, 0), 90, False),
        ((-1, 0, 0, -1), 180, False),
        ((0, -1, 1, 0), 270, False),
        ((-1, 0, 0, 1), 0, True),
        ((0, -1, -1, 0), 90, True),
        ((1, 0, 0, -1), 180, True),
        ((0, 1, 1, 0), 270, True),
    ],
)
def test_orientation(numbers: tuple[int, ...], turn: int, mirrored: bool) -> None:
    """All eight ways a camera can be held, the mirrored ones of selfies included."""
    found = source(stream=matrix(*numbers))
    assert (found.turn, found.mirrored) == (turn, mirrored)


def test_htc_turn_in_track_name() -> None:
    """Old HTC phones wrote the turn into the name of a Matroska track."""
    assert source(stream={"tags": {"title": "htc_video_rotA-090"}}).turn == 90
    assert source(stream={"tags": {"title": "htc_video_rotA-091"}}).turn == 0


def test_upright_in_square_pixels() -> None:
    found = source(
        stream={"width": 720, "height": 576, "sample_aspect_ratio": "64:45", **matrix(0, 1, -1, 0)}
    )
    assert found.upright == (576, 1024)
    assert found.short_side == 576


def test_main_track_is_neither_cover_nor_empty() -> None:
    """Cover pictures and empty tracks are no films."""
    cover = {"index": 0, "codec_type": "video", "codec_name": "png", "width": 9000, "height": 9000,
             "pix_fmt": "rgba", "disposition": {"attached_pic": 1, "default": 1}}  # fmt: skip
    empty = {"index": 1, "codec_type": "video", "codec_name": "h264", "width": 1920, "height": 1080}
    small = {"index": 2, "codec_type": "video", "codec_name": "h264", "width": 64, "height": 64,
             "pix_fmt": "yuv420p"}  # fmt: skip
    assert parse({"streams": [cover, empty, small]}, container="mov").video_index == 2
    assert parse({"streams": [cover]}, container="mov").video_index is None
    assert parse({"streams": [cover, empty]}, container="mov").pixel_format == ""


@pytest.mark.parametrize(
    ("times", "rate", "steady"),
    [
        ([n / 60 for n in range(120)], Fraction(60), True),
        ([round(n / 30, 3) for n in range(90)], Fraction(30), True),
        ([n * 1001 / 30000 for n in range(90)], Fraction(30000, 1001), True),
        ([0.0, *(0.5 + n / 60 for n in range(119))], Fraction(60), True),
        ([n / 30 + (n % 3) * 0.02 for n in range(90)], None, False),
    ],
)
def test_rate_from_times(times: list[float], rate: Fraction | None, steady: bool) -> None:
    """Matroska's milliseconds and a pause at the start are steady; a phone in the dark is not."""
    found = source(times=times)
    assert found.steady is steady
    if rate is not None:
        assert abs(found.rate - rate) < Fraction(1, 50)


def test_length_is_that_of_the_pictures() -> None:
    """Headers lie: a recording by a browser has no length, another promises ten hours."""
    told = source(stream={"duration": "36000"}, format={"duration": "36000"})
    assert told.seconds == pytest.approx(2.0)
    assert source(stream={"duration": None}, format={}).seconds == pytest.approx(2.0)


@pytest.mark.parametrize(
    "answer", [{}, {"streams": None}, {"streams": [{}]}, {"streams": [], "format": None}]
)
def test_parse_survives_silence(answer: dict[str, object]) -> None:
    found = with_times(parse(answer, container="mov"), [])
    assert found.video_index is None
    assert found.frames == 0


def test_absurd_numbers_count_as_nothing() -> None:
    found = source(
        stream={
            "width": "x",
            "height": -5,
            "sample_aspect_ratio": "0:0",
            "avg_frame_rate": "0/0",
            "nb_frames": "1e99",
        }
    )
    assert (found.width, found.height, found.pixel_shape, found.declared_frames) == (0, 0, (1, 1), 0)


def test_nothing_of_the_films_own_words_is_kept() -> None:
    """S3: the row in the database holds numbers and words from closed lists."""
    planted = "+51.5033-000.1276/"
    found = source(
        stream={"tags": {"title": planted, "location": planted}, "codec_name": "h264", "pix_fmt": planted},
        format={"tags": {"location": planted}, "duration": "2"},
    )
    assert planted not in json.dumps(found.as_json())
