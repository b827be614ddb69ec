"""Alive and ready: told plainly, without a cookie."""

from __future__ import annotations

import socket
import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage, storages
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from config import health

pytestmark = pytest.mark.django_db


def lines(client: Client) -> dict[str, str]:
    answer = client.get("/readyz")
    return dict(line.split(": ", 1) for line in answer.content.decode().splitlines())


def test_healthz_says_ok_without_asking_the_database(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_set_no_cookie_and_keep_out_of_caches(client: Client, path: str) -> None:
    """S10."""
    answer = client.get(path)
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_take_no_post(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405


def test_readyz_names_database_storage_queue_and_sandbox(client: Client) -> None:
    """S36: the rung of the sandbox ladder is shown."""
    said = lines(client)
    assert client.get("/readyz").status_code == 200
    assert list(said) == ["database", "storage", "queue", "sandbox", "scanner", "withdrawals", "films"]
    assert said["database"].startswith("ok")
    assert said["storage"] == "ok"


def test_not_ready_while_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """F6."""

    def away() -> str:
        raise DatabaseError("connection to 10.0.0.7 refused, user heard")

    monkeypatch.setitem(health.CHECKS, "database", away)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "database: NOT READY, DatabaseError" in answer.content.decode()
    assert "10.0.0.7" not in answer.content.decode(), "no inner address for strangers"


def test_not_ready_when_the_disk_is_full(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """F4: send children to a machine that can keep their film."""

    class Usage:
        free = 10

    monkeypatch.setattr(health.shutil, "disk_usage", lambda folder: Usage)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "the disk is full" in answer.content.decode()


def test_leave_nothing_in_storage(client: Client) -> None:
    client.get("/readyz")
    store = storages["private"]
    assert isinstance(store, FileSystemStorage)
    assert list((Path(store.location) / "health").iterdir()) == []


def test_stay_ready_but_say_so_when_the_queue_is_late(client: Client, settings: Any) -> None:
    """A: what children send is kept and waits, so they are not turned away."""
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "video"]}
    }
    from outbox.tasks import deliver_due

    deliver_due.enqueue()
    assert lines(client)["queue"].startswith("ok")
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(minutes=12))
    assert lines(client)["queue"] == "late (oldest task has waited 720 s)"
    assert client.get("/readyz").status_code == 200


def test_stay_ready_without_a_sandbox(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """F16: films are held, never skipped; the site goes on."""
    monkeypatch.setitem(health.CHECKS, "sandbox", lambda: "none: films wait")
    assert client.get("/readyz").status_code == 200


def test_a_scanner_that_is_down_is_said_and_turns_nobody_away(client: Client, settings: Any) -> None:
    """S37, F16: films wait for it, so children may go on sending."""
    assert "scanner: none configured" in client.get("/readyz").content.decode()
    with socket.create_server(("127.0.0.1", 0)) as closed:
        settings.CLAMD_ADDRESS = f"tcp://127.0.0.1:{closed.getsockname()[1]}"
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert "scanner: DOES NOT ANSWER, films wait" in answer.content.decode()


def test_a_scanner_that_answers_is_ok(client: Client, settings: Any) -> None:
    """The daemon's own words: PING is answered PONG."""
    with socket.create_server(("127.0.0.1", 0)) as daemon:

        def answer() -> None:
            connection, _ = daemon.accept()
            with connection:
                connection.recv(16)
                connection.sendall(b"PONG\0")

        talking = threading.Thread(target=answer)
        talking.start()
        settings.CLAMD_ADDRESS = f"tcp://127.0.0.1:{daemon.getsockname()[1]}"
        assert "scanner: ok" in client.get("/readyz").content.decode()
        talking.join()
