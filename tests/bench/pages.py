"""Pages with few rows and with many, on both databases: queries, milliseconds and bytes.

Requests go through Django's test client: everything but the socket. A benchmark of pages calls
`compare` in its `run()`, and `measure` when it is started as a module.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from tests.bench.rows import Row
from tests.whole import postgres

ROUNDS = 60  # the quickest counts: what else the machine does only ever adds
RATIO = 1.2
HTML_BUDGET = 15_000  # look.md

type Costs = dict[str, dict[str, Any]]


def compare(module: str, *, few: int, many: int, of: str, weigh: str = "bytes") -> Iterator[Row]:
    """Measure `module` on each database in a process of its own, with its own settings.

    `weigh`: 'bytes' as the page is, or 'sent', as a proxy compresses it. A page whose cost is told with
    `aims` False has no aim in time.
    """
    with postgres() as url:
        for name, address in (("SQLite", ""), ("Postgres", url)):
            answer = subprocess.run(
                [sys.executable, "-m", module],
                env={**os.environ, "DATABASE_URL": address},
                check=True,
                stdout=subprocess.PIPE,
            )
            small, big = json.loads(answer.stdout.splitlines()[-1])
            yield from _rows(name, small, big, (few, many, of, weigh))


def _rows(name: str, small: Costs, big: Costs, told: tuple[int, int, str, str]) -> Iterator[Row]:
    few, many, of, weigh = told
    for page, cost in big.items():
        before = small[page]
        yield Row(
            f"{name}, {page}: queries",
            cost["queries"],
            "queries",
            aim=before["queries"],
            note=f"{few} {of}: {before['queries']}",
        )
        yield Row(
            f"{name}, {page}: time, {many:,} {of} to {few}",
            round(cost["ms"] / before["ms"], 3),
            "ratio",
            aim=RATIO if cost["aims"] else None,
            note=f"{before['ms']:.1f} → {cost['ms']:.1f} ms",
        )
        if cost[weigh]:
            yield Row(
                f"{name}, {page}: HTML",
                cost[weigh],
                "bytes",
                aim=HTML_BUDGET,
                note=f"{few} {of}: {before[weigh]}",
            )


def measure(
    *,
    prepare: Callable[[], object],
    fill: Callable[[int], object],
    pages: Callable[[], Costs],
    sizes: tuple[int, int],
) -> None:
    """Print, as the last line, what `pages()` cost after `fill` of each size, on a database of its own.

    Call `set_up` first: `prepare`, `fill` and `pages` use Django.
    """
    import shutil

    from django.conf import settings

    from tests.databases import test_database

    database = test_database()
    database.renew()
    try:
        prepare()
        results = []
        for size in sizes:
            fill(size)
            refresh_statistics()
            results.append(pages())
        print(json.dumps(results))
    finally:
        database.drop()
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


def set_up() -> None:
    """Start Django on the test settings."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()


def refresh_statistics() -> None:
    """Tell the database how much there is now, as its own housekeeping does after a while."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def page(address: str, *, cold: bool = True, aims: bool = True) -> dict[str, Any]:
    """Return what `address` costs; `cold`: with nothing in the cache. `aims`: its time has an aim."""
    from django.test import Client

    client = Client()
    return cost(lambda: client.get(address), cold=cold, aims=aims)


def cost(act: Callable[[], Any], *, cold: bool, aims: bool) -> dict[str, Any]:
    """Return the queries, milliseconds and bytes of `act`, which may answer with a page."""
    from django.core.cache import cache
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    act()
    taken = []
    for _ in range(ROUNDS):
        if cold:
            cache.clear()
        began = time.perf_counter()
        answer = act()
        taken.append((time.perf_counter() - began) * 1000)
        assert getattr(answer, "status_code", 200) == 200, answer
    if cold:
        cache.clear()
    with CaptureQueriesContext(connection) as captured:
        act()
    content = getattr(answer, "content", b"")
    return {
        "queries": len(captured),
        "ms": min(taken),
        "bytes": len(content),
        "sent": len(gzip.compress(content, 6)) if content else 0,
        "aims": aims,
    }
