"""Things with limited places. What is booked is a region, and councils book: nobody else does either."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils import timezone
from factory import LazyAttribute, LazyFunction, SubFactory, Trait
from factory.django import DjangoModelFactory

from geography.models import LocalAuthority, Region
from places import actions, bookables
from places.bookables import Terms
from places.models import Allotment, Booking
from tests.factories.geography import LocalAuthorityFactory, RegionFactory

TERMS = Terms(hold_for=timedelta(days=7), answer_within=timedelta(days=2), largest=50)
bookables.register(Region, TERMS)


class AllotmentFactory(DjangoModelFactory[Allotment]):
    """Ten places in a month's time. `soon`: within the days in which nothing is saved up."""

    class Meta:
        model = Allotment
        exclude = ("region",)

    class Params:
        soon = Trait(starts_at=LazyFunction(lambda: timezone.now() + timedelta(days=3)))
        begun = Trait(starts_at=LazyFunction(lambda: timezone.now() - timedelta(hours=1)))

    region = SubFactory(RegionFactory)
    subject_type = LazyFunction(lambda: ContentType.objects.get_for_model(Region))
    subject_id = LazyAttribute(lambda made: made.region.pk)
    capacity = 10
    starts_at = LazyFunction(lambda: timezone.now() + timedelta(days=30))
    ends_at = LazyAttribute(lambda made: made.starts_at + timedelta(hours=6))


_clicks = count(1)


def council() -> LocalAuthority:
    """Somebody who books."""
    return LocalAuthorityFactory()


def book(allotment: Allotment, size: int = 1, *, holder: Model | None = None, **facts: Any) -> Booking:
    """Ask as a new council, with nothing outstanding, unless `facts` say otherwise."""
    given = {"key": f"click-{next(_clicks)}", "by": "user:1", "needs_yes": False}
    return actions.book(allotment=allotment, size=size, holder=holder or council(), **(given | facts))


def fresh(row: Any) -> Any:
    """Return `row` as the database has it."""
    return type(row).objects.get(pk=row.pk)


def begin(allotment: Allotment, *, ago: timedelta = timedelta(hours=1)) -> None:
    """Let time pass until `allotment` has begun `ago`."""
    start = timezone.now() - ago
    Allotment.objects.filter(pk=allotment.pk).update(starts_at=start, ends_at=start + timedelta(hours=6))


def run_out(booking: Booking, *, ago: timedelta = timedelta(minutes=1)) -> None:
    """Let time pass until a held booking's answer is overdue by `ago`."""
    Booking.objects.filter(pk=booking.pk).update(held_until=timezone.now() - ago)
