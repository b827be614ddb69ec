"""A mail server on loopback that can be down, say no, or vanish in the middle."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any


@dataclass
class MailServer:
    """What it was given, and how it behaves. `port` stays the same while it is down."""

    received: list[str] = field(default_factory=list)
    recipient_answer: str = "250 OK"
    data_answer: str | None = "250 OK"  # None: takes the letter and hangs up without a word
    says_goodbye: bool = True
    port: int = 0
    _server: socketserver.ThreadingTCPServer | None = None

    def start(self) -> None:
        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address = True
            daemon_threads = True

        mail_server = self

        class Conversation(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                self._say("220 mail.example")
                while line := self.rfile.readline():
                    match line.split()[0].upper() if line.split() else b"":
                        case b"RCPT":
                            self._say(mail_server.recipient_answer)
                        case b"DATA":
                            self._say("354 go on")
                            self._take_letter()
                            if mail_server.data_answer is None:
                                return
                            self._say(mail_server.data_answer)
                            if not mail_server.says_goodbye:
                                return
                        case b"QUIT":
                            self._say("221 bye")
                            return
                        case _:
                            self._say("250 OK")

            def _take_letter(self) -> None:
                lines: list[bytes] = []
                while (line := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(line)
                mail_server.received.append(b"".join(lines).decode())

            def _say(self, words: str) -> None:
                self.wfile.write(words.encode() + b"\r\n")

        self._server = Server(("127.0.0.1", self.port), Conversation)
        self.port = self._server.server_address[1]
        threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True
        ).start()

    def stop(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None


@contextmanager
def mail_server(**behaviour: Any) -> Iterator[MailServer]:
    """A running server; stopped at the end if it still runs."""
    server = MailServer(**behaviour)
    server.start()
    try:
        yield server
    finally:
        server.stop()
