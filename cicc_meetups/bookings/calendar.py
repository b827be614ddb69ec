"""A council's meetups as its worker's calendar reads them: the venue, and no young person's name (S12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calendars import actions as calendars
from calendars.events import Event
from calendars.models import Feed
from cicc_meetups.bookings import queries
from cicc_meetups.bookings.models import Booking
from cicc_meetups.models import Worker
from geography.names import region_name
from people.sweeping import each
from safeguarding.audit import SYSTEM

NAME = gettext_lazy("Your council's meetups: %(site)s")
KEPT = timedelta(days=60)  # what is over stays in the calendar that long


def events(worker: Worker) -> Iterator[Event]:
    """Yield the meetups at which the worker's council has firm places, or had: calendars are told of both."""
    for booking in queries.in_calendar(worker.council, timezone.now() - KEPT):
        yield event(booking)


def event(booking: Booking) -> Event:
    """Return one booking's meetup. Once its places are given back, it says no more where it is."""
    meetup = booking.meetup
    here = booking.firm and meetup.cancelled_at is None
    region = str(region_name(meetup.region))
    return Event(
        uid=f"council-booking-{booking.pk}@{urlsplit(settings.SITE_URL).hostname}",
        title=_("Meetup of councils: %(region)s") % {"region": region},
        starts_at=meetup.starts_at,
        ends_at=meetup.ends_at,
        words=meetup.venue_way if here else "",
        place=(meetup.venue if here else "") or region,
        url=settings.SITE_URL + reverse("bookings:booking", args=[meetup.pk]),
        called_off=not here,
    )


def open_to(worker: Worker) -> bool:
    """Whether the worker's check counts today: else the address opens nothing, at once."""
    return worker.is_checked(timezone.localdate())


def stop_unchecked() -> int:
    """Stop for good every feed of a worker whose check does not count today; return how many. For the sweep.

    Whoever is checked again, maybe for another council, makes a new address.
    """
    checked = Worker.objects.checked(timezone.localdate()).annotate(text=Cast("pk", CharField()))
    workers = ContentType.objects.get_for_model(Worker)
    feeds = Feed.objects.open().filter(holder_type=workers).exclude(holder_id__in=checked.values("text"))
    return each("stop", feeds.order_by("pk"), lambda feed: calendars.stop(feed=feed, by=SYSTEM))
