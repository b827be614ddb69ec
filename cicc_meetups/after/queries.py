"""Reads across meetups that happened, what came of them, and those to come in a year."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from cicc_meetups.after.models import AfterPage
from cicc_meetups.bookings.models import YoungPerson
from cicc_meetups.models import Meetup, MeetupPage
from consent import photos


@dataclass(frozen=True, slots=True)
class Visit:
    """One meetup of a year: its page in the reader's language, and whether it is over."""

    meetup: Meetup
    page: MeetupPage
    over: bool


def visits(year: int) -> list[Visit]:
    """Return what everybody may read of the meetups of a year, in order; one query.

    Only what has a live page, so that a meetup somebody is still planning shows nowhere.
    """
    found = (
        MeetupPage.objects.live()
        .public()
        .filter(meetup__starts_at__year=year, meetup__cancelled_at__isnull=True)
    )
    now = timezone.now()
    return [
        Visit(meetup=page.meetup, page=page, over=page.meetup.ends_at <= now)
        for page in _in_words(found.select_related("meetup__region", "locale"))
    ]


def years() -> list[int]:
    """Return the years with meetups everybody may read of, the last first."""
    pages = MeetupPage.objects.live().public().filter(meetup__cancelled_at__isnull=True)
    moments = pages.order_by().values_list("meetup__starts_at", flat=True).distinct()
    return sorted({timezone.localdate(moment).year for moment in moments}, reverse=True)


def nameable(meetup: Meetup) -> list[YoungPerson]:
    """Return those who may be named as recognisable: they had a place, and their photo yes stands."""
    came = YoungPerson.objects.here().filter(booking__in=meetup.bookings.firm())
    return photos.with_yes(list(came.select_related("booking__council").order_by("booking", "number")))


def report(meetup_page: MeetupPage) -> AfterPage | None:
    """Return the live page that tells how it was, in the language of the meetup's page."""
    return AfterPage.objects.live().child_of(meetup_page).first()


def _in_words(pages: QuerySet[MeetupPage]) -> list[MeetupPage]:
    """Return one page a meetup, in the reader's language where it is translated, else the first there is."""
    from django.utils.translation import get_language

    chosen: dict[int, MeetupPage] = {}
    for page in pages.order_by("meetup__starts_at", "meetup_id", "pk"):
        known = chosen.get(page.meetup_id)
        if known is None or page.locale.language_code == get_language():
            chosen[page.meetup_id] = page
    return list(chosen.values())
