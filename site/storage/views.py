"""/media/: public storage at this site's own address, whatever it rests on (S10)."""

from __future__ import annotations

from django.core.exceptions import SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

import storage
from storage import content_types, responses

# A film must be gone from caches a minute after it was taken back or turned off, and each process
# believes what it knows of the switch for a few seconds (safeguarding.switch; S16, F15).
PUBLIC = "public, max-age=50"
# Editors' documents and full-size pictures have their own view, which knows who may read them.
_ELSEWHERE = ("documents/", "original_images/")


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with the public object at `path`; 404 for what is not there or not of a known kind."""
    content_type = content_types.for_key(path)
    if content_type is None or path.startswith(_ELSEWHERE) or _is_hidden(path):
        raise Http404
    try:
        return responses.ranged(
            request,
            storage.public(),
            path,
            content_type=content_type,
            cache_control=PUBLIC,
        )
    except (
        FileNotFoundError,
        IsADirectoryError,
        NotADirectoryError,
        SuspiciousOperation,
    ) as error:
        raise Http404 from error
    except storage.Unavailable:
        answer = HttpResponse(
            "Please try again soon.",
            status=503,
            content_type="text/plain; charset=utf-8",
        )
        answer["Retry-After"] = "10"
        answer["Cache-Control"] = "no-store"
        return answer


def _is_hidden(path: str) -> bool:
    return "\0" in path or "\\" in path or any(part.startswith(".") or not part for part in path.split("/"))
