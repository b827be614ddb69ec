"""What this room does when a lower one says that something has happened."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from calendars import actions as calendars
from places.enums import LIVE
from places.models import Booking, Step
from places.signals import moved
from takeover.challenges.models import Challenge
from takeover.days import emails
from takeover.sign_ups import queries
from takeover.sign_ups.models import Group


@receiver(moved, sender=Challenge, dispatch_uid="days-places-moved")
def take_reminders_back(booking: Booking, step: Step, **kwargs: Any) -> None:
    """No reminder goes out for a day somebody does not have any more."""
    if step.before in LIVE and step.after not in LIVE:
        sign_up = queries.sign_up_of(booking)
        if sign_up is not None:
            emails.take_back(sign_up)


@receiver(pre_delete, sender=Group, dispatch_uid="days-group-erased")
def stop_calendar(instance: Group, **kwargs: Any) -> None:
    """A group's calendar goes with it."""
    calendars.forget(holder=instance)
