"""Upload throughput against a bare file write, and what 500 MB cost the server in memory."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tests.bench.rows import Row
from tests.bench.upload_site import BenchSite, bench_site

MIB = 1024**2
SIZE = int(os.environ.get("BENCH_UPLOAD_MIB", "500")) * MIB
PIECES = {"pieces of 5 MiB": 5 * MIB, "one piece": SIZE}


def run() -> Iterator[Row]:
    """Yield throughput in MiB/s, time as a ratio to the bare write, and growth in MiB."""
    content = os.urandom(SIZE)
    with TemporaryDirectory(prefix="bench-upload-") as folder, bench_site(Path(folder)) as site:
        site.send(content[: 8 * MIB], 8 * MIB)
        bare = min(_bare_write(Path(folder) / "bare", content) for _ in range(3))
        yield Row("bare file write with fsync", round(SIZE / MIB / bare, 1), "MiB/s")
        for name, piece in PIECES.items():
            runs = [_watched(site, content, piece) for _ in range(2)]
            took = min(seconds for _, seconds, _ in runs)
            worked = min(busy for _, _, busy in runs)
            grown = max(growth for growth, _, _ in runs)
            note = "received, flushed, read back, hashed"
            yield Row(f"upload, {name}", round(SIZE / MIB / took, 1), "MiB/s", note=note)
            yield Row(
                f"upload, {name}: time to the bare write",
                round(took / bare, 2),
                "ratio",
                aim=8 if piece == SIZE else None,
            )
            yield Row(f"upload, {name}: work of the server", round(worked, 2), "CPU s", aim=4)
            yield Row(f"upload, {name}: growth of the server", round(grown / MIB, 1), "MiB", aim=32)


def _bare_write(path: Path, content: bytes) -> float:
    began = time.perf_counter()
    with path.open("wb") as out:
        for at in range(0, len(content), MIB):
            out.write(content[at : at + MIB])
        out.flush()
        os.fsync(out.fileno())
    took = time.perf_counter() - began
    path.unlink()
    return took


def _watched(site: BenchSite, content: bytes, piece: int) -> tuple[int, float, float]:
    """Send `content`; return the growth of the server's memory in bytes, seconds, CPU seconds."""
    workers = psutil.Process(site.pid).children()
    before = most = sum(worker.memory_info().rss for worker in workers)
    done = threading.Event()

    def watch() -> None:
        nonlocal most
        while not done.wait(0.05):
            most = max(most, sum(worker.memory_info().rss for worker in workers))

    watcher = threading.Thread(target=watch)
    watcher.start()
    began, busy = time.perf_counter(), _worked(workers)
    site.send(content, piece)
    took, busy = time.perf_counter() - began, _worked(workers) - busy
    done.set()
    watcher.join()
    return most - before, took, busy


def _worked(workers: list[psutil.Process]) -> float:
    return sum(sum(worker.cpu_times()[:2]) for worker in workers)
