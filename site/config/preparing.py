"""Bring a data folder up to date before anything is served from it. What is done is not done again."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import distributions
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from config import assets, catalogues

type Say = Callable[[str], object]


def prepare(*, say: Say) -> None:
    """Build assets, compile catalogues, gather static files and migrate, each only if needed."""
    data, root = Path(settings.DATA_DIR), Path(settings.ROOT)
    with _timed("Styles, scripts and fonts", say):
        assets.build(root=root, data=data, say=say)
    for folder in settings.LOCALE_PATHS:
        catalogues.compile_all(Path(folder))
    gather_static(data=data, say=say)
    migrate(say=say)


def gather_static(*, data: Path, say: Say) -> bool:
    """Collect and compress static files when the assets or an installed package changed."""
    stamp, wanted = data / "static.stamp", _static_fingerprint(data)
    if stamp.exists() and stamp.read_text() == wanted and Path(settings.STATIC_ROOT).is_dir():
        return False
    with _timed("Static files", say):
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(wanted)
    return True


def migrate(*, say: Say) -> bool:
    """Migrate when there is something to migrate."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return False
    with _timed("Database tables", say):
        call_command("migrate", verbosity=0, interactive=False)
    return True


def _static_fingerprint(data: Path) -> str:
    digest = hashlib.sha256()
    for installed in sorted(f"{d.name}=={d.version}" for d in distributions()):
        digest.update(installed.encode())
    for path in sorted((data / "assets").rglob("*")):
        if path.is_file():
            digest.update(f"{path.relative_to(data)}".encode() + path.read_bytes())
    for path in sorted(Path(settings.ROOT).glob("site/*/static/**/*")):
        if path.is_file():
            digest.update(f"{path}".encode() + path.read_bytes())
    return digest.hexdigest()


@contextmanager
def _timed(what: str, say: Say) -> Iterator[None]:
    began = time.monotonic()
    yield
    if (seconds := time.monotonic() - began) > 1:
        say(f"{what}: {seconds:.0f} s")
