"""tus over real sockets: a client nobody here wrote, two writers, dead phones, killed servers."""

from __future__ import annotations

import hashlib
import http.client
import os
import random
import socket
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from tusclient.client import TusClient

from tests.uploads.conftest import OCTETS, Site
from tests.uploads.journeys import COOKIE

MIB = 1024**2


def film(path: Path, size: int) -> str:
    """Write `size` bytes that do not repeat; return their SHA-256."""
    source = random.Random(size)
    digest = hashlib.sha256()
    with path.open("wb") as out:
        while size:
            piece = source.randbytes(min(MIB, size))
            digest.update(piece)
            out.write(piece)
            size -= len(piece)
    return digest.hexdigest()


def request(
    site: Site, method: str, path: str, body: bytes = b"", **headers: str
) -> http.client.HTTPResponse:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    with closing(http.client.HTTPConnection("127.0.0.1", site.port, timeout=60)) as line:
        line.request(method, path, body, {"Tus-Resumable": "1.0.0", "Cookie": f"{COOKIE}=ours", **given})
        answer = line.getresponse()
        answer.read()
        return answer


def begin(site: Site, length: int) -> str:
    return request(site, "POST", "/upload/", Upload_Length=str(length)).headers["Location"]


def offset(site: Site, path: str) -> int:
    return int(request(site, "HEAD", path).headers["Upload-Offset"])


def patch(site: Site, path: str, at: int, body: bytes) -> http.client.HTTPResponse:
    return request(site, "PATCH", path, body, Upload_Offset=str(at), Content_Type=OCTETS)


def half_open(site: Site, path: str, at: int, promised: int, sent: bytes) -> socket.socket:
    """Begin a PATCH of `promised` bytes, send only `sent` of them, and leave the line as it is."""
    line = socket.create_connection(("127.0.0.1", site.port))
    line.sendall(
        (
            f"PATCH {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nTus-Resumable: 1.0.0\r\nCookie: {COOKIE}=ours\r\n"
            f"Upload-Offset: {at}\r\nContent-Type: {OCTETS}\r\nContent-Length: {promised}\r\n\r\n"
        ).encode()
        + sent
    )
    return line


def until(answer: Callable[[], bool], seconds: float) -> float:
    began = time.monotonic()
    while not answer():
        assert time.monotonic() - began < seconds, "waited in vain"
        time.sleep(0.1)
    return time.monotonic() - began


def bytes_in(site: Site) -> int:
    return sum(path.stat().st_size for path in (site.private / "originals").glob("[!.]*"))


def busy(site: Site, path: str, promised: int, sent: bytes) -> socket.socket:
    """Return a half-open line whose server is at work: some of what was sent is on the disk."""
    before = bytes_in(site)
    line = half_open(site, path, 0, promised, sent)
    until(lambda: bytes_in(site) > before, 30)
    return line


def kept(site: Site) -> set[str]:
    """The SHA-256 of every file in private storage."""
    return {
        hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (site.private / "originals").glob("*")
        if not path.name.startswith(".")
    }


def send_with_tuspy(site: Site, path: Path, *, chunk: int, url: str | None = None) -> str:
    client = TusClient(f"{site.url}/upload/", headers={"Cookie": f"{COOKIE}=ours"})
    with path.open("rb") as content:
        uploader = client.uploader(file_stream=content, chunk_size=chunk, url=url, upload_checksum=True)
        uploader.upload()
    return str(uploader.url)


@pytest.mark.parametrize("chunk", [5 * MIB, 300_001], ids=["pieces of 5 MiB", "odd pieces"])
def test_bytes_from_tuspy_are_the_bytes_kept(site: Site, tmp_path: Path, chunk: int) -> None:
    """Equal by SHA-256, sent by a client nobody here wrote, with a checksum for each piece."""
    sha256 = film(tmp_path / "film", 12 * MIB + chunk % 1000)
    send_with_tuspy(site, tmp_path / "film", chunk=chunk)
    assert sha256 in kept(site)


