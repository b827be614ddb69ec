"""Open a feed, stop it, and forget what is over."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from calendars import queries
from calendars.models import Feed, Version
from people import keyed
from safeguarding import audit

VERSIONS_KEPT = timedelta(days=180)
STOPPED_KEPT = timedelta(days=30)


@transaction.atomic
def open_feed(*, holder: Model, by: str) -> Feed:
    """Give `holder` a feed; the open one it has already, if it has one (F8)."""
    if existing := Feed.objects.about(holder).open().first():
        return existing
    nonce = secrets.token_hex(16)
    token = keyed.tokens(queries.MAKES, nonce)[0]
    try:
        with transaction.atomic():
            feed = Feed.objects.create(
                holder_type=ContentType.objects.get_for_model(holder, for_concrete_model=False),
                holder_id=str(holder.pk),
                nonce=nonce,
                token_hash=keyed.digest(queries.HOLDS, token),
            )
    except IntegrityError:
        return Feed.objects.about(holder).open().get()
    audit.record(by=by, act="feed.opened", subject=feed, about=audit.reference(holder))
    return feed


@transaction.atomic
def stop(*, feed: Feed, by: str) -> bool:
    """Let its address open nothing from now on. True if that was new."""
    if not Feed.objects.open().filter(pk=feed.pk).update(stopped_at=timezone.now()):
        return False
    audit.record(by=by, act="feed.stopped", subject=feed)
    return True


@transaction.atomic
def renew(*, holder: Model, by: str) -> Feed:
    """Stop the address `holder` has and open another, because the old one got about."""
    for feed in Feed.objects.about(holder).open():
        stop(feed=feed, by=by)
    return open_feed(holder=holder, by=by)


def forget(*, holder: Model) -> int:
    """Delete every feed of `holder`, whose time has come; return how many."""
    return Feed.objects.about(holder).delete()[0]


def forget_over() -> int:
    """Delete feeds stopped long ago and versions of what is long over; return how many. For the sweep."""
    now = timezone.now()
    versions, _ = Version.objects.filter(ends_at__lte=now - VERSIONS_KEPT).delete()
    feeds, _ = Feed.objects.filter(stopped_at__lte=now - STOPPED_KEPT).delete()
    return versions + feeds
