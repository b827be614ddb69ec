"""What a council's checked worker does about the council's places."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cicc_meetups.bookings import actions, queries
from cicc_meetups.bookings.enums import Travel
from cicc_meetups.bookings.forms import BANDS, AgesForm, AskForm
from cicc_meetups.bookings.models import Booking
from cicc_meetups.bookings.views import people
from cicc_meetups.models import Meetup, Worker
from cicc_meetups.views.edge import for_checked
from people.ages import AgeBand
from places import queries as places_queries
from places.enums import State
from places.errors import NoPlaces
from safeguarding import audit


@require_safe
@for_checked
def meetups(request: HttpRequest, worker: Worker) -> HttpResponseBase:
    """/meetups/mine/meetups/: the meetups to come, and what this council has at each."""
    now = timezone.now()
    rows = list(Meetup.objects.to_come(now).select_related("region")[:24])
    own = queries.of_council(worker.council)
    allotments = places_queries.allotments_of(rows)
    listed = [(row, row.state(allotments.get(str(row.pk)), now), own.get(row.pk)) for row in rows]
    return render(request, "bookings/meetups.html", {"worker": worker, "listed": listed})


@require_safe
@for_checked
def booking(request: HttpRequest, worker: Worker, pk: int) -> HttpResponseBase:
    """/meetups/mine/meetups/<meetup>/: what this council has; the venue once its places are firm (S12)."""
    meetup = _meetup(pk)
    allotment = places_queries.allotment_of(meetup)
    own = queries.own(meetup, worker.council)
    now = timezone.now()
    live = own is not None and own.live
    context = {
        "meetup": meetup,
        "state": meetup.state(allotment, now),
        "own": own,
        "live": live,
        "ages": _ages(own) if own is not None and live else {},
        "firm": own is not None and own.firm and meetup.cancelled_at is None,
        "held": own is not None and own.places is not None and own.places.state == State.HELD,
        "waits": places_queries.place_in_line(own.places) if own is not None and own.places else None,
        "bookable": not live and meetup.bookable(allotment, now),
        "can_change": live and now < meetup.starts_at,
        "people": people.told(own, now),
    }
    return render(request, "bookings/booking.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def ask(request: HttpRequest, worker: Worker, pk: int) -> HttpResponseBase:
    """/meetups/mine/meetups/<meetup>/ask/: who comes, in numbers."""
    meetup = _meetup(pk)
    form = AskForm(request.POST or None, label_suffix="")
    if request.method == "POST":
        by = audit.actor(request.user)
        form.hear(by=by, subject=meetup, user=request.user)
        if form.is_valid():
            said = form.cleaned_data
            try:
                actions.ask(
                    meetup=meetup,
                    worker=worker,
                    ages=form.ages(),
                    adults=said["adults"],
                    travel=Travel(said["travel"]),
                    travel_money=said["travel_money"],
                    needs=said["needs"],
                    key=said["key"],
                    by=by,
                )
            except NoPlaces as error:
                form.add_error(None, error.words)
            else:
                return redirect("bookings:booking", pk)
    context = {"form": form, "meetup": meetup}
    return render(request, "bookings/ask.html", context, status=422 if form.errors else 200)


@require_POST
@for_checked
def coming(request: HttpRequest, worker: Worker, pk: int) -> HttpResponseBase:
    """/meetups/mine/meetups/<meetup>/coming/: places from the waiting list are wanted still."""
    own = queries.own(_meetup(pk), worker.council)
    if own is not None:
        try:
            actions.still_come(booking=own, by=audit.actor(request.user))
        except NoPlaces as error:
            messages.info(request, error.words)
    return redirect("bookings:booking", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def give_back(request: HttpRequest, worker: Worker, pk: int) -> HttpResponseBase:
    """/meetups/mine/meetups/<meetup>/give-back/: some places, or all."""
    meetup = _meetup(pk)
    own = queries.own(meetup, worker.council)
    if own is None or not own.live:
        return redirect("bookings:booking", pk)
    form = AgesForm(request.POST or None, most=_ages(own), label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_back(booking=own, ages=form.ages(), by=audit.actor(request.user))
        except NoPlaces as error:
            form.add_error(None, error.words)
        else:
            messages.success(request, _("We have the places back. Thank you for telling us."))
            return redirect("bookings:booking", pk)
    context = {"form": form, "meetup": meetup}
    return render(request, "bookings/give_back.html", context, status=422 if form.errors else 200)


def _meetup(pk: int) -> Meetup:
    return get_object_or_404(Meetup.objects.select_related("region"), pk=pk)


def _ages(own: Booking) -> dict[AgeBand, int]:
    bands = [person.age_band for person in own.young_people.here()]
    return {band: bands.count(band) for band in BANDS if band in bands}
