"""What would happen to this file: the worker's own code, sandbox and limits, on a local file."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from video import clamd, refusals, sandbox, transcode, verify
from video.boxes import Malformed
from video.decide import Limits
from video.hiding import Hidden

ACCEPTED, FAILED, REFUSED = 0, 1, 3


@dataclass
class Report:
    """What is printed as JSON. Seconds are wall clock by step, and CPU of the two ffmpeg runs."""

    accepted: bool = False
    reason: str = ""
    message: str = ""
    source: dict[str, Any] = field(default_factory=dict)
    renditions: list[dict[str, Any]] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    peak_bytes: int = 0
    sandbox: str = ""

    @contextmanager
    def timed(self, step: str) -> Iterator[None]:
        """Add the wall-clock seconds of a step."""
        began = time.monotonic()
        try:
            yield
        finally:
            self.seconds[step] = round(time.monotonic() - began, 3)

    def used(self, step: str, used: transcode.Used) -> None:
        """Add what ffmpeg measured of itself."""
        self.seconds[f"{step}_cpu"] = round(used.cpu_seconds, 3)
        self.peak_bytes = max(self.peak_bytes, used.peak_bytes)


class Command(BaseCommand):
    """Exit code 0: accepted. 3: refused. 1: failed. Needs no database."""

    help = "Examine FILE and make its safe renditions in OUTDIR, as the worker would."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        limits = Limits()
        parser.add_argument("file", type=Path)
        parser.add_argument("outdir", type=Path)
        parser.add_argument("--json", action="store_true", help="Print one JSON object instead of words.")
        parser.add_argument("--min-seconds", type=float, default=limits.least_seconds)
        parser.add_argument("--max-seconds", type=float, default=limits.most_seconds)
        parser.add_argument("--preview-only", action="store_true", help="Stop at what reviewers see first.")
        parser.add_argument("--hide-picture", action="store_true", help="A voice alone: show ours instead.")
        parser.add_argument("--hide-sound", action="store_true", help="Pictures alone: nothing is heard.")

    def handle(self, *args: Any, **options: Any) -> None:
        report = Report()
        limits = Limits(least_seconds=options["min_seconds"], most_seconds=options["max_seconds"])
        try:
            hidden = Hidden(picture=options["hide_picture"], sound=options["hide_sound"])
            _work(
                report, options["file"].resolve(), options["outdir"], limits, hidden, options["preview_only"]
            )
            report.accepted, code = True, ACCEPTED
        except refusals.Refused as refused:
            report.reason, report.message = refused.code.value, refusals.sentence(refused.code)
            code = REFUSED
        except (
            OSError,
            Malformed,
            sandbox.Held,
            sandbox.LimitReached,
            transcode.Failed,
            verify.WrongOutput,
        ) as error:
            report.reason, report.message, code = "failed", str(error), FAILED
        self.stdout.write(json.dumps(vars(report), default=str) if options["json"] else _words(report))
        sys.exit(code)


def _work(
    report: Report, path: Path, outdir: Path, limits: Limits, hidden: Hidden, preview_only: bool
) -> None:
    outdir.mkdir(parents=True, exist_ok=True)
    outdir = outdir.resolve()
    report.sandbox = sandbox.rung().value
    clamd.scan(path)
    with report.timed("examine"):
        source = transcode.examine(path, limits)
    report.source = source.as_json()
    with report.timed("preview"):
        preview = transcode.make_preview(path, source, outdir, hidden=hidden)
    report.used("preview", preview.used)
    made = {one.path.name: one for one in preview.files}
    if not preview_only:
        with report.timed("ladder"):
            files, used = transcode.make_ladder(path, source, preview.findings, outdir, hidden=hidden)
        report.used("ladder", used)
        made |= {one.path.name: one for one in files}
    report.source["damaged"] = preview.findings.damaged
    report.source["flashes"] = [asdict(one) for one in preview.flashes]
    report.renditions = [_row(one) for one in made.values()]


def _row(one: transcode.Made) -> dict[str, Any]:
    data = one.path.read_bytes()
    return {
        "name": one.path.name,
        "kind": one.kind.value,
        "codec": one.codec,
        "width": one.width,
        "height": one.height,
        "frames": one.frames,
        "duration_ms": one.duration_ms,
        "bits_per_second": one.bits_per_second,
        "bytes": len(data),
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _words(report: Report) -> str:
    if not report.accepted:
        return f"{report.reason}: {report.message}"
    lines = [
        f"{row['name']:<20} {row['width']}x{row['height']} {row['bytes']} bytes" for row in report.renditions
    ]
    return "\n".join(["accepted", *lines])
