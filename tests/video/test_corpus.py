"""Real, odd and hostile clips of the shared corpus, each against what its manifest expects."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.video.conftest import CORPUS, expectations

pytestmark = [
    pytest.mark.media,
    pytest.mark.skipif(not CORPUS.exists(), reason=f"the shared corpus is not at {CORPUS}"),
]

REASONS = {
    "reject: no video": {"no_video"},
    "reject: unreadable": {"unreadable"},
    "reject: encrypted": {"encrypted"},
    "reject: image": {"image"},
    "reject: too long": {"too_long"},
    "reject: too short": {"too_short"},
    "reject: empty": {"empty"},
    "reject: incomplete upload; ask to send again": {"incomplete"},
    "reject: not an allowed container; no connection made": {"not_a_film"},
    "reject: picture too large, before decode": {"picture_too_large"},
}
EITHER = ("accept or reject", "accept with errors or reject", "reject or take only")
# Strings planted in, or really recorded by, the clips (S3).
PLANTED = (
    *(b"07700 900123", b"+51.5007", b"Child Name", b"IMG_0001", b"iPhone 15", b"2026-05-01T12"),
    *(b"+48.3896", b"+011.0470", b"iPhone 14", b"com.apple.quicktime", b"ISO6709", b"com.android"),
    *(b"evil.html", b"<script>", b"Core Media", b"GPAC ISO"),
)


@pytest.mark.parametrize(("file", "expected"), expectations())
def test_corpus(tmp_path: Path, file: str, expected: str) -> None:
    """Accepted or refused as the manifest says; what comes out is one film, upright and without a word."""
    code, report = run(CORPUS / file, tmp_path)
    if expected.startswith("reject:"):
        assert report["reason"] in REASONS[expected]
    elif expected == "reject":
        assert code == 3
    elif not expected.startswith(EITHER):
        assert code == 0, report
    assert code in (0, 3)
    if code == 3:
        assert report["message"]
        return
    streams = [row for row in report["renditions"] if row["kind"] == "stream"]
    assert len({(row["frames"], row["duration_ms"]) for row in streams}) == 1
    short = min(report["source"]["upright"])
    for row in streams:
        assert row["width"] % 2 == row["height"] % 2 == 0
        assert min(row["width"], row["height"]) <= short
        upright = report["source"]["upright"]
        assert row["width"] / row["height"] == pytest.approx(upright[0] / upright[1], rel=0.03)
        assert row["frames"] / row["duration_ms"] * 1000 <= 30.5
    for path in tmp_path.iterdir():
        data = path.read_bytes()
        for word in PLANTED:
            assert word not in data, (path.name, word)


def run(path: Path, out: Path) -> tuple[int, dict[str, Any]]:
    printed = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("transcode", str(path), str(out), "--json", "--min-seconds", "0", stdout=printed)
    return int(ended.value.code or 0), json.loads(printed.getvalue())
