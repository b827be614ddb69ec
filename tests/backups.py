"""Last night's backup of a test's database and storage, and putting it back (F14)."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection, connections
from psycopg import sql


class Backup:
    """Taken when made: the database whole, and what lies in storage where storage is a disk.

    On SQLite the file as `sqlite3 .backup` copies it; on Postgres a copy made by the server. Close()
    removes it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = str(settings.DATABASES["default"]["NAME"])
        self.sqlite = connection.vendor == "sqlite"
        connections.close_all()
        if self.sqlite:
            with sqlite3.connect(self.name) as now, sqlite3.connect(self._file) as copy:
                now.backup(copy)
            now.close()
            copy.close()
        else:
            self._copy(self.name, f"{self.name}_backup")
        for alias in ("private", "public"):
            place = self._place(alias)
            if place is not None and place.exists():
                shutil.copytree(place, folder / alias)

    def restore_database(self) -> None:
        """Put the database back as it was; everybody's connections end."""
        connections.close_all()
        if self.sqlite:
            for suffix in ("", "-wal", "-shm"):
                Path(f"{self.name}{suffix}").unlink(missing_ok=True)
            shutil.copyfile(self._file, self.name)
        else:
            self._copy(f"{self.name}_backup", self.name)

    def restore_storage(self) -> None:
        """Put back every file the backup has; what came since stays, as docs/operate.md asks for."""
        for alias in ("private", "public"):
            place = self._place(alias)
            if place is not None and (self.folder / alias).exists():
                shutil.copytree(self.folder / alias, place, dirs_exist_ok=True)

    def close(self) -> None:
        connections.close_all()
        if not self.sqlite:
            with self._server() as server:
                self._drop(server, f"{self.name}_backup")

    @property
    def _file(self) -> Path:
        return self.folder / "backup.sqlite3"

    @staticmethod
    def _place(alias: str) -> Path | None:
        location = settings.STORAGES[alias]["OPTIONS"].get("location")
        return Path(location) if location else None

    def _copy(self, source: str, target: str) -> None:
        with self._server() as server:
            self._drop(server, target)
            server.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                    sql.Identifier(target), sql.Identifier(source)
                )
            )

    @staticmethod
    def _drop(server: psycopg.Connection[tuple[object, ...]], name: str) -> None:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    @staticmethod
    def _server() -> psycopg.Connection[tuple[object, ...]]:
        database = settings.DATABASES["default"]
        return psycopg.connect(
            host=database["HOST"] or None,
            port=database["PORT"] or None,
            user=database["USER"] or None,
            password=database["PASSWORD"] or None,
            dbname="postgres",
            autocommit=True,
        )
