"""Alive, and ready: plain answers for whoever starts, stops and watches the processes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, storages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

_ROOM_NEEDED = 200 * 1024**2
_LATE = timedelta(minutes=5)


class NotReady(Exception):
    """Nobody should be sent here until this is mended; the text says what it is."""


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches nothing else, so that a slow database restarts no web server."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """One line for each thing needed; 503 when the site cannot keep what a child would send.

    A late queue or a missing sandbox does not turn children away: what they send is kept and
    waits (A, F16). It is said here for whoever watches.
    """
    lines, ready = [], True
    for name, look in CHECKS.items():
        try:
            lines.append(f"{name}: {look()}")
        except NotReady as error:
            ready = False
            lines.append(f"{name}: NOT READY, {error}")
        except Exception as error:
            ready = False
            lines.append(f"{name}: NOT READY, {type(error).__name__}")
    return HttpResponse(
        "\n".join(lines) + "\n", status=200 if ready else 503, content_type="text/plain; charset=utf-8"
    )


def database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return f"ok ({connection.vendor})"


def storage() -> str:
    """Writes a few bytes to private storage and reads them back."""
    store = storages["private"]
    if isinstance(store, FileSystemStorage):
        folder = Path(store.location)
        folder.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(folder).free < _ROOM_NEEDED:
            raise NotReady("the disk is full")
    key = f"health/{os.getpid()}-{os.urandom(8).hex()}"
    name = store.save(key, ContentFile(b"ready"))
    try:
        with store.open(name) as kept:
            if kept.read() != b"ready":
                raise NotReady("what was read is not what was written")
    finally:
        store.delete(name)
    return "ok"


def queue() -> str:
    """How long the oldest task has waited; on a broker, whether it answers."""
    if settings.TASKS_BROKER_URL != "database":
        from config.celery_tasks import app

        with app.connection_for_write(connect_timeout=2) as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
        return "ok (broker)"
    from django_tasks_db.models import DBTaskResult

    oldest = (
        DBTaskResult.objects.ready().order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
    )
    waited = timezone.now() - oldest if oldest else timedelta()
    word = "late" if waited > _LATE else "ok"
    return f"{word} (oldest task has waited {waited.total_seconds():.0f} s)"


def sandbox() -> str:
    """Which rung of the sandbox ladder this machine has (S36)."""
    return str(import_module("video.sandbox").rung())


def scanner() -> str:
    """Whether a configured ClamAV answers (S37). Down, films wait and nothing is lost: no failure."""
    if not settings.CLAMD_ADDRESS:
        return "none configured"
    return "ok" if import_module("video.clamd").answers() else "DOES NOT ANSWER, films wait"


def films() -> str:
    """Whether films are shown, else since when not (S16): somebody's decision, so no failure."""
    from safeguarding import switch

    turned = switch.last()
    if turned is None or turned.on:
        return "on"
    return f"OFF since {turned.turned_at.isoformat(timespec='seconds')}"


def withdrawals() -> str:
    """Whether the database knows every withdrawal of the ledger; an older one put back does not (F14)."""
    from consent import tombstones

    if newer := len(tombstones.forgotten()):
        raise NotReady(f"{newer} newer than the database; run manage.py replay_withdrawals")
    return "ok"


CHECKS: dict[str, Callable[[], str]] = {
    "database": database,
    "storage": storage,
    "queue": queue,
    "sandbox": sandbox,
    "scanner": scanner,
    "withdrawals": withdrawals,
    "films": films,
}
