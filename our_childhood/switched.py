"""What every address of films answers while the switch is off (S16, docs/features/switch.md).

Whatever shows a film answers 404, not 503: a cache that is told of a failure may give out what it
kept before (docs/adr/0095). What takes films in answers 503 and says when to try again: upload.js
waits, and nothing that was sent or typed is lost. Taking a film back and telling us about one go on.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from safeguarding import switch
from video.files import PUBLIC_PREFIX

RETRY_SECONDS = 60


class Way(Enum):
    """What an address does while films are off."""

    OPEN = "goes on"
    HIDDEN = "answers as if it were not there"
    STOPPED = "says when to come back"


# The first that an address's name begins with decides. What nobody thought about is hidden.
WAYS: tuple[tuple[str, Way], ...] = (
    ("our_childhood:make-done", Way.OPEN),  # the code is shown there, and nowhere else
    ("our_childhood:make-clear", Way.OPEN),
    ("our_childhood:make-", Way.STOPPED),
    ("our_childhood:my-film", Way.OPEN),  # sending a new file only begins here; the question after it stops
    # A form that is open already can be sent; the page itself asks for films that are shown.
    ("our_childhood:film-tell-us", Way.OPEN),
    ("our_childhood:", Way.HIDDEN),
    ("uploads:", Way.STOPPED),
)


def way(view_name: str, path: str = "") -> Way:
    """Return what the address called `view_name` does while films are off; `path` is a public file's."""
    if view_name == "storage:media":
        return Way.HIDDEN if path.startswith(f"{PUBLIC_PREFIX}/") else Way.OPEN
    return next((found for start, found in WAYS if view_name.startswith(start)), Way.OPEN)


class Switched:
    """Middleware: asks the switch before the view, and between the pieces of a film being sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        match = request.resolver_match
        if (
            isinstance(response, StreamingHttpResponse)
            and match is not None
            and way(match.view_name, match.kwargs.get("path", "")) is Way.HIDDEN
        ):
            response.streaming_content = _while_on(cast("Iterable[bytes]", response.streaming_content))
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match = request.resolver_match
        assert match is not None
        found = way(match.view_name, kwargs.get("path", ""))
        if found is Way.OPEN or switch.is_on():
            return None
        return _answer(request, found, in_words=match.namespace == "our_childhood")


def _answer(request: HttpRequest, found: Way, *, in_words: bool) -> HttpResponse:
    stopped = found is Way.STOPPED
    if in_words:
        response = render(request, "our_childhood/films_rest.html", {"making": stopped})
    else:
        response = HttpResponse(
            _("Films are having a rest. Yours is safe. Please try again later."),
            content_type="text/plain; charset=utf-8",
        )
    response.status_code = 503 if stopped else 404
    if stopped:
        response["Retry-After"] = str(RETRY_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def _while_on(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Cut a film that is being sent off in the middle: the player asks again, and finds nothing."""
    for piece in pieces:
        if not switch.is_on():
            # As if the reader had gone: the server closes the connection and says nothing.
            raise BrokenPipeError(errno.EPIPE, "films were turned off")
        yield piece
