"""Slow phones never starve pages: long bodies get most of the threads, but not all of them.

A request whose body may take long holds a thread while it arrives. At most settings.SLOW_BODIES of
them are read at a time in one process; the next is told to come back in a moment, which the upload
script does by itself. A connection that has sent nothing for BODY_SILENCE_SECONDS is dead.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

SHORT_BYTES = 64 * 1024
BODY_SILENCE_SECONDS = 20


class SlowBodies:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._slots = threading.BoundedSemaphore(settings.SLOW_BODIES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _has_body(request):
            return self.get_response(request)
        # gunicorn's workers read the body from a socket that would wait for ever.
        connection = request.META.get("gunicorn.socket")
        if connection is not None:
            connection.settimeout(BODY_SILENCE_SECONDS)
        if _length(request) <= SHORT_BYTES:
            return self.get_response(request)
        if not self._slots.acquire(blocking=False):
            answer = HttpResponse(
                "Many people are sending films right now. Please try again in a minute.",
                status=503,
                content_type="text/plain; charset=utf-8",
            )
            answer["Retry-After"] = "5"
            return answer
        try:
            return self.get_response(request)
        finally:
            self._slots.release()


def _has_body(request: HttpRequest) -> bool:
    return request.method not in ("GET", "HEAD", "OPTIONS")


def _length(request: HttpRequest) -> int:
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
