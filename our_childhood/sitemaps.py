"""Addresses of public films, for search engines."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from our_childhood.models import Film, FilmQuerySet


class FilmSitemap(Sitemap[Film]):
    """Public films only (S13), ten thousand to a file."""

    limit = 10_000

    def items(self) -> FilmQuerySet:
        return Film.objects.shown().only("slug", "released_at").order_by("pk")

    def location(self, item: Film) -> str:
        return reverse("our_childhood:film-detail", args=[item.slug])

    def lastmod(self, item: Film) -> datetime | None:
        return item.released_at

    def get_latest_lastmod(self) -> datetime | None:
        """Return the newest release without reading every film, as the inherited method would."""
        return Film.objects.shown().newest_first().values_list("released_at", flat=True).first()
