"""The newest public films, for feed readers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from cms.caching import shared
from our_childhood.models import Film, FilmQuerySet

NEWEST = 30


class FilmFeed(Feed[Film, None]):
    """Atom, public films only (S13): title, what it shows, when it came out. No age, no place (S2)."""

    feed_type = Atom1Feed
    title = _("Films by children")
    subtitle = _("What childhood is like, told by children.")

    def link(self) -> str:
        return reverse("our_childhood:film-list")

    def feed_url(self) -> str:
        return reverse("our_childhood:film-feed")

    def items(self) -> FilmQuerySet:
        return Film.objects.shown().newest_first()[:NEWEST]

    def item_title(self, item: Film) -> str | Promise:  # type: ignore[override]
        return item.title

    def item_description(self, item: Film) -> str:
        return item.description

    def item_link(self, item: Film) -> str:
        return reverse("our_childhood:film-detail", args=[item.slug])

    def item_pubdate(self, item: Film) -> datetime | None:
        return item.released_at

    def item_updateddate(self, item: Film) -> datetime | None:
        return item.released_at


_answer = FilmFeed()


@shared
def film_feed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """/films/feed/"""
    response = _answer(request, *args, **kwargs)
    # A film taken back changes the feed and not its newest moment: see views.gallery.shared.
    del response["Last-Modified"]
    return response
