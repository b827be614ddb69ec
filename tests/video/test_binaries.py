"""Which ffmpeg makes the films: the first that can do all of it, never one that would fail at each film."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from video import binaries

OLD, NEW = Path("/usr/bin/ffmpeg"), Path("/from/a/wheel/ffmpeg")
ABLE = {"-encoders": " ".join(binaries.NEEDED_ENCODERS), "-filters": " ".join(binaries.NEEDED_FILTERS)}
HELP = "framelog <int>\n  quiet -8\n  info 32"


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[Path, dict[str, str]]]:
    """`says[path][question]` is what that ffmpeg answers."""
    told: dict[Path, dict[str, str]] = {path: {**ABLE, "-h": HELP} for path in (OLD, NEW)}
    monkeypatch.setattr(binaries, "_candidates", lambda *_: iter((OLD, NEW)))
    monkeypatch.setattr(binaries, "_says", lambda path, *question: told[path][question[0]])
    binaries.ffmpeg.cache_clear()
    yield told
    binaries.ffmpeg.cache_clear()


def test_the_systems_own_comes_first(says: dict[Path, dict[str, str]]) -> None:
    assert binaries.ffmpeg() == OLD


@pytest.mark.parametrize(
    ("question", "answer"),
    [("-encoders", "libx264 aac"), ("-filters", "bwdif"), ("-h", "framelog <int>\n  info 32\n  verbose 40")],
    ids=["without AV1", "without zscale", "of version 5"],
)
def test_one_that_lacks_something_is_passed_over(
    says: dict[Path, dict[str, str]], question: str, answer: str
) -> None:
    says[OLD][question] = answer
    assert binaries.ffmpeg() == NEW


def test_where_none_can_it_is_said_what_each_lacks(says: dict[Path, dict[str, str]]) -> None:
    for told in says.values():
        told["-h"] = "info verbose"
    with pytest.raises(binaries.Missing, match="ebur128's quiet"):
        binaries.ffmpeg()


@pytest.mark.media
def test_the_one_that_is_found_can_do_all_of_it() -> None:
    assert binaries._lacks(binaries.ffmpeg()) == []
