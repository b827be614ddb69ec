"""Search over the pages editors have published, and what machines read about the site."""

from __future__ import annotations

import re
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Locale, Page

from safeguarding import hearing

MOST_FOUND = 20
LONGEST_QUERY = 80


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Live pages in the reader's language that match `?q=`. Sets no cookie and keeps no query."""
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY].replace("\0", "")
    # Words alone: full-text engines read quotes and stars as orders, and fail on half of one.
    words = " ".join(re.findall(r"\w+", query))
    found = (
        list(
            Page.objects.live()
            .public()
            .filter(locale=Locale.get_active())
            .specific()
            .search(words)[:MOST_FOUND]
        )
        if words
        else []
    )
    # Nothing of a search is kept, so no concern can come of it; a child who asks a search is answered (S21).
    help_now = bool(query) and hearing.sounds_hard(query)
    response = render(request, "home/search.html", {"query": query, "found": found, "help_now": help_now})
    response["Cache-Control"] = "private, no-store" if query else "public, max-age=300"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What search engines should leave alone: staff, and pages with a code or a person."""
    return render(
        request,
        "robots.txt",
        {"sitemap": request.build_absolute_uri("/sitemap.xml")},
        content_type="text/plain; charset=utf-8",
    )


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a hole in this site (RFC 9116); expires in three months."""
    expires = (timezone.now() + timedelta(days=90)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{settings.SECURITY_EMAIL}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}{request.path}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
