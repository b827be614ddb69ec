"""Addresses of councils' public pages, for search engines."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from cicc_meetups.profiles import queries
from cicc_meetups.profiles.models import Profile


class CouncilSitemap(Sitemap[Profile]):
    """Councils everybody may read about."""

    limit = 10_000

    def items(self) -> QuerySet[Profile]:
        return queries.shown()

    def lastmod(self, item: Profile) -> datetime | None:
        return item.last_published_at

    def get_latest_lastmod(self) -> datetime | None:
        """Return nothing: the inherited method would read every council."""
        return None
