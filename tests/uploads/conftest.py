"""A tus client on Django's own, and the whole site in processes of its own."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from psycopg import sql

from tests.databases import test_database as databases
from tests.uploads.journeys import COOKIE

ROOT = Path(__file__).resolve().parents[2]
OCTETS = "application/offset+octet-stream"


class Tus:
    """The requests a tus client makes, as one journey."""

    def __init__(self, client: Client, journey: str | None = "ours") -> None:
        self.client = client
        if journey:
            client.cookies[COOKIE] = journey

    def ask(
        self, method: str, path: str, data: bytes = b"", *, version: str | None = "1.0.0", **headers: str
    ) -> Any:
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if version:
            given["Tus-Resumable"] = version
        return self.client.generic(
            method, path, data, content_type=given.pop("Content-Type", ""), headers=given
        )

    def begin(self, length: int, data: bytes = b"", **headers: str) -> Any:
        if data:
            headers["Content_Type"] = OCTETS
        return self.ask("POST", "/upload/", data, Upload_Length=str(length), **headers)

    def new(self, length: int) -> str:
        answer = self.begin(length)
        assert answer.status_code == 201, answer.content
        return str(answer["Location"])

    def patch(self, path: str, offset: int, data: bytes, **headers: str) -> Any:
        given = {"Content_Type": OCTETS, "Upload_Offset": str(offset), **headers}
        return self.ask("PATCH", path, data, **given)

    def offset(self, path: str) -> int:
        answer = self.ask("HEAD", path)
        assert answer.status_code == 200, answer
        return int(answer["Upload-Offset"])


@pytest.fixture(autouse=True)
def journeys(settings: Any) -> None:
    settings.UPLOAD_OWNER = "tests.uploads.journeys.owner_of"


@pytest.fixture(autouse=True)
def own_disk(settings: Any, tmp_path: Path) -> Path:
    """Private storage of this test alone; a test that wants S3 puts buckets in its place."""
    private = settings.STORAGES["private"]
    settings.STORAGES = {
        **settings.STORAGES,
        "private": {**private, "OPTIONS": {**private["OPTIONS"], "location": tmp_path / "private"}},
    }
    return tmp_path / "private"


@pytest.fixture
def tus(db: None) -> Tus:
    """A tus client of the journey 'ours', in this process."""
    return Tus(Client())


@pytest.fixture
def stranger(db: None) -> Tus:
    """A tus client of another journey."""
    return Tus(Client(), "theirs")


# --- The whole site in processes of its own ------------------------------------------------------


@dataclass
class Site:
    """gunicorn with this project, a database and a folder of its own."""

    env: dict[str, str]
    folder: Path
    port: int = 0
    process: subprocess.Popen[bytes] | None = None
    options: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def private(self) -> Path:
        return self.folder / "private"

    def start(self) -> None:
        if not self.port:
            with closing(socket.socket()) as free:
                free.bind(("127.0.0.1", 0))
                self.port = free.getsockname()[1]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "gunicorn", "-c", "python:config.gunicorn"),
                    *("--bind", f"127.0.0.1:{self.port}", "--workers", "1", *self.options),
                    "config.wsgi",
                ],
                cwd=ROOT,
                env=self.env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.wait()

    def wait(self) -> None:
        patience = time.monotonic() + 120
        while time.monotonic() < patience:
            if self.process is not None and self.process.poll() is not None:
                break
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
                    line.sendall(b"OPTIONS /upload/ HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n")
                    if line.recv(64).startswith(b"HTTP/1"):
                        return
            except OSError:
                pass
            time.sleep(0.1)
        raise RuntimeError((self.folder / "log").read_text())

    def kill(self) -> None:
        """kill -9 of everything at once, as a power cut for processes."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None


@contextmanager
def own_database(folder: Path, name: str) -> Iterator[str]:
    """Yield the DATABASE_URL of a fresh copy of the migrated template."""
    template = databases()
    if connection.vendor == "sqlite":
        shutil.copyfile(template.template, folder / "own.sqlite3")
        yield f"sqlite:///{folder / 'own.sqlite3'}"
        return
    given = django_settings.DATABASES["default"]
    at = {
        "host": given["HOST"],
        "port": given["PORT"] or 5432,
        "user": given["USER"],
        "password": given["PASSWORD"],
    }
    drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    with psycopg.connect(**at, dbname="postgres", autocommit=True) as server:
        server.execute(drop)
        server.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name),
                sql.Identifier(template.template),
            )
        )
        secret = f":{at['password']}" if at["password"] else ""
        yield f"postgresql://{at['user']}{secret}@{at['host']}:{at['port']}/{name}"
        server.execute(drop)


@pytest.fixture(scope="session")
def make_site(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Site]]:
    """`make_site(env={…}, options=[…])` starts one more site; all end with the session."""
    from contextlib import ExitStack

    with ExitStack() as stack:

        def make(*, env: dict[str, str] | None = None, options: list[str] | None = None) -> Site:
            folder = tmp_path_factory.mktemp("site")
            with django_db_blocker.unblock():
                url = stack.enter_context(own_database(folder, f"test_heard_{os.getpid()}_{folder.name}"))
            site = Site(
                {
                    **os.environ,
                    "DJANGO_SETTINGS_MODULE": "tests.uploads.site_settings",
                    "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
                    "DATA_DIR": str(folder),
                    "DATABASE_URL": url,
                    **(env or {}),
                },
                folder,
                options=options or [],
            )
            stack.callback(lambda: site.process and site.kill())
            site.start()
            return site

        yield make


@pytest.fixture(scope="session")
def site(make_site: Callable[..., Site]) -> Site:
    """One site on local disk for all tests that do not kill it."""
    return make_site()
