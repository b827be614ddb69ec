"""Pages with a code or a person on them: no cache keeps them, and no search engine (design 5)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase

type View = Callable[..., HttpResponseBase]


def private[R: HttpResponseBase](response: R) -> R:
    """Keep `response` out of every cache and every search engine."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def personal(view: View) -> View:
    """Keep whatever the page answers out of every cache and every search engine."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return private(view(request, *args, **kwargs))

    return kept
