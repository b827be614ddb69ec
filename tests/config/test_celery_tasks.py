"""TASKS_BROKER_URL=amqp://… runs the same tasks, through a real RabbitMQ where one answers."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest
from django.conf import settings as django_settings
from django.core.exceptions import SuspiciousOperation

from outbox import tasks
from outbox.models import Message
from tests.factories.outbox import MessageFactory

BROKER = os.environ.get("TEST_BROKER_URL", "amqp://guest:guest@127.0.0.1:5672//")


def broker_answers() -> bool:
    from kombu import Connection

    try:
        with Connection(BROKER, connect_timeout=2) as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    except Exception:
        return False
    return True


@pytest.fixture
def celery_backend(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    settings.TASKS_BROKER_URL = BROKER
    settings.TASKS = {
        "default": {"BACKEND": "config.celery_tasks.CeleryBackend", "QUEUES": ["default", "video"]}
    }
    from config import celery_tasks

    monkeypatch.setattr(celery_tasks.app.conf, "broker_url", BROKER)
    return celery_tasks


@pytest.mark.django_db
def test_run_calls_the_task_it_is_given(celery_backend: Any) -> None:
    message = MessageFactory(template="no-such-template")
    celery_backend.run("outbox.tasks.deliver", [message.pk], {})
    message.refresh_from_db()
    assert message.state == Message.State.FAILED


@pytest.mark.parametrize("path", ["os.system", "outbox.delivery.attempt"])
def test_run_refuses_what_is_not_a_task(celery_backend: Any, path: str) -> None:
    """Whoever reaches the broker may start tasks, and nothing else."""
    with pytest.raises(SuspiciousOperation):
        celery_backend.run(path, ["true"], {})


def test_messages_are_acknowledged_after_the_work_and_come_back_from_a_killed_worker(
    celery_backend: Any,
) -> None:
    """F2."""
    conf = celery_backend.app.conf
    assert conf.task_acks_late
    assert conf.task_reject_on_worker_lost
    assert conf.worker_prefetch_multiplier == 1
    assert conf.accept_content == ["json"]


@pytest.mark.django_db
def test_a_broker_that_is_away_fails_no_act(celery_backend: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """F7: the row is the truth; the sweep finds it when the broker is back."""
    from config.celery_tasks import OperationalError

    def away(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(celery_backend.run, "apply_async", away)
    message = MessageFactory()
    result = tasks.deliver.enqueue(message.pk)
    assert result.args == [message.pk]
    message.refresh_from_db()
    assert message.state == Message.State.WAITING


@pytest.fixture
def own_queues(celery_backend: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Queues nobody else drains; gone afterwards."""
    name = f"test-{uuid.uuid4().hex[:12]}"
    yield name
    with celery_backend.app.connection_for_write() as broker:
        broker.default_channel.queue_delete(name)


@pytest.mark.slow
@pytest.mark.skipif(not broker_answers(), reason="no RabbitMQ on loopback, and none comes in a wheel")
@pytest.mark.django_db(transaction=True)
def test_a_worker_of_its_own_takes_the_task_from_rabbitmq(
    celery_backend: Any, own_queues: str, process_env: dict[str, str], tmp_path: Path, settings: Any
) -> None:
    settings.TASKS = {"default": {"BACKEND": "config.celery_tasks.CeleryBackend", "QUEUES": [own_queues]}}
    message = MessageFactory(template="no-such-template")
    tasks.deliver.using(queue_name=own_queues).enqueue(message.pk)
    log = tmp_path / "log"
    command = [sys.executable, "-m", "celery", "-A", "config.celery_tasks", "worker", "-Q", own_queues]
    with log.open("wb") as output:
        worker = subprocess.Popen(
            [*command, "-c", "1", "--without-gossip", "--without-mingle", "-n", f"{own_queues}@%h"],
            env={**process_env, "TASKS_BROKER_URL": BROKER},
            cwd=django_settings.ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        end = time.monotonic() + 90
        while time.monotonic() < end and worker.poll() is None:
            message.refresh_from_db()
            if message.state == Message.State.FAILED:
                break
            time.sleep(0.2)
        assert message.state == Message.State.FAILED, log.read_text()[-3000:]
    finally:
        for child in psutil.Process(worker.pid).children(recursive=True) if worker.poll() is None else []:
            child.kill()
        worker.kill()
        worker.wait()
