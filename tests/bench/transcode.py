"""Transcoding against PeerTube 6.3's arguments: the same clip, the same ffmpeg, the same run.

CPU seconds are what ffmpeg measures of itself, the best of two rounds in which each takes its turn.
VMAF compares each rendition with the clip scaled to the same size and kept lossless. PeerTube's second
generation starts a few frames late; it is lined up before it is judged.
"""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import django
from django.conf import settings

from tests.bench.rows import Row
from video import binaries, graph, ladder, transcode
from video.decide import Limits
from video.ladder import Step

SECONDS = 6
ROUNDS = 2
FRAMES = SECONDS * 30
DRAWN = "a drawn clip: no footage at hand, so quality has no aim"
PEER_SIDES = {1080: "6220k", 720: "3040k", 480: "1470k", 360: "1040k"}
# As good as PeerTube's or better, for no more bytes.
SAME_QUALITY = {1080: 23, 720: 24, 480: 24, 360: 24}
_BENCH = re.compile(r"bench: utime=([\d.]+)s stime=([\d.]+)s")


@dataclass
class Run:
    """One ffmpeg run outside the sandbox, for the other side of a comparison."""

    program: str
    folder: Path

    def __call__(self, *arguments: str) -> float:
        """Run and return CPU seconds."""
        said = self.say("-benchmark", "-y", *arguments)
        found = _BENCH.search(said)
        assert found is not None, said[-800:]
        return float(found[1]) + float(found[2])

    def say(self, *arguments: str) -> str:
        """Run and return what was said."""
        done = subprocess.run(
            [self.program, "-hide_banner", "-nostats", "-nostdin", *arguments],
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-800:]
        return done.stderr


def run() -> Sequence[Row]:
    """Compare preview, PeerTube's own renditions, and all we publish, with PeerTube's ladder."""
    django.setup()
    with tempfile.TemporaryDirectory(prefix="bench-transcode-") as name:
        folder = Path(name)
        ffmpeg = Run(str(binaries.ffmpeg()), folder)
        clip = _clip(ffmpeg, folder)
        same = tuple(
            Step("h264", side, "superfast", SAME_QUALITY[side], int(peak[:-1]) * 1000)
            for side, peak in PEER_SIDES.items()
        )
        rounds = [_round(ffmpeg, clip, folder, same) for _ in range(ROUNDS)]
        whole, preview_cpu, same_cpu, default_cpu = (min(column) for column in zip(*rounds, strict=True))

        rows = [
            Row("PeerTube's ladder 1080/720/480/360", whole, "CPU s", note="" if footage() else DRAWN),
            Row("preview, with contact sheet and poster", preview_cpu / whole, "ratio", 0.15),
            Row("PeerTube's renditions our way", same_cpu / whole, "ratio", 0.65),
            Row("all we publish, H.264 and AV1", default_cpu / whole, "ratio", 0.60),
        ]
        references = {}
        for side in PEER_SIDES:
            references[side] = _reference(ffmpeg, side)
        theirs = {}
        for side in PEER_SIDES:
            theirs[side] = _vmaf(ffmpeg, f"peer-{side}.mp4", references[side], late=True)
            mine = _vmaf(ffmpeg, f"ours/h264-{side}.mp4", references[side])
            rows += [
                Row(
                    f"{side} VMAF above PeerTube's",
                    mine - theirs[side],
                    "points",
                    0.0 if footage() else None,
                    higher_is_better=True,
                    note=f"{mine:.1f} and {theirs[side]:.1f}",
                ),
                Row(
                    f"{side} bytes",
                    _ratio(folder, f"ours/h264-{side}.mp4", f"peer-{side}.mp4"),
                    "ratio",
                    1.05 if footage() else None,
                ),
            ]
        for step in ladder.LADDER:
            if step.side in theirs:
                mine = _vmaf(ffmpeg, f"default/{step.name}.mp4", references[step.side])
                aim = (0.75, 0.0) if step.name == "av1-480" and footage() else (None, None)
                rows += [
                    Row(
                        f"published {step.name} bytes",
                        _ratio(folder, f"default/{step.name}.mp4", f"peer-{step.side}.mp4"),
                        "ratio",
                        aim[0],
                    ),
                    Row(
                        f"published {step.name} VMAF above PeerTube's",
                        mine - theirs[step.side],
                        "points",
                        aim[1],
                        higher_is_better=True,
                        note=f"{mine:.1f} and {theirs[step.side]:.1f}",
                    ),
                ]
        floor = ffmpeg("-threads", "1", "-noautorotate", "-i", "clip.mp4", "-map", "0:v", "-f", "null", "-")
        for step in ladder.LADDER:
            reference = references.get(step.side) or _reference(ffmpeg, step.side)
            floor += _bare(ffmpeg, step, reference)
        rows.append(Row("all we publish, to decode once and bare encodes", default_cpu / floor, "ratio"))
        return rows


def _round(ffmpeg: Run, clip: Path, folder: Path, same: tuple[Step, ...]) -> tuple[float, ...]:
    """Return CPU seconds: PeerTube's ladder, our preview, PeerTube's renditions our way, all we publish."""
    peer = _peer(ffmpeg, "clip.mp4", 1080)
    peer += sum(_peer(ffmpeg, "peer-1080.m3u8", side) for side in (720, 480, 360))
    began = time.process_time()
    source = transcode.examine(clip, Limits())
    preview = transcode.make_preview(clip, source, _new(folder / "preview"))
    preview_cpu = preview.used.cpu_seconds + time.process_time() - began
    _, ours = transcode.make_ladder(clip, source, preview.findings, _new(folder / "ours"), table=same)
    _, default = transcode.make_ladder(clip, source, preview.findings, _new(folder / "default"))
    return peer, preview_cpu, ours.cpu_seconds, default.cpu_seconds


