"""The web server of production as a process: what no client and no test server has tidied up."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings

PATIENCE_SECONDS = 120


@contextmanager
def gunicorn(env: dict[str, str], log: Path) -> Iterator[int]:
    """Run gunicorn with `env`; yields its port once it answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    root = Path(settings.ROOT)
    configuration = str(root / "site/config/gunicorn.py")
    command = [sys.executable, "-m", "gunicorn", "-c", configuration, "--bind", f"127.0.0.1:{port}"]
    with log.open("wb") as output:
        server = subprocess.Popen(
            [*command, "config.wsgi:application"],
            cwd=root,
            env={**env, "WEB_WORKERS": "1"},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            ends = time.monotonic() + PATIENCE_SECONDS
            while not _answers(port):
                if server.poll() is not None or time.monotonic() > ends:
                    pytest.fail(log.read_text(), pytrace=False)
                time.sleep(0.2)
            yield port
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def raw(port: int, request: bytes) -> bytes:
    """Send bytes as they are and return all that comes back."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as wire:
        wire.sendall(request)
        answer = b""
        while part := wire.recv(65536):
            answer += part
    return answer


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=5) as wire:
            wire.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
            return wire.recv(12).startswith(b"HTTP/1.1")
    except OSError:
        return False
