"""Gallery, film page and home page: queries, milliseconds and bytes at 100 and at 100,000 films.

On both databases. A hundred thousand films must be no slower than a hundred (design 2, issue of the
films: ratio ≤ 1.2). Requests go through Django's test client: everything but the socket.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bench.rows import Row
from tests.whole import postgres

FEW = int(os.environ.get("BENCH_FEW_FILMS", "100"))
MANY = int(os.environ.get("BENCH_MANY_FILMS", "100000"))
ROUNDS = 60  # the quickest counts: what else the machine does only ever adds
RATIO = 1.2
HTML_BUDGET = 15_000  # look.md


def run() -> Iterator[Row]:
    """Measure each database in a process of its own, with its own settings."""
    with postgres() as url:
        yield from _rows("SQLite", "")
        yield from _rows("Postgres", url)


def _rows(name: str, url: str) -> Iterator[Row]:
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.gallery"],
        env={**os.environ, "DATABASE_URL": url},
        check=True,
        stdout=subprocess.PIPE,
    )
    few, many = json.loads(answer.stdout.splitlines()[-1])
    for page in few:
        small, big = few[page], many[page]
        yield Row(
            f"{name}, {page}: queries",
            big["queries"],
            "queries",
            aim=small["queries"],
            note=f"{FEW} films: {small['queries']}",
        )
        yield Row(
            f"{name}, {page}: time, {MANY:,} films to {FEW}",
            round(big["ms"] / small["ms"], 3),
            "ratio",
            aim=RATIO,
            note=f"{small['ms']:.1f} → {big['ms']:.1f} ms",
        )
        yield Row(
            f"{name}, {page}: HTML",
            big["bytes"],
            "bytes",
            aim=HTML_BUDGET,
            note=f"{FEW} films: {small['bytes']}",
        )


def measure() -> None:
    """Print, as the last line, what the pages cost with few and with many films."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()
    import shutil

    from django.conf import settings

    from config.demo import base, many
    from tests.databases import test_database

    database = test_database()
    database.renew()
    try:
        base.seed()
        results = []
        for films in (FEW, MANY):
            many.seed(films)
            many.refresh_statistics()
            results.append(_pages())
        print(json.dumps(results))
    finally:
        database.drop()
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


def _pages() -> dict[str, dict[str, Any]]:
    from our_childhood.models import Film
    from our_childhood.paging import mark

    films = Film.objects.public().newest_first()
    total = films.count()
    middle, late = films[total // 2], films[total - 15]
    street = Film.objects.public().filter(prompt__slug="my-street").newest_first()
    half = street[street.count() // 2]
    return {
        name: _page(address)
        for name, address in {
            "home": "/",
            "gallery": "/films/",
            "gallery, halfway": f"/films/?before={mark(middle)}",
            "gallery, last page": f"/films/?before={mark(late)}",
            "gallery of a question": "/films/?about=my-street",
            "gallery of a question, halfway": f"/films/?about=my-street&before={mark(half)}",
            "film": f"/films/{middle.slug}/",
            "feed": "/films/feed/",
        }.items()
    }


def _page(address: str) -> dict[str, Any]:
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client()
    client.get(address)
    taken = []
    for _ in range(ROUNDS):
        cache.clear()
        began = time.perf_counter()
        response = client.get(address)
        taken.append((time.perf_counter() - began) * 1000)
        assert response.status_code == 200, (address, response.status_code)
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return {
        "queries": len(captured),
        "ms": min(taken),
        "bytes": len(response.content),
    }


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    measure()
