"""A worker's pages about who comes: first names, slips with codes for photos, and whom not to photograph."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cicc_meetups.bookings import asking, queries, rules, young_people
from cicc_meetups.bookings.forms import WhoForm
from cicc_meetups.bookings.models import Booking, Key, YoungPerson
from cicc_meetups.bookings.views import photos
from cicc_meetups.models import Meetup, Worker
from cicc_meetups.views.edge import for_checked
from consent.enums import Party
from people import codes, unsaved
from safeguarding import audit


@dataclass(frozen=True, slots=True)
class Told:
    """What a booking's page says of who comes."""

    open: bool
    due: bool
    nameless: int
    today: bool


def told(booking: Booking | None, now: datetime) -> Told | None:
    """Return what the page of `booking` says of who comes; None without places for good."""
    if booking is None or not booking.firm or booking.meetup.cancelled_at is not None:
        return None
    nameless = sum(not person.name for person in booking.young_people.here())
    return Told(
        open=rules.names_open(booking.meetup, now),
        due=bool(nameless) and rules.names_due(booking.meetup, now),
        nameless=nameless,
        today=rules.on_the_day(booking.meetup, now),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def who(request: HttpRequest, worker: Worker, pk: int) -> HttpResponseBase:
    """/meetups/mine/meetups/<meetup>/who/: first names and needs, and how photos stand."""
    own = _own(worker, pk)
    now = timezone.now()
    here = list(own.young_people.here())
    given = request.POST if request.method == "POST" else unsaved.take(request)
    form = WhoForm(given, people=here, label_suffix="")
    is_open = rules.names_open(own.meetup, now)
    if request.method == "POST" and is_open:
        by = audit.actor(request.user)
        form.hear(by=by, subject=own, user=request.user)
        if form.is_valid() and _keep(form, own, by):
            messages.success(request, _("We wrote it down."))
            return redirect("bookings:who", pk)
    stands = asking.stands(here)
    context: dict[str, Any] = {
        "meetup": own.meetup,
        "form": form,
        "open": is_open,
        "names_from": rules.names_from(own.meetup),
        "over": now >= own.meetup.ends_at and not is_open,
        "today": rules.on_the_day(own.meetup, now),
        "named": [stand for stand in stands if stand.person.name],
        "no_photos": [stand for stand in stands if not stand.photos],
        "yes": sum(stand.photos for stand in stands),
        "no": sum(stand.refused for stand in stands),
        "missing": sum(bool(stand.missing) for stand in stands),
    }
    return render(request, "bookings/who.html", context, status=422 if form.errors else 200)


@require_safe
@for_checked
def slips(request: HttpRequest, worker: Worker, pk: int) -> HttpResponseBase:
    """/meetups/mine/meetups/<meetup>/who/slips/: codes to cut out. Each look is on record."""
    own = _own(worker, pk)
    if not rules.names_open(own.meetup, timezone.now()):
        raise Http404
    keys = list(Key.objects.filter(person__in=own.young_people.here()).select_related("person"))
    known = codes.again_of([(key, key.nonce) for key in keys])
    found: dict[YoungPerson, dict[str, str]] = {}
    for key in sorted(keys, key=lambda key: key.person.number):
        found.setdefault(key.person, {})[key.party] = known.get(key.pk, "")
    audit.record(by=audit.actor(request.user), act="photo_slips.opened", subject=own, people=len(found))
    rows = [(person, both.get(Party.CHILD), both.get(Party.GUARDIAN)) for person, both in found.items()]
    address = request.get_host() + reverse("bookings:photos")
    return render(request, "bookings/slips.html", {"meetup": own.meetup, "slips": rows, "address": address})


@require_POST
@for_checked
def hand_over(request: HttpRequest, worker: Worker, pk: int, number: int) -> HttpResponseBase:
    """/meetups/mine/meetups/<meetup>/who/<number>/hand-over/: they answer now, in this browser.

    The worker is signed out: going back opens no name, need or code of anybody else.
    """
    own = _own(worker, pk)
    key = get_object_or_404(
        Key, person__booking=own, person__number=number, person__gone_at=None, party=Party.CHILD
    )
    response = photos.open_with(redirect("bookings:photos-answer"), key)
    logout(request)
    return response


def _keep(form: WhoForm, own: Booking, by: str) -> bool:
    try:
        young_people.describe(booking=own, said=form.said(), by=by)
    except young_people.NotNow:
        form.add_error(None, _("Names cannot be changed now."))
        return False
    return True


def _own(worker: Worker, pk: int) -> Booking:
    """Return the council's booking with places for good; anything else answers 404."""
    meetup = get_object_or_404(Meetup.objects.select_related("region"), pk=pk)
    own = queries.own(meetup, worker.council)
    if own is None or not own.firm or meetup.cancelled_at is not None:
        raise Http404
    return own
