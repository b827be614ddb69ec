"""Limited places under a rush: 800 bookings by 8 processes for 100 places, on both databases.

BENCH_PLACES, …_ATTEMPTS, …_PROCESSES and …_GROUP make it another rush; a group has all its places or none.
Beside ours, in the same run and on the same machine: counting and then inserting, and asking for the
row with SELECT … FOR UPDATE. Both are written here, as they are usually written.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.bench.rows import Row
from tests.whole import postgres

PROCESSES = int(os.environ.get("BENCH_PLACES_PROCESSES", "8"))
ATTEMPTS = int(os.environ.get("BENCH_PLACES_ATTEMPTS", "800"))
PLACES = int(os.environ.get("BENCH_PLACES", "100"))
GROUP = int(os.environ.get("BENCH_PLACES_GROUP", "1"))  # the size of every tenth asking


def run() -> Iterator[Row]:
    """Measure each database in a process of its own, with its own settings."""
    with postgres() as url:
        yield from _rows("SQLite", "")
        yield from _rows("Postgres", url)


def _rows(name: str, url: str) -> Iterator[Row]:
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.places"],
        env={**os.environ, "DATABASE_URL": url},
        check=True,
        stdout=subprocess.PIPE,
    )
    for way, got in json.loads(answer.stdout.splitlines()[-1]).items():
        ours = way.startswith("ours")
        note = f"{got['waiting']} wait" if got["waiting"] else ""
        yield Row(f"{name}, {way}: oversold", got["oversold"], "places", aim=0 if ours else None)
        yield Row(
            f"{name}, {way}: left empty", got["empty"], "places", aim=0 if ours and GROUP == 1 else None
        )
        yield Row(
            f"{name}, {way}: errors", got["errors"], "errors", aim=0 if ours else None, note=got["error"]
        )
        yield Row(f"{name}, {way}: attempts", round(ATTEMPTS / got["seconds"]), "a second", note=note)


# --- The three ways ------------------------------------------------------------------------------


def ours(allotment_id: int, holder: Any, key: str, size: int) -> None:
    """places.actions.book: history, signal, idempotency; whoever gets none waits."""
    from places import actions
    from places.models import Allotment

    allotment = Allotment.objects.get(pk=allotment_id)
    actions.book(allotment=allotment, size=size, holder=holder, key=key, by="user:1", needs_yes=False)


def ours_no_waiting(allotment_id: int, holder: Any, key: str, size: int) -> None:
    """The same, for those who would not wait."""
    from places import actions
    from places.errors import Full
    from places.models import Allotment

    allotment = Allotment.objects.get(pk=allotment_id)
    try:
        actions.book(
            allotment=allotment,
            size=size,
            holder=holder,
            key=key,
            by="user:1",
            needs_yes=False,
            or_wait=False,
        )
    except Full:
        return


def count_then_insert(allotment_id: int, holder: Any, key: str, size: int) -> None:
    """How many are there? One more, then."""
    from django.db import transaction
    from django.db.models import Sum

    from places.models import Allotment, Booking

    with transaction.atomic():
        allotment = Allotment.objects.get(pk=allotment_id)
        taken = Booking.objects.filter(allotment=allotment, state="confirmed").aggregate(all=Sum("size"))[
            "all"
        ]
        if (taken or 0) + size <= allotment.capacity:
            Booking.objects.create(allotment=allotment, holder=holder, key=key, size=size, state="confirmed")


def for_update(allotment_id: int, holder: Any, key: str, size: int) -> None:
    """The same behind a lock on the row, which SQLite does not have."""
    from django.db import transaction
    from django.db.models import Sum

    from places.models import Allotment, Booking

    with transaction.atomic():
        allotment = Allotment.objects.select_for_update().get(pk=allotment_id)
        taken = Booking.objects.filter(allotment=allotment, state="confirmed").aggregate(all=Sum("size"))[
            "all"
        ]
        if (taken or 0) + size <= allotment.capacity:
            Booking.objects.create(allotment=allotment, holder=holder, key=key, size=size, state="confirmed")


WAYS: dict[str, Callable[[int, Any, str, int], None]] = {
    "ours": ours,
    "ours, nobody waits": ours_no_waiting,
    "count, then insert": count_then_insert,
    "SELECT FOR UPDATE": for_update,
}


# --- One database ----------------------------------------------------------------------------------


def measure() -> None:
    """Print, as the last line, what each way did."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()
    import shutil

    from django.conf import settings
    from django.db import connection, connections

    from tests.databases import test_database

    database = test_database()
    database.renew()
    try:
        results = {}
        for name, way in WAYS.items():
            results[name] = _rush(way)
        if connection.vendor == "sqlite":
            # Django's own default, as most sites have it: the transaction asks to write when it must.
            options = settings.DATABASES["default"]["OPTIONS"]
            options["transaction_mode"] = connection.settings_dict["OPTIONS"]["transaction_mode"] = "DEFERRED"
            connections.close_all()
            results["count, then insert, deferred"] = _rush(count_then_insert)
        print(json.dumps(results))
    finally:
        database.drop()
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


def _rush(way: Callable[[int, Any, str, int], None]) -> dict[str, Any]:
    from django.db import connections
    from django.db.models import Sum
    from django.utils import timezone

    from tests.factories.places import AllotmentFactory

    start = timezone.now() + timedelta(days=30)
    allotment = AllotmentFactory(capacity=PLACES, starts_at=start)
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    ready, answers = fork.Barrier(PROCESSES), fork.SimpleQueue()
    children = [
        fork.Process(target=_attempt, args=(way, allotment.pk, number, ready, answers))
        for number in range(PROCESSES)
    ]
    for child in children:
        child.start()
    got = [answers.get() for _ in children]
    for child in children:
        child.join()
    errors = [error for _, _, failed in got for error in failed]
    bookings = allotment.bookings.exclude(state="waiting")
    given = bookings.aggregate(given=Sum("size"))["given"] or 0
    return {
        "seconds": max(ended for _, ended, _ in got) - min(began for began, _, _ in got),
        "oversold": max(0, given - PLACES),
        "empty": max(0, PLACES - given),
        "waiting": allotment.bookings.filter(state="waiting").count(),
        "errors": len(errors),
        "error": errors[0][:60] if errors else "",
    }


def _attempt(
    way: Callable[[int, Any, str, int], None], allotment_id: int, number: int, ready: Any, answers: Any
) -> None:
    from django.db import connection

    from geography.models import LocalAuthority

    failed = []
    holder = LocalAuthority.objects.order_by("code")[number]
    ready.wait(timeout=120)
    began = time.time()
    for attempt in range(ATTEMPTS // PROCESSES):
        try:
            way(allotment_id, holder, f"{number}-{attempt}", GROUP if attempt % 10 == 0 else 1)
        except Exception as error:
            failed.append(f"{type(error).__name__}: {error}")
    answers.put((began, time.time(), failed))
    connection.close()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    measure()
