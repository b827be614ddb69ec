"""The same tasks on Celery, for TASKS_BROKER_URL=amqp://…

A message is acknowledged when its task has ended, so RabbitMQ gives the task of a killed worker to
another one. Every task bears being run twice, since its row says what is still to be done.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from typing import Any, cast

from celery import Celery
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.tasks import Task, TaskResult, TaskResultStatus
from django.tasks.backends.base import BaseTaskBackend
from django.tasks.signals import task_enqueued
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.json import normalize_json
from django.utils.module_loading import import_string
from kombu.exceptions import OperationalError

log = logging.getLogger(__name__)

app = Celery("heard")
app.conf.update(
    broker_url=settings.TASKS_BROKER_URL,
    broker_connection_retry_on_startup=True,
    broker_transport_options={"connect_timeout": 3},
    task_serializer="json",
    accept_content=["json"],
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    task_ignore_result=True,
    task_create_missing_queues=True,
    task_queue_max_priority=10,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    worker_proc_alive_timeout=30,
)


class CeleryBackend(BaseTaskBackend):
    """Django's Tasks on a Celery broker. Results are not kept: rows say what was achieved."""

    supports_defer = True
    supports_priority = True

    def enqueue(self, task: Task, args: Sequence[Any], kwargs: Mapping[str, Any]) -> TaskResult:
        self.validate_task(task)
        result: TaskResult[..., Any] = TaskResult(
            task=task,
            id=get_random_string(32),
            status=TaskResultStatus.READY,
            enqueued_at=timezone.now(),
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=cast("list[Any]", normalize_json(list(args))),
            kwargs=cast("dict[str, Any]", normalize_json(dict(kwargs))),
            backend=self.alias,
            errors=[],
            worker_ids=[],
        )
        try:
            run.apply_async(
                args=[task.module_path, result.args, result.kwargs],
                task_id=result.id,
                queue=task.queue_name,
                eta=task.run_after,
                priority=round((task.priority + 100) / 20),
                retry=True,
                retry_policy={"max_retries": 1, "interval_start": 0.2},
            )
        except OperationalError:
            # The act is committed and must not fail now. The sweeper starts from the row what no
            # queue knows of (F7).
            log.exception("The broker does not answer; %s waits for the sweep", task.module_path)
        task_enqueued.send(type(self), task_result=result)
        return result


@app.task(name="heard.run")
def run(path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Run the Django task at `path`; raises SuspiciousOperation for anything that is not one."""
    task = import_string(path)
    if not isinstance(task, Task):
        raise SuspiciousOperation(f"{path} is not a task")
    task.call(*args, **kwargs)
