"""A voice alone, pictures alone: what is hidden is in no file anybody can open (S7)."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from PIL import Image, ImageChops, ImageStat

import storage
from tests.video.conftest import source
from video import actions, binaries, graph, hiding, ladder, processing
from video.graph import Findings
from video.models import Video


@pytest.fixture
def transcoded(tmp_path: Path) -> Callable[..., tuple[dict[str, Any], Path]]:
    def run(path: Path, *options: str) -> tuple[dict[str, Any], Path]:
        printed = io.StringIO()
        out = tmp_path / f"out{'-'.join(options)}"
        with pytest.raises(SystemExit) as ended:
            call_command(
                "transcode", str(path), str(out), "--json", "--min-seconds", "0", *options, stdout=printed
            )
        assert ended.value.code == 0, printed.getvalue()
        return json.loads(printed.getvalue()), out

    return run


def apart(one: Image.Image, other: Image.Image) -> float:
    """Return the mean difference of two pictures, 0 to 255."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other.resize(one.size))).mean) / 3


def still(file: Any) -> Image.Image:
    """Return a still picture of ours; a contact sheet of one picture without its white rim."""
    with Image.open(file) as opened:
        picture = opened.convert("RGB")
    white = ImageStat.Stat(picture.crop((0, 0, 3, 3))).mean[0] > 250
    return picture.crop((4, 4, picture.width - 4, picture.height - 4)) if white else picture


def every_frame(path: Path, size: tuple[int, int]) -> Iterator[Image.Image]:
    """Yield every decoded picture of a film of ours."""
    raw = subprocess.run(
        [str(binaries.ffmpeg()), "-v", "error", "-i", str(path), "-f", "rawvideo", "-pix_fmt", "rgb24", "-"],
        check=True, capture_output=True,
    ).stdout  # fmt: skip
    length = size[0] * size[1] * 3
    for start in range(0, len(raw), length):
        yield Image.frombytes("RGB", size, raw[start : start + length])


def loudness(path: Path) -> float:
    """Return the mean volume of a film's sound in dB below full scale."""
    said = subprocess.run(
        [str(binaries.ffmpeg()), "-i", str(path), "-af", "volumedetect", "-f", "null", "-"],
        check=True, capture_output=True, text=True,
    ).stderr  # fmt: skip
    return float(said.partition("mean_volume:")[2].split()[0])


