"""A page's time with and without 200 slow phones (50 KB/s each) that upload meanwhile.

The phones are one process with one selector, so that they cost the machine as little as they can;
all of it on loopback, bounded in number and in time.
"""

from __future__ import annotations

import http.client
import json
import os
import selectors
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil

from tests.bench.rows import Row
from tests.bench.upload_site import OCTETS, BenchSite, bench_site
from tests.uploads.journeys import COOKIE

PHONES = int(os.environ.get("BENCH_PHONES", "200"))
BYTES_A_SECOND = 50_000
SECONDS = int(os.environ.get("BENCH_PHONES_SECONDS", "30"))
PIECE = 5 * 1024**2
PAGES = {"cheap page": "/test/cheap/", "home page": "/"}


def run() -> Iterator[Row]:
    """Yield p50 and p95 in ms without and with the phones, their ratio, and what the phones got through."""
    with TemporaryDirectory(prefix="bench-phones-") as folder, bench_site(Path(folder), workers=2) as site:
        with ThreadPoolExecutor(8) as pool:
            paths = list(pool.map(lambda i: site.begin(PIECE * 4, journey=f"phone {i}"), range(PHONES)))
        alone = {name: _times(site, path, SECONDS / 3) for name, path in PAGES.items()}
        phones = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.bench.slow_phones",
                str(site.site.port),
                str(SECONDS * 6 // 5 + 20),
                *paths,
            ],
            stdout=subprocess.PIPE,
        )
        _until_all_send(site, phones)
        workers = psutil.Process(site.pid).children()
        busy, began = sum(sum(worker.cpu_times()[:2]) for worker in workers), time.monotonic()
        time.sleep(SECONDS / 5)
        busy, waited = sum(sum(worker.cpu_times()[:2]) for worker in workers) - busy, time.monotonic() - began
        yield Row(f"{PHONES} phones: cores the server is busy on", round(busy / waited, 2), "cores", aim=0.5)
        beside = {name: _times(site, path, SECONDS / len(PAGES)) for name, path in PAGES.items()}
        told = json.loads(phones.communicate(timeout=SECONDS * 2 + 120)[0])
        for name in PAGES:
            without, with_phones = _p95(alone[name]), _p95(beside[name])
            yield Row(f"{name}: p95 alone", round(without, 1), "ms", note=f"p50 {_p50(alone[name]):.1f}")
            note = f"p50 {_p50(beside[name]):.1f}, {len(beside[name])} asked, none failed"
            yield Row(f"{name}: p95 beside {PHONES} phones", round(with_phones, 1), "ms", note=note)
            yield Row(f"{name}: p95 with to without", round(with_phones / without, 2), "ratio", aim=3)
        yield Row("phones cut off or refused", told["failed"], "phones", aim=0)
        wanted = PHONES * BYTES_A_SECOND * told["seconds"]
        yield Row(
            "bytes the phones got through, of what they could send",
            round(told["bytes"] / wanted, 3),
            "ratio",
            aim=0.95,
            higher_is_better=True,
        )


def _until_all_send(site: BenchSite, phones: subprocess.Popen[bytes]) -> None:
    """Wait until some of every phone's bytes are on the disk."""
    folder = site.site.private / "originals"
    patience = time.monotonic() + 60
    while sum(path.stat().st_size > 0 for path in folder.glob("[!.]*")) < PHONES:
        if time.monotonic() > patience or phones.poll() is not None:
            raise RuntimeError("The phones do not send.")
        time.sleep(0.2)


def _times(site: BenchSite, path: str, seconds: float) -> list[float]:
    """Ask for `path` ten times a second at most; return milliseconds, each a 200."""
    found = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.perf_counter()
        with closing(http.client.HTTPConnection("127.0.0.1", site.site.port, timeout=30)) as line:
            line.request("GET", path)
            answer = line.getresponse()
            answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        found.append(1000 * (time.perf_counter() - began))
        time.sleep(max(0.0, 0.1 - (time.perf_counter() - began)))
    return found


def _p50(times: list[float]) -> float:
    return statistics.median(times)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


class _Phone:
    """Sends one piece after another, a little each tenth of a second."""

    def __init__(self, port: int, path: str, number: int) -> None:
        self.at = self.sent = 0
        self.line = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.head = (
            f"PATCH {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nTus-Resumable: 1.0.0\r\n"
            f"Cookie: {COOKIE}=phone {number}\r\n"
            f"Content-Type: {OCTETS}\r\nContent-Length: {PIECE}\r\n"
        )
        self.failed = False

    def begin(self) -> None:
        self.line.sendall(f"{self.head}Upload-Offset: {self.at}\r\n\r\n".encode())
        self.line.setblocking(False)

    def drip(self, size: int) -> None:
        if self.failed or self.sent >= PIECE:
            return
        try:
            self.sent += self.line.send(bytes(min(size, PIECE - self.sent)))
        except BlockingIOError:
            return
        except OSError:
            self.failed = True

    def hear(self) -> None:
        try:
            answer = self.line.recv(4096)
        except OSError:
            answer = b""
        if not answer.startswith(b"HTTP/1.1 204"):
            self.failed = True
            return
        self.at += PIECE
        self.sent = 0
        self.line.setblocking(True)
        self.begin()


def phones(port: int, seconds: float, paths: list[str]) -> None:
    """Be all the phones; print bytes sent, seconds and how many failed."""
    watched = selectors.DefaultSelector()
    all_of_them = [_Phone(port, path, number) for number, path in enumerate(paths)]
    for phone in all_of_them:
        phone.begin()
        watched.register(phone.line, selectors.EVENT_READ, phone)
    began = last = time.monotonic()
    while (now := time.monotonic()) - began < seconds:
        for phone in all_of_them:
            phone.drip(int(BYTES_A_SECOND * (now - last)))
        last = now
        for key, _ in watched.select(timeout=max(0.0, 0.1 - (time.monotonic() - now))):
            key.data.hear()
            if key.data.failed:
                watched.unregister(key.fileobj)
        time.sleep(max(0.0, 0.1 - (time.monotonic() - now)))
    print(
        json.dumps(
            {
                "bytes": sum(phone.at + phone.sent for phone in all_of_them),
                "seconds": last - began,
                "failed": sum(phone.failed for phone in all_of_them),
            }
        )
    )


if __name__ == "__main__":
    phones(int(sys.argv[1]), float(sys.argv[2]), sys.argv[3:])
