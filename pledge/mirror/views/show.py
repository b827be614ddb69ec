"""/pledge/did-it-happen/: the Pledge's mirror. By council area, never about a person."""

from __future__ import annotations

import re

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from cms.caching import shared
from geography.models import LocalAuthority
from pledge import queries
from pledge.enums import Reader
from pledge.mirror import figures

_CODE = re.compile(r"[A-Z0-9]{9}")


@shared
def mirror(request: HttpRequest) -> HttpResponse:
    """/pledge/did-it-happen/?area=<code>: what children said in the last quarter that is over."""
    code = request.GET.get("area", "")
    # Asked of a pattern first: a database takes no NUL.
    chosen = LocalAuthority.objects.filter(code=code).first() if _CODE.fullmatch(code) else None
    if code and chosen is None:
        raise Http404
    pledge = queries.pledge(Reader.TO_14)
    found = None
    if pledge is not None:
        found = figures.mirror(pledge.version, pledge.promises, timezone.localdate(), code=code)
    return render(request, "mirror/mirror.html", {"mirror": found, "chosen": chosen, "pledge": pledge})
