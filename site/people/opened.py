"""What a code has opened in this browser: a signed cookie for half an hour that holds a row's number only.

A code is typed, never part of an address, and exchanged for this once.
"""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse

SECONDS = 30 * 60


def number(request: HttpRequest, cookie: str) -> int | None:
    """Return the number of the row this browser has opened, None when there is none or time is over."""
    try:
        return int(request.get_signed_cookie(cookie, salt=cookie, max_age=SECONDS) or 0)
    except (KeyError, BadSignature):
        return None


def keep[R: HttpResponse](response: R, cookie: str, number: int) -> R:
    """Let this browser see the pages of row `number` for SECONDS."""
    response.set_signed_cookie(
        cookie,
        str(number),
        salt=cookie,
        max_age=SECONDS,
        path="/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def forget[R: HttpResponse](response: R, cookie: str) -> R:
    """Close them in this browser, for shared tablets."""
    response.delete_cookie(cookie, path="/", samesite="Lax")
    return response
