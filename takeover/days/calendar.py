"""A group's days as calendars read them. No child's name; the address only when it is confirmed (S12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from calendars.events import Event
from places.enums import State
from takeover.challenges.models import ENGLAND
from takeover.days import queries
from takeover.sign_ups.models import FIRM, Group, SignUp

NAME = gettext_lazy("Takeovers: %(site)s")
KEPT = timedelta(days=60)  # what is over stays in the calendar that long


def events(group: Group) -> Iterator[Event]:
    """Yield what `group` has places at, or had: a calendar has to be told that something is off."""
    for sign_up in queries.in_calendar(group, timezone.localdate() - KEPT):
        yield event(sign_up)


def event(sign_up: SignUp) -> Event:
    """Return one sign-up's day."""
    challenge, booking = sign_up.challenge, sign_up.booking
    assert booking is not None
    firm = booking.state in FIRM
    title = challenge.title if firm else _("Not yet confirmed: %(title)s") % {"title": challenge.title}
    words = [_("Hosted by %(host)s") % {"host": challenge.host.name}]
    if firm and challenge.bring:
        words.append(_("Bring: %(what)s") % {"what": challenge.bring})
    return Event(
        uid=f"sign-up-{sign_up.pk}@{urlsplit(settings.SITE_URL).hostname}",
        title=title,
        starts_at=challenge.starts_at,
        ends_at=datetime.combine(challenge.first_date, challenge.ends_time, tzinfo=ENGLAND),
        days=(challenge.last_date - challenge.first_date).days + 1,
        words="\n".join(words),
        place=challenge.address if firm else challenge.authority.name,
        url=settings.SITE_URL + reverse("challenges:challenge", args=[challenge.pk]),
        called_off=challenge.called_off_at is not None or not (firm or booking.state == State.HELD),
    )
