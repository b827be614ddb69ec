"""A network between browser and site that can be slow and can be cut, as a phone's is."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Network:
    """Passes bytes on at `bytes_a_second` upwards; `cut()` kills every line and refuses new ones."""

    def __init__(self, port: int) -> None:
        self.bytes_a_second = 100_000_000
        self._to = port
        self._is_cut = False
        self._is_over = False
        self._lines: set[socket.socket] = set()
        self._threads: list[threading.Thread] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self._start(self._let_in)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._door.getsockname()[1]}"

    def cut(self) -> None:
        self._is_cut = True
        for line in list(self._lines):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self._is_cut = False

    def close(self) -> None:
        self._is_over = True
        self.cut()
        with suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        for thread in self._threads:
            thread.join(5)

    def _start(self, work: object, *args: object) -> None:
        thread = threading.Thread(target=work, args=args, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _let_in(self) -> None:
        while not self._is_over:
            try:
                phone, _ = self._door.accept()
            except OSError:
                return
            if self._is_cut:
                phone.close()
                continue
            site = socket.create_connection(("127.0.0.1", self._to))
            self._lines |= {phone, site}
            self._start(self._pass_on, phone, site, True)
            self._start(self._pass_on, site, phone, False)

    def _pass_on(self, source: socket.socket, target: socket.socket, is_upwards: bool) -> None:
        with suppress(OSError):
            while piece := source.recv(16_384 if is_upwards else 65_536):
                target.sendall(piece)
                if is_upwards and len(piece) > 2000:
                    time.sleep(len(piece) / self.bytes_a_second)
        for line in (source, target):
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        self._lines.discard(source)
        source.close()


@contextmanager
def network_to(port: int | None) -> Iterator[Network]:
    """Yield a network that leads to `port` on this machine."""
    assert port is not None
    network = Network(port)
    try:
        yield network
    finally:
        network.close()
