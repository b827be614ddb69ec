"""`manage.py worker` as a process: it drains the queue, survives its own death, and stops when told."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.conf import settings as django_settings
from django_tasks_db.models import DBTaskResult

from outbox.models import Message
from tests.factories.outbox import MessageFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PATIENCE = 90.0


@contextmanager
def worker(environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                sys.executable,
                str(django_settings.ROOT / "manage.py"),
                "worker",
                "--films",
                "1",
                "--grace",
                "5",
            ],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                for child in psutil.Process(process.pid).children(recursive=True):
                    child.kill()
            process.kill()
            process.wait()


def wait_for(what: Callable[[], Any], log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if what():
            return
        time.sleep(0.2)
    raise AssertionError(f"waited {PATIENCE:.0f} s\n{log.read_text()[-3000:]}")


def test_deliver_from_the_queue_alone_and_stop_when_told(
    process_env: dict[str, str], tmp_path: Path, settings: Any
) -> None:
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "video"]}
    }
    from outbox import tasks

    message = MessageFactory(template="no-such-template")
    tasks.deliver.enqueue(message.pk)
    log = tmp_path / "log"
    with worker(process_env, log) as process:
        wait_for(lambda: DBTaskResult.objects.successful().exists(), log)
        message.refresh_from_db()
        assert message.state == Message.State.FAILED, "tried, and failed where somebody sees it"
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=30) == 0


def test_a_killed_worker_leaves_nothing_that_the_next_one_does_not_find(
    process_env: dict[str, str], tmp_path: Path
) -> None:
    """F2, F7: no task is in the queue, only the row; the sweep finds it after a kill -9 as before one."""
    log = tmp_path / "log"
    first = MessageFactory(template="no-such-template")
    with worker(process_env, log) as process:
        wait_for(lambda: Message.objects.get(pk=first.pk).state == Message.State.FAILED, log)
        children = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        process.wait()
        wait_for(
            lambda: not any(child.is_running() and child.status() != "zombie" for child in children), log
        )
    second = MessageFactory(template="no-such-template")
    with worker(process_env, log):
        wait_for(lambda: Message.objects.get(pk=second.pk).state == Message.State.FAILED, log)
