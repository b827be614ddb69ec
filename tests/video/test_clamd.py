"""S37: a scanner that is configured is always asked; down means the film waits."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from video import clamd
from video.enums import Refusal
from video.refusals import Refused

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Daemon:
    """Speaks clamd's INSTREAM as its manual says, and finds only EICAR."""

    def __init__(self, answer: bytes | None = None) -> None:
        self.received = b""
        self._answer = answer
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self._server.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        try:
            connection, _ = self._server.accept()
        except OSError:
            return
        with connection, connection.makefile("rb") as stream:
            command = b""
            while not command.endswith(b"\0"):
                command += stream.read(1)
            if command == b"zPING\0":
                connection.sendall(b"PONG\0")
                return
            while length := struct.unpack(">I", stream.read(4))[0]:
                self.received += stream.read(length)
            found = b"stream: Eicar-Signature FOUND\0" if EICAR in self.received else b"stream: OK\0"
            connection.sendall(found if self._answer is None else self._answer)

    def close(self) -> None:
        self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join()


@pytest.fixture
def daemon(settings: Any) -> Iterator[Callable[..., Daemon]]:
    made: list[Daemon] = []

    def start(answer: bytes | None = None) -> Daemon:
        made.append(Daemon(answer))
        settings.CLAMD_ADDRESS = made[-1].address
        return made[-1]

    yield start
    for one in made:
        one.close()


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film"
    path.write_bytes(bytes(600_000))
    return path


def test_clean_film_passes(daemon: Callable[..., Daemon], film: Path) -> None:
    running = daemon()
    clamd.scan(film)
    assert running.received == film.read_bytes()


def test_infected_film_is_refused(daemon: Callable[..., Daemon], film: Path) -> None:
    daemon()
    film.write_bytes(bytes(300_000) + EICAR)
    with pytest.raises(Refused) as refused:
        clamd.scan(film)
    assert refused.value.code == Refusal.INFECTED


@pytest.mark.parametrize(
    "answer", [b"", b"INSTREAM size limit exceeded. ERROR\0", b"stream: Can't allocate memory ERROR\0"]
)
def test_anything_but_a_verdict_holds(daemon: Callable[..., Daemon], film: Path, answer: bytes) -> None:
    """F16: held, never skipped."""
    daemon(answer)
    with pytest.raises(clamd.ScannerDown):
        clamd.scan(film)


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "unix:///nowhere/clamd.sock"])
def test_down_holds(settings: Any, film: Path, address: str) -> None:
    """F16: held, never skipped."""
    settings.CLAMD_ADDRESS = address
    assert not clamd.answers()
    with pytest.raises(clamd.ScannerDown, match="CLAMD_ADDRESS"):
        clamd.scan(film)


def test_ping(daemon: Callable[..., Daemon]) -> None:
    daemon()
    assert clamd.answers()


def test_without_one_nothing_is_asked(settings: Any, film: Path) -> None:
    settings.CLAMD_ADDRESS = ""
    clamd.scan(film)
    assert clamd.answers()
