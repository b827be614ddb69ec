"""What this room does when places, or a worker or a council that leaves, say that something has happened."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from calendars import actions as calendars
from cicc_meetups.bookings import actions, emails, queries
from cicc_meetups.models import Council, Meetup, Worker
from cicc_meetups.signals import council_leaving, council_left
from places.enums import LIVE, Act, Reason, State
from places.models import Booking, Step
from places.signals import moved


@receiver(moved, sender=Meetup, dispatch_uid="council-booking-moved")
def hear_of_places(booking: Booking, step: Step, **kwargs: Any) -> None:
    """Tell the worker; when the places are over, let everybody go. In the transaction that moved them."""
    found = queries.booking_of(booking)
    if found is None:
        return
    if what := _news(step):
        emails.moved(found, booking, step, what=what)
    if step.before in LIVE and step.after not in LIVE:
        emails.take_reminders_back(found)
    if booking.state not in (*LIVE, State.ATTENDED, State.ABSENT):
        actions.over(booking=found)


@receiver(council_leaving, dispatch_uid="bookings-council-leaving")
def hold_rows_of_council(council: Council, **kwargs: Any) -> None:
    actions.hold_rows(council=council)


@receiver(council_left, dispatch_uid="bookings-council-left")
def leave_with_council(council: Council, by: str, **kwargs: Any) -> None:
    """A council that leaves gives its places to whoever is next, in the same transaction."""
    actions.leave(council=council, by=by)


@receiver(pre_delete, sender=Worker, dispatch_uid="council-worker-erased")
def stop_calendar(instance: Worker, **kwargs: Any) -> None:
    """A worker's calendar goes with the worker."""
    calendars.forget(holder=instance)


def _news(step: Step) -> str:
    """Return which letter a step is worth; '' for those that are seen at once."""
    match step.act:
        case Act.ASKED:
            return "waiting" if step.after == State.WAITING else "confirmed"
        case Act.PROMOTED:
            return "moved_up"
        case Act.CONFIRMED:
            return "confirmed"
        case Act.SHRUNK | Act.GREW:
            return "changed"
        case Act.EXPIRED:
            return "over"
        case Act.CANCELLED:
            return "called_off" if step.reason == Reason.CALLED_OFF else "cancelled"
    return ""
