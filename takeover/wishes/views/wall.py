"""/takeovers/wishes/: what children would take over, by region. No likes, no counts (S4)."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from cms import keyset
from cms.caching import shared
from geography.names import region_name
from geography.queries import regions
from moderation import tell_us as telling
from moderation.told_words import IT
from people.pages import personal
from takeover.wishes import queries
from takeover.wishes.models import Wish


@shared
def wall(request: HttpRequest) -> HttpResponse:
    """/takeovers/wishes/?region=<code>&before=<mark>: newest first, a dozen a page."""
    wanted = request.GET.get("region", "")
    everywhere = list(regions())
    region = next((one for one in everywhere if one.code == wanted), None)
    if wanted and region is None:
        raise Http404
    try:
        page = keyset.page(queries.wall(region), request.GET.get("before", ""), moment="approved_at")
    except keyset.NoSuchMark as error:
        raise Http404 from error
    here = reverse("wishes:wall")
    query = {"region": region.code} if region else {}
    return render(
        request,
        "wishes/wall.html",
        {
            "wishes": [(wish, region_name(wish.region) if wish.region else "") for wish in page.rows],
            "regions": [(one.code, region_name(one)) for one in everywhere],
            "chosen": region.code if region else "",
            "chosen_name": region_name(region) if region else "",
            "newest": f"{here}?{urlencode(query)}".rstrip("?") if request.GET.get("before") else "",
            "older": f"{here}?{urlencode({**query, 'before': page.older})}" if page.older else "",
        },
    )


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def tell_us(request: HttpRequest, slug: str) -> HttpResponse:
    """/takeovers/wishes/<slug>/tell-us/: something is wrong with a wish, told without an account (S14)."""
    wishes = Wish.objects.public() if request.method != "POST" else Wish.objects.here().filter(live=True)
    wish = get_object_or_404(wishes, slug=slug)
    return telling.page(request, wish, name=wish.words, back=reverse("wishes:wall"), about=IT)
