"""Addresses of the pages editors have published, in every language."""

from __future__ import annotations

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, PageQuerySet


class PageSitemap(Sitemap):
    """Live pages that anybody may read, of every language and not only below the default one."""

    def items(self) -> PageQuerySet:
        return Page.objects.live().public().filter(depth__gt=1).order_by("path").specific(defer=True)