def tracks(path: Path) -> list[str]:
    asked = subprocess.run(
        [str(binaries.ffprobe()), "-v", "error", "-show_entries", "stream=codec_type", "-of", "csv=p=0",
         "-allowed_extensions", "ALL", str(path)],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return sorted({line.split(",")[0] for line in asked.stdout.split() if line})


@pytest.mark.media
def test_hidden_picture_is_in_no_output(clip: Callable[..., Path], transcoded: Any) -> None:
    """Every picture of every file is ours, in the film's own size and length, and the voice is there."""
    film = clip("loud.mp4", picture="testsrc2=s=640x480:r=30", seconds=0.5)
    report, out = transcoded(film, "--hide-picture")
    assert {path.name for path in out.iterdir()} == {row["name"] for row in report["renditions"]}
    cover = hiding.cover(640, 480)
    assert apart(next(every_frame(film, (640, 480))), cover) > 40
    films = {row["name"]: row for row in report["renditions"] if row["kind"] in ("preview", "stream")}
    assert set(films) == {"preview.mp4", "h264-480.mp4", "h264-360.mp4", "h264-240.mp4", "av1-480.mp4"}
    for name, row in films.items():
        assert (row["frames"], row["duration_ms"]) == (15, 500)
        frames = list(every_frame(out / name, (row["width"], row["height"])))
        assert len(frames) == 15
        assert max(apart(frame, cover) for frame in frames) < 6, name
        assert loudness(out / name) > -40
    for name in ("poster.jpg", "thumbnail.webp", "contact-sheet.jpg"):
        assert apart(still(out / name), cover) < 6, name
    master = (out / "master.m3u8").read_text()
    assert "h264-480.m3u8" in master
    assert tracks(out / "h264-480.m3u8") == ["audio", "video"]


@pytest.mark.media
def test_hidden_sound_is_in_no_output(clip: Callable[..., Path], transcoded: Any) -> None:
    """No file has a sound track at all; pictures and length are the film's own."""
    film = clip("loud.mp4", picture="testsrc2=s=640x480:r=30", seconds=0.5)
    report, out = transcoded(film, "--hide-sound")
    films = [row for row in report["renditions"] if row["kind"] in ("preview", "stream")]
    assert {row["frames"] for row in films} == {15}
    for row in films:
        assert tracks(out / row["name"]) == ["video"]
    assert tracks(out / "h264-480.m3u8") == ["video"]
    assert "mp4a" not in (out / "master.m3u8").read_text()
    shown = next(every_frame(out / "h264-480.mp4", (640, 480)))
    assert apart(shown, next(every_frame(film, (640, 480)))) < 12


@pytest.mark.media
def test_hidden_picture_of_an_upright_film_without_sound(clip: Callable[..., Path], transcoded: Any) -> None:
    """A phone held upright, nothing to hear: still a whole, valid film of its own shape."""
    film = clip("mute-tall.mp4", picture="testsrc2=s=270x480:r=25", sound="", seconds=1)
    report, out = transcoded(film, "--hide-picture", "--hide-sound")
    sizes = {(row["width"], row["height"]) for row in report["renditions"] if row["kind"] == "preview"}
    assert sizes == {(270, 480)}
    assert all(apart(one, hiding.cover(270, 480)) < 6 for one in every_frame(out / "preview.mp4", (270, 480)))


@pytest.mark.django_db
@pytest.mark.media
def test_what_was_chosen_on_receipt_holds_for_preview_and_ladder(
    clip: Callable[..., Path], django_capture_on_commit_callbacks: Any
) -> None:
    """The worker's way, from the row: nothing that is stored shows the film's own picture."""
    film = clip("tiny.mp4", picture="testsrc2=s=240x240:r=30", seconds=0.6)
    kept = storage.put(storage.private(), "uploads/hidden", film, content_type="application/octet-stream")
    video = actions.receive(key=kept.key, size=kept.size, sha256=kept.sha256, hide_picture=True)
    assert processing.preview(video.pk)
    with django_capture_on_commit_callbacks(execute=False):
        actions.want_ladder(video=video)
    assert processing.ladder(video.pk)
    video = Video.objects.get(pk=video.pk)
    cover = hiding.cover(240, 240)
    for rendition in video.renditions.filter(width__gt=0, codec=""):
        data = b"".join(storage.private().pieces(rendition.key))
        assert apart(still(io.BytesIO(data)), cover) < 6, rendition.name


def test_nothing_is_asked_of_a_hidden_track() -> None:
    """Pure: no argument maps the film's picture, or its sound, when they are hidden."""
    film, folder = source(), Path("/somewhere/here")
    steps = ladder.steps_for(film)
    covered = (
        graph.preview(Path("/in/film"), film, folder, folder / "cover.rgb"),
        graph.renditions(Path("/in/film"), film, steps, folder, Findings(), folder / "cover.rgb"),
    )
    quiet = graph.preview(Path("/in/film"), hiding.heard(film, hiding.Hidden(sound=True)), folder)
    for arguments in covered:
        inputs = [arguments[at + 1] for at, one in enumerate(arguments) if one == "-i"]
        number = inputs.index("file:/in/film")
        filters = arguments[arguments.index("-filter_complex") + 1]
        assert f"[{number}:1]" in filters
        assert f"[{number}:0]" not in filters
        assert f"[{number}]" not in filters
        assert "-map 0" not in " ".join(arguments)
    assert "[0:0]" in quiet[quiet.index("-filter_complex") + 1]
    assert "[0:1]" not in quiet[quiet.index("-filter_complex") + 1]


@pytest.mark.parametrize("size", [(854, 480), (480, 854), (2, 2), (2560, 240)])
def test_cover_fits_any_film(size: tuple[int, int]) -> None:
    """The same pixels every time, so that a second run makes the same bytes (F8)."""
    assert hiding.cover(*size).size == size
    assert hiding.cover(*size).tobytes() == hiding.cover(*size).tobytes()
