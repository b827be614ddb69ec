"""Which feed an address opens, and which address a feed has."""

from __future__ import annotations

from django.db.models import Model

from calendars.models import Feed
from people import keyed

MAKES = "calendar-feed-of-nonce"
HOLDS = "calendar-feed"


def open_feed(token: str) -> Feed | None:
    """Return the feed that `token` opens; None when it is unknown, or was stopped."""
    if not 20 <= len(token) <= 100:
        return None
    return Feed.objects.open().filter(token_hash__in=keyed.digests(HOLDS, token)).first()


def feed_of(holder: Model) -> Feed | None:
    """Return the open feed of `holder`, if it has one."""
    return Feed.objects.about(holder).open().first()


def token_of(feed: Feed) -> str | None:
    """Return the token of its address; None when its key is honoured no longer, and it must be renewed."""
    return keyed.token_again(makes=MAKES, holds=HOLDS, nonce=feed.nonce, held=feed.token_hash)
