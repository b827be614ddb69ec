"""/films/<slug>/tell-us/: something is wrong with a film, told by anybody and without an account (S14)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from moderation import tell_us as telling
from moderation.told_words import FILM
from our_childhood.models import Film
from people.pages import personal


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def tell_us(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask what is wrong, or take a report of a film."""
    films = Film.objects.shown()
    if request.method == "POST":
        # What was put away while somebody was writing about it is still told about.
        films = Film.objects.filter(live=True, cleared_at__isnull=False, withdrawn_at__isnull=True)
    film = get_object_or_404(films, slug=slug)
    back = reverse("our_childhood:film-detail", args=[film.slug])
    return telling.page(request, film, name=film.title, back=back, about=FILM)
