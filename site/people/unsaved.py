"""An answer typed into a page whose session had ended: sealed, and put back after signing in."""

from __future__ import annotations

import json
from typing import Any

from django.http import HttpRequest, QueryDict

from people import sealed

_KEY = "unsaved"
_LONGEST = 20_000  # characters of one page's answers
_NOT_AN_ANSWER = ("csrfmiddlewaretoken",)


def put_by(request: HttpRequest) -> None:
    """Keep what was posted, with its address, in the new session of this browser."""
    if request.method != "POST":
        return
    said = {name: values for name, values in request.POST.lists() if name not in _NOT_AN_ANSWER}
    words = json.dumps([request.path_info, said])
    if len(words) <= _LONGEST:
        request.session[_KEY] = sealed.seal(words)


def address(request: HttpRequest) -> str:
    """Return where the answer that was put by belongs, or ''."""
    return _look(request)[0]


def take(request: HttpRequest) -> QueryDict | None:
    """Return the answer that was put by for this very address, once."""
    where, said = _look(request)
    if where != request.path_info:
        return None
    del request.session[_KEY]
    given = QueryDict(mutable=True)
    for name, values in said.items():
        given.setlist(name, values)
    return given


def _look(request: HttpRequest) -> tuple[str, dict[str, Any]]:
    kept = request.session.get(_KEY)
    if not kept:
        return "", {}
    try:
        where, said = json.loads(sealed.unseal(kept))
    except sealed.SealBroken:
        return "", {}
    return where, said
