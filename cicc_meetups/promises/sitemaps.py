"""Addresses of public promises, for search engines."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from cicc_meetups.promises.models import Promise, PromiseQuerySet


class PromiseSitemap(Sitemap[Promise]):
    """Promises two people approved (S13), ten thousand to a file."""

    limit = 10_000

    def items(self) -> PromiseQuerySet:
        return Promise.objects.public().only("slug", "approved_at").order_by("pk")

    def location(self, item: Promise) -> str:
        return reverse("promises:promise", args=[item.slug])

    def lastmod(self, item: Promise) -> datetime | None:
        return item.approved_at

    def get_latest_lastmod(self) -> datetime | None:
        """Return the newest approval without reading every promise, as the inherited method would."""
        newest = Promise.objects.public().order_by("-approved_at", "-id")
        return newest.values_list("approved_at", flat=True).first()
