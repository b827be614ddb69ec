"""Everything periodic runs, whatever one room's sweeper does."""

from __future__ import annotations

import json
from datetime import timedelta
from importlib import import_module
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from config import sweeping
from outbox import sweeper as outbox_sweeper

pytestmark = pytest.mark.django_db


def test_sweep_runs_every_sweeper_and_reports_what_it_found() -> None:
    out = StringIO()
    call_command("sweep", stdout=out)
    assert list(json.loads(out.getvalue())) == list(sweeping.SWEEPERS)


def test_sweep_twice_finds_nothing_new() -> None:
    """Idempotent: a sweep that starts while another ends changes nothing."""
    sweeping.sweep_all()
    found, failed = sweeping.sweep_all()
    assert failed == []
    assert not any(count for counts in found.values() for count in counts.values())


def test_every_room_with_a_sweeper_is_swept(settings: Any) -> None:
    rooms = {
        path.parent.name
        for pattern in ("*/sweeper.py", "site/*/sweeper.py")
        for path in settings.ROOT.glob(pattern)
    }
    assert {f"{room}.sweeper" for room in rooms} <= set(sweeping.SWEEPERS)


def test_each_sweeper_can_be_called() -> None:
    for name in sweeping.SWEEPERS:
        assert callable(import_module(name).sweep)


def test_a_sweeper_that_fails_stops_no_other_and_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> dict[str, int]:
        raise RuntimeError("disk")

    monkeypatch.setattr(outbox_sweeper, "sweep", fail)
    out = StringIO()
    with pytest.raises(CommandError, match=r"Failed: outbox\.sweeper"):
        call_command("sweep", stdout=out)
    assert "config.sweeping" in json.loads(out.getvalue())


def test_forget_old_results_and_keep_new_ones(settings: Any) -> None:
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "video"]}
    }
    old, now = timezone.now() - timedelta(days=3), timezone.now()

    def result(status: str, at: Any, finished: Any = None) -> DBTaskResult:
        return DBTaskResult.objects.create(
            status=status,
            args_kwargs={"args": [], "kwargs": {}},
            task_path="outbox.tasks.deliver_due",
            backend_name="default",
            run_after=now,
            started_at=at,
            finished_at=finished,
            exception_class_path="",
            traceback="",
        )

    result("SUCCESSFUL", old, old)
    result("FAILED", old, old)
    result("RUNNING", old)
    kept = [result("SUCCESSFUL", now, now), result("RUNNING", now), result("READY", None)]
    assert sweeping.sweep() == {"results_forgotten": 2, "results_abandoned": 1}
    assert set(DBTaskResult.objects.all()) == set(kept)
