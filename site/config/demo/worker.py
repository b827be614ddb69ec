"""A worker inside this process while the demo is seeded: another takes longer to start than to work."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import CommandError
from django.db import connections
from django_tasks_db.management.commands.db_worker import Worker

PATIENCE_SECONDS = 600

log = logging.getLogger(__name__)


def until(done: Callable[[], bool], *, what: str) -> None:
    """Wait until `done()`; raises CommandError, saying what was waited for, after PATIENCE_SECONDS."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while not done():
        if time.monotonic() > ends:
            raise CommandError(f"Gave up waiting for {what}. What the worker met is written above.")
        time.sleep(0.1)


@contextmanager
def at_work() -> Iterator[None]:
    """Have enqueued work done while the block runs, as many films at once as there are cores.

    On a broker, where workers run by themselves, rely on those.
    """
    if settings.TASKS_BROKER_URL != "database":
        yield
        return
    # As `manage.py worker` does: one for what is short, which must not meet itself, the rest for films.
    workers = [_worker("default"), *(_worker("video", number) for number in range(os.cpu_count() or 1))]
    threads = [threading.Thread(target=_run, args=[worker], daemon=True) for worker in workers]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        for worker in workers:
            worker.running = False
        for thread in threads:
            thread.join(30)


def _worker(queue: str, number: int = 0) -> Worker:
    return Worker(
        queue_names=[queue],
        excluded_queue_names=[],
        interval=0.2,
        batch=False,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=f"demo-{queue}-{os.getpid()}-{number}",
    )


def _run(worker: Worker) -> None:
    try:
        worker.run()
    except Exception:
        log.exception("The demo's worker stopped")
    finally:
        connections.close_all()
