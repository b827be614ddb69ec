"""A journey without an account: the answers so far, in one sealed cookie of the child's own browser.

Nothing is kept on our side before the journey is sent. A copy of the cookie tells nothing, and a changed
one is no journey.
"""

from __future__ import annotations

import json
import time
import zlib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from people import sealed


@dataclass(frozen=True, slots=True)
class Journey:
    """The cookie called `cookie`, kept for `seconds` from the last answer."""

    cookie: str
    seconds: int = 60 * 60

    def read(self, request: HttpRequest) -> dict[str, Any]:
        """Return the answers given so far; {} when there are none, or their time is over."""
        try:
            kept = json.loads(zlib.decompress(sealed.unseal_bytes(request.COOKIES.get(self.cookie, ""))))
        except (sealed.SealBroken, zlib.error, ValueError):
            return {}
        return kept["answers"] if kept["until"] > time.time() else {}

    def keep(self, response: HttpResponse, answers: dict[str, Any], *, seconds: int | None = None) -> None:
        """Have the browser keep `answers` for `seconds` (default: the journey's own).

        Packed before it is sealed: a browser drops a cookie of more than 4,096 bytes without a word, and 500
        letters of Arabic are six times as many in JSON's own spelling.
        """
        lasts = self.seconds if seconds is None else seconds
        kept = {"until": int(time.time()) + lasts, "answers": answers}
        response.set_cookie(
            self.cookie,
            sealed.seal_bytes(zlib.compress(json.dumps(kept, ensure_ascii=False).encode(), 9)),
            max_age=lasts,
            path="/",
            httponly=True,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )

    def forget(self, response: HttpResponse) -> None:
        """Have the browser forget the journey."""
        response.delete_cookie(self.cookie, path="/", samesite="Lax")
