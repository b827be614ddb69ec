"""Reads across councils' bookings."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from cicc_meetups.bookings.models import Booking
from cicc_meetups.models import Council, Meetup, Worker
from places.enums import LIVE, State
from places.models import Booking as Places
from places.models import Step


def bookings() -> QuerySet[Booking]:
    """Return bookings with all that a page or a letter about one needs."""
    return Booking.objects.select_related("meetup__region", "council", "worker", "places__allotment")


def own(meetup: Meetup, council: Council) -> Booking | None:
    """Return what a council has or waits for at a meetup; the newest of those that are over, else None."""
    asked = bookings().filter(meetup=meetup, council=council, places__isnull=False)
    return asked.filter(places__state__in=LIVE).first() or asked.order_by("-pk").first()


def of_council(council: Council) -> dict[int, Booking]:
    """Return what a council asked for, by meetup: a live booking before one that is over."""
    found: dict[int, Booking] = {}
    for booking in bookings().filter(council=council, places__isnull=False).order_by("pk"):
        kept = found.get(booking.meetup_id)
        if kept is None or not kept.live:
            found[booking.meetup_id] = booking
    return found


def booking_of(places: Places) -> Booking | None:
    """Return whose places these are; None when they are nobody's here."""
    if not places.holder_id.isdecimal():
        return None
    return bookings().filter(pk=int(places.holder_id)).first()


def checked_workers(*councils: Council | int) -> QuerySet[Worker]:
    """Return the workers of `councils` whose check counts today, in the order in which they registered."""
    checked = Worker.objects.checked(timezone.localdate()).filter(council__in=councils)
    return checked.select_related("user").order_by("pk")


def to_remind(now: datetime, within: timedelta) -> QuerySet[Booking]:
    """Return confirmed bookings of meetups that begin in `within` of `now` (local), the next first.

    The council of each brings its workers whose check counts today.
    """
    checked = Worker.objects.checked(now.date()).select_related("user").order_by("pk")
    soon = bookings().filter(
        places__state=State.CONFIRMED,
        meetup__starts_at__gt=now,
        meetup__starts_at__lte=now + within,
        meetup__cancelled_at__isnull=True,
    )
    workers = Prefetch("council__workers", queryset=checked)
    return soon.prefetch_related(workers).order_by("meetup__starts_at", "id")


def to_leave(*councils: Council) -> QuerySet[Booking]:
    """Return what `councils` have, or wait for, at meetups that have not begun, by meetup."""
    live = bookings().filter(council__in=councils, places__state__in=LIVE)
    return live.filter(meetup__starts_at__gt=timezone.now()).order_by("places__allotment_id", "pk")


def in_calendar(council: Council, since: datetime) -> QuerySet[Booking]:
    """Return what belongs into the calendar of a council: what is firm, and what was and is not any more.

    Nothing that only ever waited, since a calendar shows what takes place.
    """
    was_firm = Step.objects.filter(booking=OuterRef("places"), after=State.CONFIRMED)
    asked = bookings().filter(council=council, meetup__ends_at__gte=since)
    return asked.filter(Exists(was_firm)).order_by("id")
