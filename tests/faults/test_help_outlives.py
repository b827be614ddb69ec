"""The help pages while everything else is down: no database, no worker, no room on the disk (F4, F6, F7).

The web server of production as a process of its own, at a database that is not there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.conf import settings
from django.test import Client

from help_at_hand import copies
from help_at_hand.cases import actions
from help_at_hand.cases.models import Case
from help_at_hand.facts import Help
from tests.journeys.servers import gunicorn, raw

KEPT = Help(
    heading="Talk to us",
    lead="It is free.",
    phone="08081 570 199",
    hours="Every day: 8 a.m. to 10 p.m.",
    emergency="Call 999.",
    timetable=("Every day: 8 a.m. to 10 p.m.",),
)
NOBODY = "postgresql://nobody@127.0.0.1:9/nothing"


def get(port: int, path: str) -> str:
    lines = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
    return raw(port, lines.encode()).decode(errors="replace")


def post(port: int, path: str, body: str, cookie: str) -> str:
    head = (
        f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        "Connection: close\r\n\r\n"
    )
    return raw(port, (head + body).encode()).decode(errors="replace")


@pytest.mark.slow
@pytest.mark.usefixtures("assets")
def test_without_a_database_every_help_page_answers_with_numbers(tmp_path: Path) -> None:
    """F6: numbers from the kept copy, also where a child was writing, on pages not found and on errors."""
    data = tmp_path / "data"
    with mock.patch.object(settings, "DATA_DIR", data):
        copies.keep("en", KEPT)
    environment = {
        "PATH": "/usr/bin:/bin",
        "DATA_DIR": str(data),
        "DATABASE_URL": NOBODY,
        "SECRET_KEY": "only-for-this-test",
        "ALLOWED_HOSTS": "127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "tests.journeys.server_settings",
    }
    with gunicorn(environment, tmp_path / "log") as port:
        for path, status in (("/help/", "200"), ("/help/write/safe/", "503"), ("/help/answer/", "503")):
            answer = get(port, path)
            assert answer.startswith(f"HTTP/1.1 {status}"), (path, answer[:400])
            assert "tel:08081570199" in answer and "tel:999" in answer
        numbers = get(port, "/help/")
        assert "tel:08081570199" in numbers and "tel:999" in numbers
        assert "Every day: 8 a.m. to 10 p.m." in numbers
        for path in ("/", "/films/", "/nowhere/at/all/"):
            broken = get(port, path)
            assert broken.startswith("HTTP/1.1 50"), (path, broken[:200])
            assert "tel:08081570199" in broken and "tel:999" in broken
        page = get(port, "/help/write/safe/")
        found = re.search(r"set-cookie: (csrftoken=[^;]+)", page, re.IGNORECASE)
        assert found is not None
        token = found[1].partition("=")[2]
        body = f"csrfmiddlewaretoken={token}&safe=no"
        tried = post(port, "/help/write/safe/", body, found[1])
        assert tried.startswith("HTTP/1.1 503")
        assert "tel:999" in tried and 'name="safe" value="no"' in tried
        gone = get(port, "/help/leave/")
        assert gone.startswith("HTTP/1.1 302") and "\r\nlocation: https://" in gone.lower()


@pytest.mark.django_db
def test_without_a_worker_a_case_comes_in_and_can_be_read(
    client: Client, run_tasks: Callable[..., int]
) -> None:
    """F7: nothing a child does here waits for a task; letters wait in the outbox."""
    sent = actions.send(answers={"words": "Please help", "safe": "no"}, language="en", form="x" * 24)
    client.post("/help/answer/", {"code": sent.code})
    assert "Please help" in client.get("/help/answer/").content.decode()
    assert Case.objects.get().is_red


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_pages")
def test_with_a_full_disk_the_page_answers(client: Client) -> None:
    """F4: the copy cannot be renewed; the page comes from the database all the same."""

    def full(*args: Any, **options: Any) -> None:
        raise OSError(28, "No space left on device")

    with mock.patch("help_at_hand.copies.tempfile.mkstemp", full):
        page = client.get("/help/")
    assert page.status_code == 200 and "tel:999" in page.content.decode()
