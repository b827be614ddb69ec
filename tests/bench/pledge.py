"""A rush of signatures, whole: form, letter, link, button; two processes, both databases.

BENCH_PLEDGE_SIGNATURES and …_PROCESSES make it another rush; BENCH_PLEDGE_BEFORE is how many had signed.
Each signature is a form fetched and sent (with a new address and no work: the limits are lifted), the page
that says to look in the mail, the link in the letter fetched by a scanner and by its owner, the button, and
the page that says thank you: seven requests through every middleware, from one address. On the same two
cores the worker for short tasks sends the letters (into memory: the mail server is somebody else's), and a
reader asks for the number as the page shows it. Beside ours, in the same run: a counter row that every
confirmation updates, as it is usually done, and counting without a partial index.
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
from urllib.parse import urlencode

from tests.bench.rows import Row
from tests.bench.rush import rush
from tests.whole import postgres

PROCESSES = int(os.environ.get("BENCH_PLEDGE_PROCESSES", "2"))
SIGNATURES = int(os.environ.get("BENCH_PLEDGE_SIGNATURES", "600"))
BEFORE = int(os.environ.get("BENCH_PLEDGE_BEFORE", "100000"))
WANTED = 35  # confirmed a second, as e-petitions saw on its busiest day
BEHIND = 10  # seconds at most
WARM = 3
FORM = "application/x-www-form-urlencoded"  # as a browser sends it
LETTERS = 0.9  # of those written; the rest is on its way


def run() -> Iterator[Row]:
    """Measure each database in a process of its own, with its own settings."""
    with postgres() as url:
        yield from _rows("SQLite", "")
        yield from _rows("Postgres", url)


def _rows(name: str, url: str) -> Iterator[Row]:
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.pledge"],
        env={**os.environ, "DATABASE_URL": url},
        check=True,
        stdout=subprocess.PIPE,
    )
    got = json.loads(answer.stdout.splitlines()[-1])
    note = f"{SIGNATURES} by {PROCESSES} processes beside {BEFORE:,}; {got['errors']} errors {got['error']}"
    yield Row(
        f"{name}: signed and confirmed",
        got["rate"],
        "a second",
        aim=WANTED,
        higher_is_better=True,
        note=note.strip(),
    )
    yield Row(
        f"{name}: processor time of one",
        got["processor"] * 1000,
        "ms",
        note="ours, the letter's and the browser's part; the database server's own not among it",
    )
    yield Row(f"{name}: the letter's part of it", got["post"] * 1000, "ms")
    yield Row(
        f"{name}: two cores of its own would take",
        2 / got["processor"],
        "a second",
        note="by that processor time: a machine shared with others measures them too",
    )
    yield Row(f"{name}: errors", got["errors"], "errors", aim=0)
    yield Row(f"{name}: drift of the count", got["drift"], "signatures", aim=0)
    yield Row(f"{name}: scanners confirmed", got["scanned"], "signatures", aim=0)
    yield Row(f"{name}: the number is behind, at most", got["behind"], "s", aim=BEHIND)
    yield Row(
        f"{name}: letters sent by the end",
        got["letters"],
        "of those written",
        aim=LETTERS,
        higher_is_better=True,
    )
    yield Row(f"{name}: counting {BEFORE:,}", got["count"] * 1000, "ms")
    yield Row(
        f"{name}: counting without the partial index",
        got["count_without"] / got["count"],
        "times as long",
    )
    yield Row(
        f"{name}: confirming, of a counter row's",
        got["ours"] / got["counter"],
        "times as many a second",
        note=f"{got['ours']:.0f} and {got['counter']:.0f} a second, {PROCESSES} processes",
    )


# --- One database ----------------------------------------------------------------------------------


def measure() -> None:
    """Print, as the last line, what was found."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    django.setup()
    import shutil

    from django.conf import settings
    from django.db import connection
    from django.test import override_settings

    from pledge.views import sign
    from tests.databases import test_database

    sign.FROM_ONE_PLACE_WITHOUT_WORK = 10**9
    database = test_database()
    database.renew()
    options = connection.settings_dict["OPTIONS"]
    if connection.vendor == "sqlite":
        # Tests skip what makes an acknowledged signature outlive a power cut; a measurement must not.
        options["init_command"] = options["init_command"].replace("synchronous=OFF", "synchronous=FULL")
        connection.close()
    queue = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "video"]}}
    try:
        with override_settings(TASKS=queue):
            print(json.dumps(_measure()))
    finally:
        database.drop()
        shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


def _measure() -> dict[str, Any]:
    from django.db import connection, connections

    from pledge import figures
    from pledge.models import Signature
    from tests.factories import pledge as make

    make.version()
    _fill(BEFORE)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            connection.commit()
        cursor.execute("ANALYZE")
    took = [_seconds(figures.count) for _ in range(5)]
    without = [_seconds(_count_without) for _ in range(5)]
    before = figures.count().all
    connections.close_all()
    got = rush(_sign, processes=PROCESSES, beside=[_read, _send_letters])
    counted = figures.count().all
    rows = Signature.objects.filter(confirmed_at__isnull=False).count() - WARM * PROCESSES
    ours = rush(_confirm, processes=PROCESSES)
    counter = rush(_confirm_with_counter, processes=PROCESSES)
    return {
        "rate": got["done"] / got["seconds"],
        "processor": got["processor"] / max(1, got["done"]),
        "post": got["beside"] / max(1, got["done"]),
        "errors": got["errors"],
        "error": got["error"],
        "drift": abs(counted - WARM * PROCESSES - rows) + abs(rows - before - got["done"]),
        "scanned": got["sum"],
        "behind": got["behind"],
        "letters": got["letters"],
        "count": min(took),
        "count_without": min(without),
        "ours": ours["done"] / ours["seconds"],
        "counter": counter["done"] / counter["seconds"],
    }


