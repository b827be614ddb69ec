"""What a staff session has proved, and how long it lasts."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

_BEGAN = "staff_began_at"
_SEEN = "staff_seen_at"
_SET_UP = "staff_second_factor_set_up_by"
_STAMP_EVERY = 60  # seconds; a row a request would be waste


def passed_second_factor(request: HttpRequest) -> bool:
    """Whether the person of this session proved a second factor in this session (S40)."""
    if request.session.get(_SET_UP) == request.user.pk:
        return True
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user))


def note_second_factor_set_up(request: HttpRequest) -> None:
    """Setting up an app takes a code from it, which is as good as signing in with one."""
    request.session[_SET_UP] = request.user.pk


def is_over(request: HttpRequest, now: float | None = None) -> bool:
    """Whether the session is older, or was idle longer, than staff sessions may be (seconds)."""
    now = time.time() if now is None else now
    began = _number(request.session.get(_BEGAN))
    seen = _number(request.session.get(_SEEN))
    if (
        began is not None
        and not 0 <= now - began + _STAMP_EVERY <= settings.STAFF_SESSION_SECONDS + _STAMP_EVERY
    ):
        return True
    return seen is not None and now - seen > settings.STAFF_IDLE_SECONDS


def touch(request: HttpRequest, now: float | None = None) -> None:
    """Remember that a person did something just now."""
    now = time.time() if now is None else now
    if _BEGAN not in request.session:
        request.session[_BEGAN] = int(now)
    if now - (_number(request.session.get(_SEEN)) or 0) >= _STAMP_EVERY:
        request.session[_SEEN] = int(now)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else None
