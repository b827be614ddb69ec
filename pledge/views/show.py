"""What everybody may read of the Pledge: its promises, who has signed, a poster, a badge. No cookie."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from cms import keyset
from cms.caching import shared
from cms.models import SiteSettings
from pledge import figures, poster, queries
from pledge.enums import Kind, Reader

SECONDS_KEPT = 4  # with figures.FRESH, nobody reads a count that is ten seconds behind
POSTER_KEPT = 3600
A_DAY = 24 * 3600


def fresh[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Let caches keep the answer for SECONDS_KEPT: pages with the count on them."""

    @wraps(view)
    def kept(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        response = view(*args, **kwargs)
        patch_cache_control(response, public=True, max_age=SECONDS_KEPT)
        return response

    return require_safe(conditional_page(kept))


@fresh
def pledge(request: HttpRequest) -> HttpResponse:
    """/pledge/?for=<reader>: the promises in one reader's words, and how many have made them."""
    reader = _reader(request)
    context: dict[str, Any] = {
        "pledge": queries.pledge(reader),
        "reader": reader,
        "readers": [(one, _for(one)) for one in Reader],
        "signed": figures.signed(),
    }
    return render(request, "pledge/pledge.html", context)


@shared
def wall(request: HttpRequest) -> HttpResponse:
    """/pledge/who/?kind=<kind>&before=<mark>: names of those who wish to be there, newest first."""
    wanted = request.GET.get("kind", Kind.ORGANISATION)
    if wanted not in Kind.values:
        raise Http404
    kind = Kind(wanted)
    try:
        page = keyset.page(queries.wall(kind), request.GET.get("before", ""), moment="approved_at", size=24)
    except keyset.NoSuchMark as error:
        raise Http404 from error
    here = reverse("pledge:wall")
    query = {"kind": kind.value}
    context = {
        "names": page.rows,
        "organisations": kind == Kind.ORGANISATION,
        "newest": f"{here}?{urlencode(query)}" if request.GET.get("before") else "",
        "older": f"{here}?{urlencode({**query, 'before': page.older})}" if page.older else "",
    }
    return render(request, "pledge/wall.html", context)


@shared
def where(request: HttpRequest) -> HttpResponse:
    """/pledge/where/: how many have signed, by council area and by what they do; small numbers left out."""
    return render(request, "pledge/where.html", {"figures": figures.by_place_and_role()})


@shared
def badge_page(request: HttpRequest) -> HttpResponse:
    """/pledge/badge/: the badge, and the lines to copy into one's own page."""
    context = {
        "picture": settings.SITE_URL + reverse("pledge:badge-picture"),
        "link": settings.SITE_URL + reverse("pledge:pledge"),
    }
    return render(request, "pledge/badge.html", context)


@require_safe
def badge_picture(request: HttpRequest) -> HttpResponse:
    """/pledge/badge.svg: one file, the same for everybody; it sets nothing and asks for nothing."""
    words = {"first": _("We signed"), "second": _("the Children's Pledge")}
    response = render(request, "pledge/badge.svg", words, content_type="image/svg+xml")
    patch_cache_control(response, public=True, max_age=A_DAY)
    # Other sites may show it: that is what it is for.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


@require_safe
def poster_paper(request: HttpRequest) -> HttpResponse:
    """/pledge/poster.pdf?for=<reader>: A4 to hang up. Set once an hour for each language and reader."""
    reader = _reader(request)
    shown = queries.pledge(reader)
    if shown is None:
        raise Http404
    key = f"pledge:poster:{shown.version.pk}:{get_language()}:{reader}"
    content = cache.get(key)
    if content is None:
        content = poster.pdf(shown, site_name=SiteSettings.name_for(request))
        cache.set(key, content, POSTER_KEPT)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="pledge.pdf"'
    patch_cache_control(response, public=True, max_age=POSTER_KEPT)
    return response


def _reader(request: HttpRequest) -> Reader:
    """Return for whom the words are; nobody said so: those for 11 to 14, which everybody can read."""
    wanted = request.GET.get("for", Reader.TO_14)
    if wanted not in Reader.values:
        raise Http404
    return Reader(wanted)


def _for(reader: Reader) -> str:
    here = reverse("pledge:pledge")
    return here if reader == Reader.TO_14 else f"{here}?{urlencode({'for': reader.value})}"
