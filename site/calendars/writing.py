"""Events as iCalendar (RFC 5545): whole days by England's clocks, changes told by SEQUENCE."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from calendars.events import Event
from calendars.models import Version

LONDON = ZoneInfo("Europe/London")
READ_AGAIN = timedelta(hours=4)
CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar(events: Sequence[Event], *, name: str, public: bool = False) -> bytes:
    """Return `events` as one calendar called `name`; the same events give the same bytes.

    `public` says that everybody may read it. Notes what is told, so that a later change counts one up.
    """
    book = icalendar.Calendar()
    book.add("prodid", f"-//{settings.WAGTAIL_SITE_NAME}//calendars//EN")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", name)
    book.add("name", name)
    book.add("refresh-interval", READ_AGAIN, parameters={"VALUE": "DURATION"})
    book.add("x-published-ttl", READ_AGAIN)
    versions = _versions(events)
    for event in events:
        book.add_component(_written(event, versions[event.uid], public=public))
    if events:
        first, last = events[0].starts_at.date(), max(event.ends_at.date() for event in events)
        zone = icalendar.Timezone.from_tzinfo(
            LONDON, first_date=first.replace(month=1, day=1), last_date=date(last.year + 2, 12, 31)
        )
        book.subcomponents.insert(0, zone)
    return bytes(book.to_ical())


def _written(event: Event, version: Version, *, public: bool) -> icalendar.Event:
    written = icalendar.Event()
    written.add("uid", event.uid)
    written.add("dtstamp", version.changed_at.astimezone(UTC).replace(microsecond=0))
    written.add("last-modified", version.changed_at.astimezone(UTC).replace(microsecond=0))
    written.add("sequence", version.sequence)
    written.add("summary", event.title)
    written.add("dtstart", event.starts_at.astimezone(LONDON))
    written.add("dtend", event.ends_at.astimezone(LONDON))
    if event.days > 1:
        written.add("rrule", {"freq": "daily", "count": event.days})
    for name, words in (("description", event.words), ("location", event.place), ("url", event.url)):
        if words:
            written.add(name, words)
    written.add("status", "CANCELLED" if event.called_off else "CONFIRMED")
    written.add("transp", "TRANSPARENT" if event.called_off else "OPAQUE")
    written.add("class", "PUBLIC" if public else "PRIVATE")
    return written


@transaction.atomic
def _versions(events: Iterable[Event]) -> dict[str, Version]:
    """Return each event's version by its uid, counted up where it is not what was told last."""
    told = {event.uid: (event, _digest(event)) for event in events}
    known = {version.uid: version for version in Version.objects.filter(uid__in=told)}
    for uid, (event, digest) in told.items():
        if uid not in known:
            known[uid] = _first(event, digest)
        if known[uid].digest != digest:
            # Of two readers at once, one counts.
            Version.objects.filter(uid=uid, digest=known[uid].digest).update(
                digest=digest,
                sequence=F("sequence") + 1,
                changed_at=timezone.now(),
                ends_at=_over(event),
            )
            known[uid] = Version.objects.get(uid=uid)
    return known


def _first(event: Event, digest: str) -> Version:
    try:
        with transaction.atomic():
            return Version.objects.create(uid=event.uid, digest=digest, ends_at=_over(event))
    except IntegrityError:
        return Version.objects.get(uid=event.uid)


def _over(event: Event) -> datetime:
    return event.ends_at + timedelta(days=event.days)


def _digest(event: Event) -> str:
    """SHA-256 of what matters to whoever comes; words in another language are no change."""
    facts = asdict(event)
    matters = ("starts_at", "ends_at", "days", "place", "called_off")
    return hashlib.sha256(json.dumps([str(facts[name]) for name in matters]).encode()).hexdigest()
