"""A migrated database, made once and copied for each process and after each committing test.

A full migrate takes most of a minute. It is done once for each state of the migrations, into a
template that lasts between runs; a copy takes milliseconds on SQLite and a fifth of a second on
Postgres. A copy also brings back the rows that migrations write, which Django's flush loses.

What many tests begin with and only read, a site's pages or films in every state, is set on a stage
that is made once and copied in the same way.
"""

from __future__ import annotations

import fcntl
import gc
import hashlib
import inspect
import os
import shutil
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from psycopg import sql


def state_of_migrations() -> str:
    """Return a hash over every migration's source and everything else a migrate writes from."""
    digest = hashlib.sha256()
    for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        digest.update(f"{app}.{name}".encode())
        digest.update(Path(inspect.getfile(type(migration))).read_bytes())
    for pattern in ("site/*/*.csv", "site/*/set_up.py"):
        for source in sorted(settings.ROOT.glob(pattern)):
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Keep other processes out until the end of the block."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def _rarely_tidied() -> Iterator[None]:
    """Let the garbage collector look less often: migrating makes 20,000 models, and a third was its time."""
    before = gc.get_threshold()
    gc.set_threshold(200_000, 50, 1000)
    yield
    gc.set_threshold(*before)


def _use(name: str) -> None:
    connections.close_all()
    settings.DATABASES["default"]["NAME"] = name
    connection.settings_dict["NAME"] = name


class TestDatabase(ABC):
    """The database of this process."""

    __test__ = False

    def __init__(self) -> None:
        self.state = state_of_migrations()
        self.lasting: Path = settings.LASTING_DIR / "tests"
        self._stages: dict[str, Any] = {}
        self._stage: str | None = None
        with alone(self.lasting / f"template-{connection.vendor}.lock"):
            if not self.has_template():
                with _rarely_tidied():
                    self.make_template()

    @contextmanager
    def stage[Made](self, make: Callable[[], Made]) -> Iterator[Made]:
        """Until the end of the block each test begins with what `make` commits, not with an empty site.

        Yields what `make` returned. It runs once in a process, whatever the number of blocks.
        """
        assert self._stage is None, f"{self._stage} is on stage already."
        name = f"{make.__module__}.{make.__qualname__}"
        self.renew()
        if name not in self._stages:
            self._stages[name] = make()
            self.keep(name)
        self._stage = name
        self.renew()
        try:
            yield self._stages[name]
        finally:
            self._stage = None
            self.renew()

    @abstractmethod
    def has_template(self) -> bool: ...

    @abstractmethod
    def make_template(self) -> None: ...

    @abstractmethod
    def renew(self) -> None:
        """Put a fresh copy of the template, or of what is on stage, in place of whatever is there."""

    @abstractmethod
    def keep(self, stage: str) -> None:
        """Set the database as it is now aside under the stage's name."""

    @abstractmethod
    def drop(self) -> None: ...


class SQLiteTestDatabase(TestDatabase):
    def __init__(self) -> None:
        self.path = Path(settings.DATA_DIR) / "heard.sqlite3"
        super().__init__()

    @property
    def template(self) -> Path:
        return self.lasting / f"template-{self.state}.sqlite3"

    def has_template(self) -> bool:
        return self.template.exists()

    def make_template(self) -> None:
        for old in self.lasting.glob("template-*.sqlite3"):
            old.unlink()
        self._remove()
        _use(str(self.path))
        call_command("migrate", verbosity=0, interactive=False)
        made = self.template.with_suffix(".new")
        self._copy_to(made)
        made.replace(self.template)

    def renew(self) -> None:
        _use(str(self.path))
        self._remove()
        shutil.copyfile(self._kept(self._stage) if self._stage else self.template, self.path)

    def keep(self, stage: str) -> None:
        self._copy_to(self._kept(stage))

    def drop(self) -> None:
        connections.close_all()
        self._remove()

    def _kept(self, stage: str) -> Path:
        return self.path.with_name(f"{stage}.sqlite3")

    def _copy_to(self, target: Path) -> None:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connections.close_all()
        shutil.copyfile(self.path, target)

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)


class PostgresTestDatabase(TestDatabase):
    def __init__(self) -> None:
        self.name = f"test_heard_{os.getpid()}"
        super().__init__()

    @property
    def template(self) -> str:
        return f"test_heard_template_{self.state}"

    def has_template(self) -> bool:
        with self._server() as server:
            return bool(
                server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.template]).fetchone()
            )

    def make_template(self) -> None:
        # Made under another name, so that a killed run leaves no half a template behind.
        with self._server() as server:
            self._drop(server, self.name)
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(self.name)))
        _use(self.name)
        call_command("migrate", verbosity=0, interactive=False)
        connections.close_all()
        with self._server() as server:
            server.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    sql.Identifier(self.name), sql.Identifier(self.template)
                )
            )

    def renew(self) -> None:
        _use(self.name)
        self._copy(self._kept(self._stage) if self._stage else self.template, self.name)

    def keep(self, stage: str) -> None:
        connections.close_all()
        self._copy(self.name, self._kept(stage))

    def drop(self) -> None:
        connections.close_all()
        with self._server() as server:
            for name in (self.name, *map(self._kept, self._stages)):
                self._drop(server, name)

    def _kept(self, stage: str) -> str:
        return f"{self.name}_{hashlib.sha256(stage.encode()).hexdigest()[:8]}"

    def _copy(self, source: str, target: str) -> None:
        with self._server() as server:
            self._drop(server, target)
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(target), sql.Identifier(source)
                )
            )

    @staticmethod
    def _drop(server: psycopg.Connection[Any], name: str) -> None:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    @staticmethod
    def _server() -> psycopg.Connection[Any]:
        database = settings.DATABASES["default"]
        return psycopg.connect(
            host=database["HOST"] or None,
            port=database["PORT"] or None,
            user=database["USER"] or None,
            password=database["PASSWORD"] or None,
            dbname="postgres",
            autocommit=True,
        )


def test_database() -> TestDatabase:
    """Return the database this run was asked for by DATABASE_URL."""
    return SQLiteTestDatabase() if connection.vendor == "sqlite" else PostgresTestDatabase()


test_database.__test__ = False
