"""Reads across places: whose turn it is, what happened, what clashes, and whether the figures agree."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Case,
    CharField,
    Count,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Now
from django.utils.translation import gettext as _

from places.enums import LIVE, WITH_PLACES, Act, Reason, State
from places.line import MOST_PASSES
from places.models import Allotment, Booking, Step


def allotment_of(subject: Model) -> Allotment | None:
    """Return the places of `subject`, or None when it cannot be booked."""
    return Allotment.objects.about(subject).first()


def allotments_of(subjects: Iterable[Model]) -> dict[str, Allotment]:
    """Return the places of things of one model, by the thing's key as text; one query."""
    things = list(subjects)
    if not things:
        return {}
    kind = ContentType.objects.get_for_model(things[0], for_concrete_model=False)
    found = Allotment.objects.filter(subject_type=kind, subject_id__in=[str(thing.pk) for thing in things])
    return {allotment.subject_id: allotment for allotment in found}


def left_of(model: type[Model]) -> Subquery:
    """Return, to annotate rows of `model` with, how many places a newcomer could have (Allotment.left).

    NULL where nobody can book: no places were ever given out, booking is closed, or it has begun.
    """
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    bookable = Allotment.objects.filter(
        subject_type=kind,
        subject_id=Cast(OuterRef("pk"), CharField()),
        closed_at__isnull=True,
        starts_at__gt=Now(),
    )
    left = Case(When(waiting__gt=0, then=Value(0)), default=F("capacity") - F("taken"))
    return Subquery(bookable.values(left=left))


def came_to(model: type[Model], *, since: date, until: date) -> Iterable[tuple[str, int]]:
    """Return (the thing's key as text, how many came) for things of `model` that began on those days."""
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    attended = Booking.objects.filter(
        allotment__subject_type=kind,
        allotment__starts_at__date__range=(since, until),
        state=State.ATTENDED,
    )
    return attended.values_list("allotment__subject_id").annotate(Sum("came")).order_by()


def place_in_line(booking: Booking) -> int | None:
    """Return how many are asked before `booking` is, itself included; None when it does not wait."""
    if booking.state != State.WAITING:
        return None
    before = Booking.objects.filter(allotment=booking.allotment_id, turn__lt=booking.turn).in_line()
    return before.count() + 1


def at_the_time_of(allotment: Allotment, bookings: QuerySet[Booking]) -> QuerySet[Booking]:
    """Return those of `bookings` that are live, and for other things at the time of `allotment`."""
    return (
        bookings.filter(state__in=LIVE)
        .filter(allotment__starts_at__lt=allotment.ends_at, allotment__ends_at__gt=allotment.starts_at)
        .exclude(allotment=allotment)
        .select_related("allotment")
    )


def story(booking: Booking) -> list[tuple[Step, str]]:
    """Return all that happened to `booking`, in order, each with words for staff; one query."""
    return [(step, _words(step)) for step in booking.steps.all()]


def why_waiting(booking: Booking, allotment: Allotment | None = None) -> str:
    """Say to staff why a booking waits; '' when it does not.

    Without `allotment`, for a list that has just read it, the booking's is read as it now is.
    """
    if booking.state != State.WAITING:
        return ""
    allotment = allotment or Allotment.objects.get(pk=booking.allotment_id)
    free = allotment.capacity - allotment.taken
    facts = {"size": booking.size, "free": free, "times": booking.times_passed, "most": MOST_PASSES}
    if allotment.closed_at is not None:
        return _("Booking is closed, so nobody moves up.")
    if booking.size > allotment.capacity:
        return _("The group of %(size)s is larger than all places together.") % facts
    if booking.size > free:
        return (
            _("Needs %(size)s places; free: %(free)s. Passed so far: %(times)s of at most %(most)s times.")
            % facts
        )
    return _("Needs %(size)s places; free: %(free)s. Others asked first.") % facts


def adrift() -> QuerySet[Allotment]:
    """Return the allotments whose figures do not agree with their bookings; there should be none."""
    places = Coalesce(Sum("bookings__size", filter=Q(bookings__state__in=WITH_PLACES)), 0)
    waiting = Count("bookings", filter=Q(bookings__state=State.WAITING))
    found = Allotment.objects.annotate(has_places=places, are_waiting=waiting)
    return found.exclude(has_places=F("taken"), are_waiting=F("waiting"))


def unanswered() -> QuerySet[Booking]:
    """Return held bookings whose time is over by the database's clock, longest first."""
    return Booking.objects.filter(state=State.HELD, held_until__lte=Now()).order_by("held_until", "id")


def waited_for() -> QuerySet[Allotment]:
    """Return the allotments that have free places while somebody waits, longest unread first."""
    free = Allotment.objects.filter(waiting__gt=0, taken__lt=F("capacity"))
    return free.filter(closed_at__isnull=True, starts_at__gt=Now()).order_by(
        F("looked_at").asc(nulls_first=True), "id"
    )


def _words(step: Step) -> str:
    if step.act == Act.PASSED and step.reason == Reason.NEEDS_MORE:
        return _(
            "%(free)s places were free and this group needs %(size)s, so a group of %(gone)s went first."
        ) % {"free": step.free, "size": step.size, "gone": step.gone_first}
    words = str(step.get_act_display())
    if step.reason in Reason.values and step.reason:
        return f"{words}. {Reason(step.reason).label}"
    return f"{words} ({step.reason})" if step.reason else words
