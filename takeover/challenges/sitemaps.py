"""Addresses of challenges to come, for search engines."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from takeover.challenges.models import Challenge


class ChallengeSitemap(Sitemap[Challenge]):
    """Public challenges that have not begun, ten thousand to a file."""

    limit = 10_000

    def items(self) -> QuerySet[Challenge]:
        to_come = Challenge.objects.public().filter(first_date__gte=timezone.localdate())
        return to_come.only("last_published_at").order_by("first_date", "id")

    def location(self, item: Challenge) -> str:
        return reverse("challenges:challenge", args=[item.pk])

    def lastmod(self, item: Challenge) -> datetime | None:
        return item.last_published_at

    def get_latest_lastmod(self) -> datetime | None:
        """Return nothing: the inherited method would read every challenge."""
        return None
