"""Bookings as tables for staff to take away: councils in numbers, and nobody's name or need (S12, S22)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, F
from django.db.models.functions import ExtractYear
from django.utils import timezone

from cicc_meetups.bookings.forms import BANDS
from cicc_meetups.bookings.models import FIRM, Booking, YoungPerson
from cicc_meetups.models import Meetup
from people.ages import AgeBand
from places.queries import allotments_of

_BANDS = tuple(str(band.label) for band in BANDS)
OF_MEETUP = (
    *("council", "authority", "region", "state", "young people"),
    *_BANDS,
    *("adults", "travel", "money for travel"),
)
OF_YEAR = (
    *("day", "region", "state", "places", "given away", "councils that wait", "councils that come"),
    "young people",
    *_BANDS,
    *("adults", "money for travel", "came"),
)

type Ages = dict[int, Counter[str]]


def of_meetup(meetup: Meetup) -> list[Sequence[Any]]:
    """Return a row for each council that asked for places at `meetup`; two queries."""
    asked = Booking.objects.filter(meetup=meetup, places__isnull=False)
    rows = asked.select_related("council__authority__region", "places").order_by("pk")
    ages = _ages(YoungPerson.objects.filter(booking__in=asked), by="booking")
    return [_booking(row, ages.get(row.pk, Counter())) for row in rows]


def of_year(year: int, now: datetime) -> list[Sequence[Any]]:
    """Return a row for each meetup of `year`, with what councils with firm places bring; four queries."""
    found = Meetup.objects.filter(starts_at__year=year)
    meetups = list(found.select_related("region").order_by("starts_at", "pk"))
    allotments = allotments_of(meetups)
    firm = Booking.objects.filter(meetup__in=meetups, places__state__in=FIRM)
    said: dict[int, list[tuple[int, bool, int | None]]] = {}
    for pk, adults, money, came in firm.values_list("meetup_id", "adults", "travel_money", "places__came"):
        said.setdefault(pk, []).append((adults, money, came))
    ages = _ages(YoungPerson.objects.filter(booking__in=firm), by="booking__meetup")
    return [
        _meetup(row, allotments.get(str(row.pk)), said.get(row.pk, []), ages.get(row.pk, Counter()), now)
        for row in meetups
    ]


def years() -> list[int]:
    """Return the years in which there are meetups, the newest first."""
    found = Meetup.objects.annotate(year=ExtractYear("starts_at")).order_by("-year")
    return list(found.values_list("year", flat=True).distinct())


def _ages(people: Any, *, by: str) -> Ages:
    """Return by row of `by` how many young people of each age are (still) to come."""
    counted = people.here().order_by().values_list(F(by), "age_band").annotate(Count("pk"))
    found: Ages = {}
    for pk, band, number in counted:
        found.setdefault(pk, Counter())[band] = number
    return found


def _numbers(ages: Counter[str]) -> Iterator[int]:
    return (ages[AgeBand(band).value] for band in BANDS)


def _booking(row: Booking, ages: Counter[str]) -> Sequence[Any]:
    assert row.places is not None
    authority = row.council.authority
    state = row.places.get_state_display()
    who = (row.council.name, authority.name, authority.region.name, state, row.places.size)
    return (*who, *_numbers(ages), row.adults, row.get_travel_display(), "yes" if row.travel_money else "no")


def _meetup(
    row: Meetup,
    allotment: Any,
    said: list[tuple[int, bool, int | None]],
    ages: Counter[str],
    now: datetime,
) -> Sequence[Any]:
    places = (allotment.capacity, allotment.taken, allotment.waiting) if allotment is not None else (0, 0, 0)
    state = row.state(allotment, now).label
    what = (timezone.localdate(row.starts_at).isoformat(), row.region.name, state, *places, len(said))
    adults = sum(each[0] for each in said)
    money = sum(each[1] for each in said)
    came = sum(each[2] or 0 for each in said)
    return (*what, ages.total(), *_numbers(ages), adults, money, came)
