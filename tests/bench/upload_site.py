"""A whole site in processes of its own, as `make run` starts it, for the benchmarks of uploads."""

from __future__ import annotations

import http.client
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import django

from tests.uploads.conftest import OCTETS, ROOT, Site, own_database
from tests.uploads.journeys import COOKIE


@dataclass
class BenchSite:
    site: Site

    @property
    def pid(self) -> int:
        assert self.site.process is not None
        return self.site.process.pid

    def request(
        self,
        method: str,
        path: str,
        body: bytes | memoryview = b"",
        *,
        journey: str = "bench",
        **headers: str,
    ) -> http.client.HTTPResponse:
        """Ask on a new connection; raises RuntimeError for any answer of 400 or more."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        with closing(http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=120)) as line:
            line.request(
                method, path, body, {"Tus-Resumable": "1.0.0", "Cookie": f"{COOKIE}={journey}", **given}
            )
            answer = line.getresponse()
            answer.read()
        if answer.status >= 400:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return answer

    def begin(self, length: int, *, journey: str = "bench") -> str:
        return self.request("POST", "/upload/", Upload_Length=str(length), journey=journey).headers[
            "Location"
        ]

    def send(self, content: bytes, piece: int) -> None:
        """Upload `content` in pieces of `piece` bytes."""
        path = self.begin(len(content))
        whole = memoryview(content)
        for at in range(0, len(content), piece):
            self.request("PATCH", path, whole[at : at + piece], Upload_Offset=str(at), Content_Type=OCTETS)
        self.request("DELETE", path)


@contextmanager
def bench_site(folder: Path, *, workers: int = 1, threads: int | None = None) -> Iterator[BenchSite]:
    """Start gunicorn with its own configuration on a fresh database in `folder`."""
    django.setup()
    with own_database(folder, f"test_heard_bench_{os.getpid()}") as url:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.uploads.site_settings",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
            "DATA_DIR": str(folder),
            "DATABASE_URL": url,
            **({"WEB_THREADS": str(threads)} if threads else {}),
        }
        site = Site(env, folder, options=["--workers", str(workers)])
        try:
            site.start()
            yield BenchSite(site)
        finally:
            if site.process is not None:
                site.kill()
            print((folder / "log").read_text()[-2000:], file=sys.stderr)
