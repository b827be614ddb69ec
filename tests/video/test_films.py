"""Films made here, through the real command: what comes out is what was filmed, and nothing else."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from PIL import Image

from tests.video.conftest import QUARTERS
from video import binaries, fragments, pictures, transcode
from video.decide import Limits

pytestmark = pytest.mark.media

RED, LIME, BLUE, WHITE = (255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)
PLANTED = ("+51.5033-000.1276/", "Planted Name", "07700 900123", "planted-comment", "planted-chapter")
Result = tuple[int, dict[str, Any], Path]


@pytest.fixture
def transcoded(tmp_path: Path) -> Callable[..., Result]:
    """`transcoded(path)` is (exit code, what was printed as JSON, the folder)."""

    def run(path: Path, *options: str) -> Result:
        printed = io.StringIO()
        out = tmp_path / "out"
        with pytest.raises(SystemExit) as ended:
            call_command(
                "transcode", str(path), str(out), "--json", "--min-seconds", "0", *options, stdout=printed
            )
        return int(ended.value.code or 0), json.loads(printed.getvalue()), out

    return run


def names(report: dict[str, Any]) -> set[str]:
    return {row["name"] for row in report["renditions"]}


def near(found: Any, wanted: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 48 for a, b in zip(found, wanted, strict=True))


def corners(picture: Image.Image) -> list[Any]:
    width, height = picture.size
    places = [(0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)]
    return [picture.getpixel((int(width * x), int(height * y))) for x, y in places]


def test_accepted_film(clip: Callable[..., Path], transcoded: Callable[..., Result]) -> None:
    """Everything of design §5: exit 0, the report, and every file of the ladder."""
    code, report, out = transcoded(clip("plain.mp4", picture="testsrc2=s=854x480:r=30"))
    assert (code, report["accepted"], report["reason"]) == (0, True, "")
    assert names(report) == {
        *("preview.mp4", "contact-sheet.jpg", "poster.jpg", "thumbnail.webp", "master.m3u8"),
        *(f"h264-{side}.{kind}" for side in (480, 360, 240) for kind in ("mp4", "m3u8")),
        *("av1-480.mp4", "av1-480.m3u8"),
    }
    assert {path.name for path in out.iterdir()} == names(report)
    streams = [row for row in report["renditions"] if row["kind"] == "stream"]
    assert {(row["frames"], row["duration_ms"]) for row in streams} == {(30, 1000)}
    assert set(report["seconds"]) >= {"examine", "preview", "ladder"}


def test_each_stream_plays_alone_and_in_hls(
    clip: Callable[..., Path], transcoded: Callable[..., Result]
) -> None:
    """Single-file fMP4: index at the front; the byte ranges of the playlist are whole pieces."""
    _, _, out = transcoded(clip("long.mp4", picture="testsrc2=s=320x240:r=30", seconds=9.0))
    file = fragments.read(out / "h264-240.mp4")
    assert file.indexed
    assert len(file.fragments) == 3
    assert file.frames == 270
    playlist = (out / "h264-240.m3u8").read_text()
    ranges = [line.split(":")[1] for line in playlist.splitlines() if line.startswith("#EXT-X-BYTERANGE")]
    data = (out / "h264-240.mp4").read_bytes()
    for one in ranges:
        length, offset = (int(number) for number in one.split("@"))
        assert data[offset + 4 : offset + 8] == b"moof"
        assert offset + length <= len(data)
    # A decoder nobody here wrote reads the playlist to its end.
    counted = subprocess.run(
        [str(binaries.ffprobe()), "-v", "error", "-allowed_extensions", "ALL", "-count_frames",
         "-select_streams", "v", "-show_entries", "stream=nb_read_frames", "-of", "csv=p=0",
         str(out / "h264-240.m3u8")],
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert counted.stdout.split(",")[0].split()[0] == "270"
    master = (out / "master.m3u8").read_text()
    assert 'CODECS="avc1.' in master
    assert "mp4a.40.2" in master


@pytest.mark.parametrize(
    ("degrees", "flip", "expected"),
    [
        (0, False, [RED, LIME, BLUE, WHITE]),
        (-90, False, [BLUE, RED, WHITE, LIME]),
        (180, False, [WHITE, BLUE, LIME, RED]),
        (90, False, [LIME, WHITE, RED, BLUE]),
        (0, True, [LIME, RED, WHITE, BLUE]),
    ],
)
def test_upright(
    clip: Callable[..., Path],
    turned: Callable[..., Path],
    transcoded: Callable[..., Result],
    frame: Callable[..., Any],
    degrees: int,
    flip: bool,
    expected: list[tuple[int, int, int]],
) -> None:
    """However the phone was held; in preview, poster and rendition, with no turn left to the player."""
    film = turned(clip("quarters.mp4", picture=QUARTERS, seconds=0.5), degrees, flip=flip)
    _, _, out = transcoded(film)
    shape = (180, 320) if degrees in (90, -90) else (320, 180)
    for picture in (
        frame(out / "h264-180.mp4", at=3),
        frame(out / "preview.mp4", at=3),
        Image.open(out / "poster.jpg"),
    ):
        assert picture.size == shape
        assert all(near(found, wanted) for found, wanted in zip(corners(picture), expected, strict=True))
    assert not fragments.read(out / "h264-180.mp4").turned


def test_no_planted_word_survives(
    clip: Callable[..., Path], transcoded: Callable[..., Result], tmp_path: Path
) -> None:
    """S3: place, name, number, chapter, subtitle and an archive behind the film reach no output."""
    chapters = tmp_path / "chapters.txt"
    chapters.write_text(";FFMETADATA1\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=500\ntitle=planted-chapter\n")
    subtitles = tmp_path / "subtitles.srt"
    subtitles.write_text("1\n00:00:00,000 --> 00:00:01,000\nplanted-comment\n")
    planted = tmp_path / "planted.mov"
    subprocess.run(
        [str(binaries.ffmpeg()), "-v", "error", "-i", str(clip("for-words.mp4", seconds=0.6)),
         "-i", str(chapters), "-i", str(subtitles), "-map", "0", "-map", "2", "-map_metadata", "1",
         "-c", "copy", "-c:s", "mov_text",
         "-movflags", "use_metadata_tags", "-metadata", f"location={PLANTED[0]}",
         "-metadata", f"com.apple.quicktime.location.ISO6709={PLANTED[0]}",
         "-metadata", f"author={PLANTED[1]}",
         "-metadata", f"phone={PLANTED[2]}", "-metadata", f"comment={PLANTED[3]}",
         "-metadata:s:v", f"handler_name={PLANTED[1]}", str(planted)],
        check=True,
    )  # fmt: skip
    archive = io.BytesIO()
    import zipfile

    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("planted-comment.txt", PLANTED[2])
    planted.write_bytes(planted.read_bytes() + archive.getvalue())
    for word in PLANTED:
        assert word.encode() in planted.read_bytes()
    code, report, out = transcoded(planted)
    assert code == 0
    for path in out.iterdir():
        for word in (*PLANTED, "PK\x03\x04planted"):
            assert word.encode() not in path.read_bytes(), (path.name, word)
    assert not any(word in json.dumps(report) for word in PLANTED)


def test_sixty_is_halved_without_judder(clip: Callable[..., Path], transcoded: Callable[..., Result]) -> None:
    code, report, _ = transcoded(clip("sixty.mp4", picture="testsrc2=s=320x240:r=60"))
    stream = next(row for row in report["renditions"] if row["kind"] == "stream")
    assert (code, stream["frames"], stream["duration_ms"]) == (0, 30, 1000)


@pytest.mark.parametrize(
    ("name", "picture", "options", "size"),
    [
        ("anamorphic.mp4", "testsrc2=s=320x240:r=25,setsar=64/45", (), (456, 240)),
        ("odd.mkv", "testsrc2=s=321x241:r=25", ("-c:v", "ffv1", "-pix_fmt", "yuv444p"), (320, 240)),
        (
            "interlaced.mp4",
            "testsrc2=s=320x240:r=50,interlace",
            ("-c:v", "libx264", "-flags", "+ilme+ildct"),
            (320, 240),
        ),
        (
            "ten-bit.webm",
            "testsrc2=s=320x240:r=25",
            ("-c:v", "libvpx-vp9", "-deadline", "realtime"),
            (320, 240),
        ),
        ("tiny.3gp", "testsrc2=s=176x144:r=15", ("-c:v", "h263", "-c:a", "aac"), (176, 144)),
        ("old.avi", "testsrc2=s=320x240:r=25", ("-c:v", "mpeg4", "-c:a", "mp2"), (320, 240)),
    ],
)
def test_strange_shapes(
    clip: Callable[..., Path],
    transcoded: Callable[..., Result],
    name: str,
    picture: str,
    options: tuple[str, ...],
    size: tuple[int, int],
) -> None:
    """Every container we take; square pixels, even sizes, 4:2:0."""
    code, report, _ = transcoded(clip(name, picture=picture, options=options, seconds=0.6))
    assert code == 0, report
    stream = next(row for row in report["renditions"] if row["kind"] == "stream")
    assert (stream["width"], stream["height"]) == size


def test_sound_is_stereo_and_lifted(clip: Callable[..., Path], transcoded: Callable[..., Result]) -> None:
    """A whisper in 5.1 is heard from both sides."""
    quiet = clip(
        "quiet.mp4",
        picture="testsrc2=s=320x240:r=10",
        sound="sine=f=440:r=44100,volume=-20dB,aformat=channel_layouts=5.1",
        seconds=3.0,
    )
    _, _, out = transcoded(quiet)

    def loudness(path: Path) -> float:
        said = subprocess.run(
            [str(binaries.ffmpeg()), "-hide_banner", "-nostats", "-i", str(path),
             "-af", "ebur128=framelog=quiet",
             "-f", "null", "-"], capture_output=True, text=True, check=True,
        ).stderr  # fmt: skip
        assert "stereo" in said or path == quiet
        return float(transcode._LOUDNESS.findall(said)[-1])

    assert loudness(quiet) < -30
    assert loudness(out / "h264-240.mp4") > loudness(quiet) + 10


def test_silent_film_stays_silent(clip: Callable[..., Path], transcoded: Callable[..., Result]) -> None:
    code, _, out = transcoded(clip("silent.mp4", sound="", picture="testsrc2=s=320x240:r=30"))
    assert code == 0
    assert len(fragments.read(out / "h264-240.mp4").codecs) == 1


def test_hdr_comes_out_as_sdr(
    clip: Callable[..., Path], transcoded: Callable[..., Result], frame: Any
) -> None:
    """PQ is tone-mapped and tagged BT.709: a grey of 203 nits is near white, not dim."""
    hdr = clip(
        "hdr.mp4",
        picture="color=0x808080:s=320x240:r=25,format=yuv420p10le,"
        "setparams=color_trc=smpte2084:color_primaries=bt2020:colorspace=bt2020nc:range=tv",
        sound="",
        options=("-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=none:hdr10=1",
                 "-color_trc", "smpte2084", "-color_primaries", "bt2020", "-colorspace", "bt2020nc",
                 "-tag:v", "hvc1"),
        seconds=0.4,
    )  # fmt: skip
    code, report, out = transcoded(hdr)
    assert code == 0
    assert report["source"]["hdr"] is True
    tags = subprocess.run(
        [str(binaries.ffprobe()), "-v", "error", "-show_entries",
         "stream=pix_fmt,color_range,color_space,color_transfer,color_primaries", "-of", "json",
         str(out / "h264-240.mp4")], check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert json.loads(tags.stdout)["streams"][0] == {
        "pix_fmt": "yuv420p",
        "color_range": "tv",
        "color_space": "bt709",
        "color_transfer": "bt709",
        "color_primaries": "bt709",
    }
    grey = frame(out / "h264-240.mp4").getpixel((160, 120))
    assert max(grey) - min(grey) < 12
    assert 90 < grey[0] < 190


@pytest.mark.parametrize(
    ("cut", "reasons"),
    [
        ("behind the index", {"incomplete"}),
        ("before the index", {"incomplete"}),
        ("noise", {"unreadable"}),
    ],
    ids=["behind the index", "before the index", "noise"],
)
def test_broken_films(
    clip: Callable[..., Path], transcoded: Callable[..., Result], tmp_path: Path, cut: str, reasons: set[str]
) -> None:
    """S34: ffmpeg exits 0 on a film cut in half; we do not."""
    fast = ("-c:v", "libx264", "-preset", "ultrafast", "-movflags", "+faststart")
    name, options = ("index-last.mp4", fast[:4]) if cut == "before the index" else ("index-first.mp4", fast)
    whole = clip(name, seconds=2.0, options=options)  # a clip made twice under one name is the later one
    data = bytearray(whole.read_bytes())
    if cut == "noise":
        start = data.index(b"mdat") + 8
        data[start:] = bytes((n * 37 + n // 251) % 256 for n in range(len(data) - start))
    else:
        data = data[: len(data) // 2]
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(data)
    code, report, _ = transcoded(broken)
    assert code == 3
    assert report["reason"] in reasons
    assert report["message"]


def test_preview_only_and_limits(clip: Callable[..., Path], transcoded: Callable[..., Result]) -> None:
    film = clip("for-limits.mp4", picture="testsrc2=s=320x240:r=30", seconds=2.0)
    code, report, _ = transcoded(film, "--preview-only")
    assert code == 0
    assert names(report) == {"preview.mp4", "contact-sheet.jpg", "poster.jpg"}
    assert transcoded(film, "--max-seconds", "1")[1]["reason"] == "too_long"
    assert transcoded(film, "--min-seconds", "3")[1]["reason"] == "too_short"


def test_failure_is_not_a_refusal(tmp_path: Path, transcoded: Callable[..., Result]) -> None:
    code, report, _ = transcoded(tmp_path / "not-there.mp4")
    assert (code, report["accepted"], report["reason"]) == (1, False, "failed")


def test_command_needs_no_database(clip: Callable[..., Path], tmp_path: Path, settings: Any) -> None:
    import os

    film = clip("small.mp4", picture="testsrc2=s=320x180:r=30")
    done = subprocess.run(
        [sys.executable, "manage.py", "transcode", str(film), str(tmp_path / "out"), "--json",
         "--preview-only"],
        cwd=settings.ROOT,
        env={**os.environ, "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
             "DATA_DIR": str(tmp_path),
             "DJANGO_SETTINGS_MODULE": "config.settings.dev"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["accepted"] is True


def test_contact_sheet_keeps_proportions() -> None:
    """Portrait films are not squashed, and nothing is cut off."""
    for size in ((480, 854), (854, 480), (480, 480)):
        frames = [Image.new("RGB", size, (n * 20, 0, 0)) for n in range(12)]
        sheet = pictures.contact_sheet(frames)
        across = pictures._columns(12, size[0] / size[1])
        cell = (sheet.width - 4) / across - 4, (sheet.height - 4) / (12 // across) - 4
        assert cell[0] / cell[1] == pytest.approx(size[0] / size[1], rel=0.02)
        assert 0.4 < sheet.width / sheet.height < 2.5


def test_poster_is_neither_black_nor_blank() -> None:
    busy = Image.effect_noise((320, 180), 80).convert("RGB")
    frames = [Image.new("RGB", (320, 180)), Image.new("RGB", (320, 180), "white"), busy, busy]
    assert pictures.best(frames) == 2


def test_pictures_carry_nothing_but_a_picture(
    clip: Callable[..., Path], transcoded: Callable[..., Result]
) -> None:
    """S3."""
    _, _, out = transcoded(clip("small.mp4", picture="testsrc2=s=320x180:r=30"), "--preview-only")
    for name in ("poster.jpg", "contact-sheet.jpg"):
        with Image.open(out / name) as opened:
            assert not opened.getexif()
            assert set(opened.info) <= {
                "jfif",
                "jfif_version",
                "jfif_unit",
                "jfif_density",
                "progressive",
                "progression",
            }


def test_rate_of_a_strange_film(clip: Callable[..., Path]) -> None:
    """Matroska names any rate; the pictures' own times decide."""
    film = clip("twenty-four.mkv", picture="testsrc2=s=320x240:r=24", options=("-c:v", "mpeg4"), seconds=2.0)
    source = transcode.examine(film, Limits())
    assert abs(source.rate - Fraction(24)) < Fraction(1, 10)
    assert source.steady


def test_pictures_on_pages_are_light(tmp_path: Path) -> None:
    """Byte budgets: even all grain, twelve thumbnails weigh less than 200 KB and keep their shape."""
    grain = Image.effect_noise((1280, 720), 40).convert("RGB")
    pictures.save_poster(grain, tmp_path / "poster.jpg")
    pictures.save_thumbnail(grain, tmp_path / "thumbnail.webp")
    with Image.open(tmp_path / "poster.jpg") as poster, Image.open(tmp_path / "thumbnail.webp") as small:
        assert poster.size == (854, 480)
        assert small.size == (400, 225)
    assert (tmp_path / "thumbnail.webp").stat().st_size * 12 < 200 * 1024
