"""Staff make a meetup, move it, give it more places, or call it off; everybody booked hears of it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from cicc_meetups.bookings import actions, emails, queries
from cicc_meetups.models import Meetup
from places import allotting
from places import queries as places
from places.enums import LIVE
from safeguarding import audit


@transaction.atomic
def keep(*, meetup: Meetup, capacity: int, by: str) -> Meetup:
    """Keep `meetup` as staff have it now, with `capacity` places for young people.

    Another day or hour is said to every council that is booked or waits. Raises places.errors.BelowTaken
    when more are given away than there would be, and PermissionDenied for a meetup that is called off or
    has begun; nothing has changed then.
    """
    before = Meetup.objects.select_for_update().filter(pk=meetup.pk).first() if meetup.pk else None
    now = timezone.now()
    if before is not None and (before.cancelled_at is not None or before.starts_at <= now):
        raise PermissionDenied("A meetup that is called off or has begun stays as it was.")
    times = (meetup.starts_at, meetup.ends_at)
    moved = before is not None and (before.starts_at, before.ends_at) != times
    if before is not None and moved:
        meetup.moved_at, meetup.moved_from = now, before.starts_at
    meetup.save()
    allotment = actions.open_places(meetup=meetup, capacity=capacity, by=by)
    allotting.move(allotment=allotment, starts_at=meetup.starts_at, ends_at=meetup.ends_at, by=by)
    allotting.set_capacity(allotment=allotment, capacity=capacity, by=by)
    audit.record(by=by, act="meetup.moved" if moved else "meetup.kept", subject=meetup, capacity=capacity)
    if moved:
        for booking in queries.bookings().filter(meetup=meetup, places__state__in=LIVE):
            emails.take_reminders_back(booking)
            emails.another_day(booking)
    return meetup


@transaction.atomic
def call_off(*, meetup: Meetup, reason: str, by: str) -> bool:
    """Call `meetup` off: its places are over, and every council that had some, or waited, is told.

    `reason` is a code of CalledOffFor. True if that was new.
    """
    here = Meetup.objects.filter(pk=meetup.pk, cancelled_at__isnull=True, ends_at__gt=timezone.now())
    if not here.update(cancelled_at=timezone.now(), cancelled_for=reason):
        return False
    if (allotment := places.allotment_of(meetup)) is not None:
        allotting.call_off(allotment=allotment, by=by)
    audit.record(by=by, act="meetup.called_off", subject=meetup, reason=reason)
    return True
