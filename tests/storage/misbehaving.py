"""A proxy on loopback before an S3 server, which misbehaves as told (F5)."""

from __future__ import annotations

import http.client
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from urllib.parse import urlsplit

ERROR_BODY = (
    b'<?xml version="1.0" encoding="UTF-8"?><Error><Code>InternalError</Code>'
    b"<Message>We encountered an internal error. Please try again.</Message></Error>"
)
_PASSED = ("host", "authorization", "content-type", "content-md5", "range", "if-match")


@dataclass
class Proxy:
    """`fail(fault, when, times)` spoils the next `times` requests that `when` (method, path) picks."""

    port: int = 0
    seen: list[tuple[str, str]] = field(default_factory=list)
    spoiled: list[str] = field(default_factory=list)
    _plan: list[list[object]] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def fail(self, fault: str, when: Callable[[str, str], bool], *, times: int = 1) -> None:
        """Faults: 503, timeout, error-in-200, lost-answer, cut-short, altered."""
        self._plan.append([fault, when, times])

    def fault_for(self, method: str, path: str) -> str:
        with self._lock:
            self.seen.append((method, path))
            for entry in self._plan:
                fault, when, times = entry
                if times and when(method, path):
                    entry[2] = times - 1
                    self.spoiled.append(str(fault))
                    return str(fault)
        return ""


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def misbehaving(endpoint: str, *, patience: float = 1.0) -> Iterator[Proxy]:
    """Yield a proxy before `endpoint`; a 'timeout' keeps the client waiting `patience` seconds."""
    proxy = Proxy()
    behind = urlsplit(endpoint)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args: object) -> None:
            """Say nothing."""

        def answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            fault = proxy.fault_for(self.command, self.path)
            if fault == "503":
                return self.reply(503, b"<Error><Code>SlowDown</Code></Error>")
            if fault == "timeout":
                time.sleep(patience)
                self.close_connection = True
                return None
            if fault == "error-in-200":
                return self.reply(200, ERROR_BODY)
            line = http.client.HTTPConnection(behind.hostname or "", behind.port, timeout=30)
            line.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() in _PASSED or name.lower().startswith("x-amz"):
                    line.putheader(name, value)
            line.putheader("Content-Length", str(len(body)))
            line.endheaders(body)
            answer = line.getresponse()
            content = answer.read()
            headers = dict(answer.getheaders())
            line.close()
            if fault == "lost-answer":
                self.close_connection = True
                return None
            if fault == "altered" and content:
                content = content[:-1] + bytes([content[-1] ^ 1])
            if fault == "cut-short":
                self.reply(answer.status, content[: len(content) // 2], headers, length=len(content))
                self.close_connection = True
                return None
            return self.reply(answer.status, content, headers)

        def reply(
            self,
            status: int,
            content: bytes,
            headers: dict[str, str] | None = None,
            *,
            length: int | None = None,
        ) -> None:
            self.send_response(status)
            for name, value in (headers or {}).items():
                if name.lower() not in (
                    "content-length",
                    "connection",
                    "transfer-encoding",
                    "date",
                    "server",
                ):
                    self.send_header(name, value)
            if self.command == "HEAD" and headers:
                length = int(headers.get("Content-Length", 0))
            self.send_header("Content-Length", str(len(content) if length is None else length))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(content)

        do_GET = do_PUT = do_POST = do_HEAD = do_DELETE = answer

    with _Server(("127.0.0.1", 0), Handler) as server:
        proxy.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield proxy
        finally:
            server.shutdown()
            thread.join()
