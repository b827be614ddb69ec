"""Addresses of the Pledge's public pages, for search engines."""

from __future__ import annotations

from django.contrib.sitemaps import Sitemap
from django.urls import reverse


class PledgeSitemap(Sitemap[str]):
    """The pages everybody may read, in every language; no council's own, which change with the quarter."""

    i18n = True

    def items(self) -> list[str]:
        return ["pledge:pledge", "pledge:wall", "pledge:where", "pledge:badge", "mirror:mirror"]

    def location(self, item: str) -> str:
        return reverse(item)
