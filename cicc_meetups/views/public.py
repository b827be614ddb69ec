"""/meetups/calendar.ics: days and regions of meetups, and no place (S12)."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from calendars.events import Event
from calendars.views import shared
from cicc_meetups import showing
from cicc_meetups.enums import MeetupState
from geography.names import region_name


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Answer with every public meetup in the reader's language; the same for everybody."""
    pages = showing.public().filter(locale__language_code=get_language() or "en")
    told = [_event(row) for row in showing.rows(pages)]
    return shared(request, told, file="meetups", name=_("Meetups: %(site)s"))


def _event(row: showing.Row) -> Event:
    meetup = row.page.meetup
    return Event(
        uid=f"meetup-{meetup.pk}@{urlsplit(settings.SITE_URL).hostname}",
        title=row.page.title,
        starts_at=meetup.starts_at,
        ends_at=meetup.ends_at,
        place=str(region_name(meetup.region)),
        url=row.page.full_url or "",
        called_off=row.state == MeetupState.CANCELLED,
    )
