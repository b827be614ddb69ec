"""How long caches may keep a page that is the same for everybody."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

SECONDS_KEPT = 50  # the longest anything is seen after it is taken back (F15), as safeguarding.switch says


def shared[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Let caches keep the answer for SECONDS_KEPT, then ask again by ETag.

    The ETag is the content's own hash. There is no Last-Modified: taking something back makes a page
    change while its newest moment stays, and a cache asking by date would be told 'not changed'.
    """

    @wraps(view)
    def kept(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
        return response

    return require_safe(conditional_page(kept))
