"""S16: seconds from the act at the machine until no process of the site serves a film, and back."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

import pytest
from django.conf import settings

from safeguarding import switch
from tests.factories.our_childhood import FilmFactory
from tests.journeys.servers import gunicorn

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ENVIRONMENT = {"ALLOWED_HOSTS": "127.0.0.1", "DJANGO_SETTINGS_MODULE": "tests.journeys.server_settings"}
PATIENCE = switch.SECONDS_REMEMBERED + 10  # a busy machine; the promise itself is checked below


def ask(port: int, path: str) -> tuple[int, str]:
    """Return status and Cache-Control, as somebody outside gets them."""
    wire = HTTPConnection("127.0.0.1", port, timeout=60)
    wire.request("GET", path, headers={"Tus-Resumable": "1.0.0"})
    answer = wire.getresponse()
    answer.read()
    wire.close()
    return answer.status, answer.headers["Cache-Control"]


def seconds_until(true: Callable[[], bool]) -> float:
    began = time.monotonic()
    while not true():
        assert time.monotonic() - began < PATIENCE
        time.sleep(0.1)
    return time.monotonic() - began


def test_films_are_gone_from_every_process_in_seconds_and_all_back(
    process_env: dict[str, str], tmp_path: Path
) -> None:
    """Two web processes, turned by a third; caches may keep what they were told until now, and no longer."""
    film = FilmFactory(public=True, description="A boat of card.")
    assert film.video is not None
    paths = [
        "/films/",
        f"/films/{film.slug}/",
        f"/pl/films/{film.slug}/",
        "/films/feed/",
        film.video.public_url("h264-480.mp4"),
        film.video.public_url("master.m3u8"),
        film.video.public_url("poster.jpg"),
    ]
    env = {**process_env, **ENVIRONMENT}

    def turn(way: str) -> None:
        command = [sys.executable, "manage.py", "switch", way, "--by", "Ope Rator", "--yes"]
        subprocess.run(command, cwd=settings.ROOT, env=env, check=True, capture_output=True)

    with gunicorn(env, tmp_path / "one.log") as one, gunicorn(env, tmp_path / "two.log") as two:

        def statuses() -> set[int]:
            return {ask(port, path)[0] for port in (one, two) for path in paths}

        before = [ask(port, path) for port in (one, two) for path in paths]
        assert {status for status, _ in before} == {200}
        kept = max(int(re.search(r"max-age=(\d+)", said)[1]) for _, said in before)

        turn("off")
        off = seconds_until(lambda: statuses() == {404})
        assert ask(one, "/films/make/")[0] == ask(two, "/upload/")[0] == 503
        assert {ask(port, path)[1] for port in (one, two) for path in paths} == {"no-store"}
        # The promise: what a cache stored in the last moment is gone within the minute.
        assert switch.SECONDS_REMEMBERED + kept < 60
        assert "films: OFF since" in _readyz(one)

        turn("on")
        back = seconds_until(lambda: statuses() == {200})
        print(f"off after {off:.1f} s, with caches {off + kept:.1f} s; back after {back:.1f} s")


def _readyz(port: int) -> str:
    wire = HTTPConnection("127.0.0.1", port, timeout=60)
    wire.request("GET", "/readyz")
    said = wire.getresponse().read().decode()
    wire.close()
    return said