def _fill(number: int) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from geography.models import LocalAuthority
    from pledge.enums import Kind, Role
    from pledge.models import Signature, Version

    version, now = Version.objects.get(), timezone.now()
    areas = list(LocalAuthority.objects.all())
    signatures = (
        Signature(
            kind=Kind.PERSON,
            version=version,
            authority=areas[each % len(areas)],
            role=Role.SCHOOL,
            name="Robin",
            organisation="Somewhere",
            email=f"before{each}@work.example",
            email_key=f"{each:064x}",
            token_hash=f"{each:064x}",
            # Every third waits for its link, so that an index over all of them is larger than needed.
            confirmed_at=now if each % 3 else None,
            kept_until=(now + timedelta(days=300)).date() if each % 3 else None,
        )
        for each in range(number)
    )
    Signature.objects.bulk_create(signatures, batch_size=5000)


def _seconds(act: Any) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _count_without() -> None:
    """Count as one does without an index of the confirmed: look at every row."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SET enable_indexscan=off; SET enable_indexonlyscan=off; SET enable_bitmapscan=off"
            )
            cursor.execute(
                "SELECT kind, count(*) FROM pledge_signature WHERE confirmed_at IS NOT NULL GROUP BY kind"
            )
            cursor.fetchall()
            cursor.execute("RESET ALL")
        else:
            cursor.execute(
                "SELECT kind, count(*) FROM pledge_signature NOT INDEXED "
                "WHERE confirmed_at IS NOT NULL GROUP BY kind"
            )
            cursor.fetchall()


# --- The rush ----------------------------------------------------------------------------------------


def _sign(number: int) -> list[Any]:
    """The whole way of one person after another."""
    from django.test import Client
    from django.urls import reverse

    from pledge import links, mailboxes
    from pledge.models import Signature

    browser, scanner = Client(), Client()

    def one(each: int) -> int:
        said = {
            "name": "Robin Ashgrove",
            "role": "social_worker",
            "organisation": "Fernbridge",
            "words": "Leeds",
            "email": f"rush{number}.{each}@work.example",
        }
        assert browser.get("/pledge/sign/person/").status_code == 200
        sent = browser.post("/pledge/sign/person/", urlencode(said), content_type=FORM, follow=True)
        assert sent.redirect_chain
        # The link as it is in the letter, which the worker may have sent and forgotten by now.
        signature = Signature.objects.get(email_key=mailboxes.key(said["email"]))
        path = reverse("pledge:mine-open", args=[links.token(signature)])
        scanner.get(path)
        signature.refresh_from_db()
        scanned = int(signature.confirmed_at is not None)
        assert browser.get(path).status_code == 200
        assert b"Your promise counts" in browser.post(path, {"act": "confirm"}, follow=True).content
        return scanned

    for each in range(WARM):
        one(-1 - each)  # a rush finds the site running: its code is read and its templates are compiled
    return [lambda each=each: one(each) for each in range(SIGNATURES // PROCESSES)]


def _waiting(number: int, what: str) -> list[Any]:
    from pledge.models import Signature, Version
    from tests.factories import pledge as make

    version = Version.objects.get()
    return [
        Signature.objects.get(pk=make.asked(f"{what}{number}.{each}@work.example", of=version).pk)
        for each in range(SIGNATURES // PROCESSES)
    ]


def _confirm(number: int) -> list[Any]:
    from pledge import actions

    def one(signature: Any) -> int:
        assert actions.confirm(signature=signature)
        return 0

    return [lambda signature=signature: one(signature) for signature in _waiting(number, "ours")]


def _confirm_with_counter(number: int) -> list[Any]:
    """The same, and a row with the number in it that everybody has to update."""
    from django.db import transaction
    from django.db.models import F

    from pledge import actions
    from pledge.models import Snapshot

    today = "2026-01-05"
    Snapshot.objects.get_or_create(day=today)

    @transaction.atomic
    def one(signature: Any) -> int:
        Snapshot.objects.filter(day=today).update(day=F("day"))
        assert actions.confirm(signature=signature)
        return 0

    return [lambda signature=signature: one(signature) for signature in _waiting(number, "counter")]


def _read(ready: Any, over: Any, found: Any) -> None:
    """Ask for the page's number twice a second; say how far behind it was at most, with a cache in front."""
    from django.db import connections

    from pledge import figures
    from pledge.views.show import SECONDS_KEPT

    connections.close_all()
    ready.wait(timeout=600)
    behind = 0.0
    while not over.is_set():
        behind = max(behind, time.time() - figures.signed().at)
        time.sleep(0.5)
    found.put({"behind": behind + SECONDS_KEPT})


def _send_letters(ready: Any, over: Any, found: Any) -> None:
    """Be the worker for short tasks; say which part of the letters was sent, and what it took."""
    import threading

    from django.db import connection, connections
    from django_tasks_db.management.commands.db_worker import Worker

    from outbox.models import Message

    connections.close_all()
    # Its connection is kept from task to task, as the pool keeps it outside tests.
    connection.settings_dict["CONN_MAX_AGE"] = None
    worker = Worker(
        queue_names=["default"],
        excluded_queue_names=[],
        interval=0.2,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="bench",
    )

    def stop() -> None:
        over.wait()
        worker.running = False

    ready.wait(timeout=600)
    processor = time.process_time()
    threading.Thread(target=stop, daemon=True).start()
    worker.run()
    processor = time.process_time() - processor
    sent = Message.objects.filter(state=Message.State.SENT).count()
    found.put({"letters": sent / Message.objects.count(), "processor": processor})
    connections.close_all()


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))
    measure()