def footage() -> Path | None:
    """Return real footage where it is at hand. Without it a drawn clip shows what the work costs, and
    nothing about quality: no encoder of films is made for its endless fine edges."""
    path = Path(settings.ROOT).parent / "shared" / "corpus" / "android_720p_rot270.mp4"
    return path if path.exists() else None


def _clip(ffmpeg: Run, folder: Path) -> Path:
    """A phone's clip, 1080p30, 16.5 Mb/s, filmed upright; real footage where it is at hand, else drawn."""
    if shot_on_a_phone := footage():
        shot = ["-noautorotate", "-i", str(shot_on_a_phone)]
        loop = "[0:v]fps=30,trim=duration=3,setpts=PTS-STARTPTS,split[a][b];[b]reverse[r];[a][r]concat=n=2"
    else:
        shot = ["-f", "lavfi", "-i", f"mandelbrot=s=1280x720:r=30,trim=duration={SECONDS}"]
        loop = "[0:v]null"
    ffmpeg(
        *("-v", "info", *shot, "-f", "lavfi", "-i", f"sine=330:d={SECONDS}"),
        "-filter_complex",
        f"{loop},scale=2112:1188:flags=lanczos,"
        "crop=1920:1080:x='96+80*sin(n/19)+3*sin(n/1.7)':y='54+40*sin(n/23)+2*sin(n/1.3)',"
        "noise=alls=4:allf=t,format=yuv420p[v]",
        *(
            "-map",
            "[v]",
            "-map",
            "1:a",
            "-c:v",
            "libx264",
            "-preset",
            "veryfast",
            "-b:v",
            "16.5M",
            "-g",
            "30",
        ),
        *("-c:a", "aac", "-ac", "2", "-b:a", "128k", "-r", "30", "-t", str(SECONDS), "flat.mp4"),
    )
    ffmpeg(
        "-display_rotation:v:0", "-90", "-i", "flat.mp4", "-c", "copy", "-movflags", "+faststart", "clip.mp4"
    )
    return folder / "clip.mp4"


def _peer(ffmpeg: Run, source: str, side: int) -> float:
    """PeerTube 6.3: one process a rendition, the lower ones made of the transcoded file."""
    peak = PEER_SIDES[side]
    return ffmpeg(
        *("-i", source, "-vf", f"scale={side}:{_long(side)}", "-c:v", "libx264", "-preset", "veryfast"),
        *(
            "-maxrate",
            peak,
            "-bufsize",
            f"{2 * int(peak[:-1])}k",
            "-b_strategy",
            "1",
            "-bf",
            "16",
            "-r",
            "30",
        ),
        *("-g", "60", "-pix_fmt", "yuv420p", "-threads", "1", "-map_metadata", "-1", "-c:a", "aac"),
        *("-f", "hls", "-hls_time", "4", "-hls_playlist_type", "vod", "-hls_segment_type", "fmp4"),
        *("-hls_flags", "single_file", "-hls_segment_filename", f"peer-{side}.mp4", f"peer-{side}.m3u8"),
    )


def _reference(ffmpeg: Run, side: int) -> str:
    size = f"scale={side}:{_long(side)}:flags=bicubic"
    ffmpeg(
        "-i",
        "clip.mp4",
        "-an",
        "-vf",
        f"{size},fps=30",
        "-frames:v",
        str(FRAMES),
        "-pix_fmt",
        "yuv420p",
        "-c:v",
        "ffv1",
        f"reference-{side}.mkv",
    )
    return f"reference-{side}.mkv"


def _bare(ffmpeg: Run, step: Step, reference: str) -> float:
    """The encoder alone, fed from memory as far as a lossless file can be."""
    reading = ffmpeg("-threads", "1", "-i", reference, "-f", "null", "-")
    options = []
    for name, value in graph.encoder(step, rate=graph.ladder.MOST_RATE).items():
        options += [f"-{name}", str(value)]
    return ffmpeg("-threads", "1", "-i", reference, *options, "-f", "null", "-") - reading


def _vmaf(ffmpeg: Run, made: str, reference: str, *, late: bool = False) -> float:
    start = _lateness(ffmpeg, made, reference) if late else 0
    return _compare(
        ffmpeg, made, reference, start, "libvmaf=n_threads=2:n_subsample=6", r"VMAF score: ([\d.]+)"
    )


def _lateness(ffmpeg: Run, made: str, reference: str) -> int:
    """Return by how many frames `made` starts late: where it is most like the reference."""
    likeness = {
        start: _compare(ffmpeg, made, reference, start, "psnr", r"average:([\d.]+)", frames=20)
        for start in range(8)
    }
    return max(likeness, key=lambda start: likeness[start])


def _compare(
    ffmpeg: Run, made: str, reference: str, start: int, measure: str, answer: str, frames: int = FRAMES - 8
) -> float:
    said = ffmpeg.say(
        *("-i", made, "-i", reference, "-lavfi"),
        f"[0:v]trim=start_frame={start},settb=1/30,setpts=N,trim=end_frame={frames}[a];"
        f"[1:v]settb=1/30,setpts=N,trim=end_frame={frames}[b];[a][b]{measure}",
        *("-f", "null", "-"),
    )
    found = re.search(answer, said)
    assert found is not None, said[-500:]
    return float(found[1])


def _ratio(folder: Path, ours: str, theirs: str) -> float:
    return (folder / ours).stat().st_size / (folder / theirs).stat().st_size


def _long(side: int) -> int:
    return round(side * 16 / 9 / 2) * 2


def _new(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder
