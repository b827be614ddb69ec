"""Asking a ClamAV daemon about a file, where one is configured (S37). Down means: the film waits."""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings

from video.enums import Refusal
from video.refusals import Refused
from video.sandbox import Held

_PIECE = 256 * 1024
_SECONDS = 60.0
_PING_SECONDS = 2.0  # whoever watches /readyz does not wait


class ScannerDown(Held):
    """The scanner is configured and gave no verdict."""


def scan(path: Path, *, tick: Callable[[], None] | None = None) -> None:
    """Return when the scanner finds nothing, or when CLAMD_ADDRESS is not set.

    Raises Refused(INFECTED) for a finding, and ScannerDown for anything but a clear verdict:
    an unscanned film is never opened.
    """
    if not settings.CLAMD_ADDRESS:
        return
    try:
        verdict = _ask(settings.CLAMD_ADDRESS, path, tick)
    except OSError as error:
        raise ScannerDown(f"CLAMD_ADDRESS={settings.CLAMD_ADDRESS} does not answer: {error}") from error
    if verdict.endswith("FOUND"):
        raise Refused(Refusal.INFECTED)
    if verdict != "stream: OK":
        raise ScannerDown(f"clamd gave no verdict: {verdict!r}. Its StreamMaxLength must be at least 1G.")


def answers() -> bool:
    """Return whether the configured scanner answers; True when none is configured."""
    if not settings.CLAMD_ADDRESS:
        return True
    try:
        with _connect(settings.CLAMD_ADDRESS, _PING_SECONDS) as connection:
            connection.sendall(b"zPING\0")
            return connection.recv(16).startswith(b"PONG")
    except OSError:
        return False


def _ask(address: str, path: Path, tick: Callable[[], None] | None) -> str:
    with _connect(address) as connection, path.open("rb") as opened:
        connection.sendall(b"zINSTREAM\0")
        while piece := opened.read(_PIECE):
            connection.sendall(struct.pack(">I", len(piece)) + piece)
            if tick is not None:
                tick()
        connection.sendall(struct.pack(">I", 0))
        answer = bytearray()
        while not answer.endswith(b"\0"):
            more = connection.recv(4096)
            if not more:
                break
            answer += more
    return answer.rstrip(b"\0").decode("utf-8", "replace").strip()


def _connect(address: str, seconds: float = _SECONDS) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(seconds)
        try:
            connection.connect(parts.path)
        except OSError:
            connection.close()
            raise
        return connection
    return socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 3310), timeout=seconds)
