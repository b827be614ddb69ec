"""Nothing is served from a database that has forgotten a withdrawal (F14, C).

After a restore from backup the ledger outside the database knows of films the database thinks are
alive. Whoever forgets to replay it must not be able to show them: until `manage.py
replay_withdrawals` or a worker's sweep has run, every page is a calm 503.
"""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string

import storage
from consent import tombstones

log = logging.getLogger(__name__)

# Whoever watches the processes, and children who need help now: none of these shows a film.
OPEN = re.compile(r"/(?:healthz|readyz|(?:[a-z]{2}/)?help/)")
SECONDS_WHILE_CLOSED = 2.0


class Watch:
    """Whether the database is behind the ledger; looked up again after `seconds`, by one thread."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._behind: bool | None = None
        self._look_at = 0.0
        self._looking = threading.Lock()

    def behind(self) -> bool:
        """Return what was found last. Nothing found yet counts as behind: a fault keeps films in (F16)."""
        if time.monotonic() >= self._look_at and self._looking.acquire(blocking=self._behind is None):
            try:
                if time.monotonic() >= self._look_at:
                    self._look()
            finally:
                self._looking.release()
        return self._behind is not False

    def _look(self) -> None:
        try:
            self._behind = bool(tombstones.forgotten())
        except (storage.StorageError, DatabaseError, OSError):
            log.warning("ledger and database could not be compared", exc_info=True)
        self._look_at = time.monotonic() + (
            self._seconds if self._behind is False else min(self._seconds, SECONDS_WHILE_CLOSED)
        )


class ClosedUntilReplayed:
    """Middleware: the calm page instead of any other, while the database is behind the ledger."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not settings.LEDGER_WATCHED_SECONDS:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.watch = Watch(settings.LEDGER_WATCHED_SECONDS)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if OPEN.match(request.path_info) or not self.watch.behind():
            return self.get_response(request)
        answer = HttpResponse(render_to_string("503.html", request=request), status=503)
        answer["Retry-After"] = "30"
        answer["Cache-Control"] = "no-store"
        return answer