def test_server_killed_in_a_piece_goes_on_from_the_true_offset(
    make_site: Callable[..., Site], tmp_path: Path
) -> None:
    """F1, A: kill -9 in the middle of a PATCH; HEAD then tells an offset that is really there."""
    own = make_site()
    sha256 = film(tmp_path / "film", 9 * MIB)
    content = (tmp_path / "film").read_bytes()
    path = begin(own, len(content))
    line = half_open(own, path, 0, len(content), content[: 2 * MIB])
    sent = 2 * MIB
    # Drop by drop, until the server acknowledges on the way.
    while offset(own, path) == 0:
        line.sendall(content[sent : sent + 20_000])
        sent += 20_000
        time.sleep(0.2)
    own.kill()
    line.close()
    own.start()
    at = offset(own, path)
    assert MIB < at <= sent
    until(lambda: patch(own, path, at, content[at : at + 1]).status == 204, 20)
    send_with_tuspy(own, tmp_path / "film", chunk=5 * MIB, url=f"{own.url}{path}")
    assert kept(own) == {sha256}


def test_second_writer_waits_for_the_first(site: Site) -> None:
    """One writer at a time: 423 while bytes arrive."""
    path = begin(site, 100_000)
    line = busy(site, path, 100_000, b"a" * 40_000)
    assert patch(site, path, 0, b"b").status == 423
    line.sendall(b"a" * 60_000)
    assert line.recv(20).startswith(b"HTTP/1.1 204")
    line.close()
    assert offset(site, path) == 100_000
    assert hashlib.sha256(b"a" * 100_000).hexdigest() in kept(site)


def test_phone_that_hangs_up_can_go_on_at_once(site: Site) -> None:
    """A: what arrived before the line was cut is kept and acknowledged."""
    path = begin(site, 100_000)
    line = busy(site, path, 100_000, b"a" * 40_000)
    line.close()
    until(lambda: offset(site, path) == 40_000, 5)
    assert patch(site, path, 40_000, b"a" * 60_000).status == 204


def test_dead_line_blocks_the_returning_phone_for_seconds_only(site: Site) -> None:
    """A half-open line, as a phone leaves that lost its network; its late bytes change nothing."""
    path = begin(site, 300_000)
    line = busy(site, path, 300_000, b"b" * 100_000)
    waited = until(lambda: patch(site, path, offset(site, path), b"b" * 50_000).status == 204, 20)
    assert waited < 10
    at = offset(site, path)
    line.sendall(b"x" * 200_000)
    time.sleep(0.5)
    assert offset(site, path) == at
    assert patch(site, path, at, b"c" * (300_000 - at)).status == 204
    assert hashlib.sha256(b"b" * at + b"c" * (300_000 - at)).hexdigest() in kept(site)
    line.close()


def test_memory_stays_flat(make_site: Callable[..., Site], tmp_path: Path) -> None:
    """64 MiB in one request; the bench sends 500."""
    own = make_site()
    content = os.urandom(64 * MIB)
    path = begin(own, len(content))
    patch(own, begin(own, 3 * MIB), 0, content[: 3 * MIB])
    assert own.process is not None
    workers = psutil.Process(own.process.pid).children()
    before = sum(worker.memory_info().rss for worker in workers)
    most = [0]
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            most[0] = max(most[0], sum(worker.memory_info().rss for worker in workers))
            time.sleep(0.005)

    watcher = threading.Thread(target=watch)
    watcher.start()
    assert patch(own, path, 0, content).status == 204
    done.set()
    watcher.join()
    assert most[0] - before < 24 * MIB
    assert hashlib.sha256(content).hexdigest() in kept(own)


def test_slow_bodies_never_hold_every_thread(make_site: Callable[..., Site]) -> None:
    """More slow phones than slots: pages answer, and the phone too many is asked to come back."""
    own = make_site(env={"WEB_THREADS": "67"}, options=["--threads", "67"])
    lines = [half_open(own, begin(own, 200_000), 0, 200_000, b"a" * 1000) for _ in range(3)]
    until(lambda: patch(own, begin(own, 200_000), 0, b"a" * 200_000).status == 503, 20)
    assert request(own, "GET", "/test/cheap/").status == 200
    assert patch(own, begin(own, 10), 0, b"a" * 10).status == 204
    for line in lines:
        line.close()
    until(lambda: patch(own, begin(own, 200_000), 0, b"a" * 200_000).status == 204, 20)
