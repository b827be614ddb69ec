"""/admin/meetups/<pk>/arrivals/: who comes, on a phone at the door or on paper, and who came.

First names are here from four weeks before the day until the day after it; each look is on record (S22).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from cicc_meetups.bookings import asking, permissions, queries, rules, young_people
from cicc_meetups.bookings.models import FIRM, Booking, YoungPerson
from cicc_meetups.models import Meetup, Worker
from people.pages import personal
from people.staff_pages import headed
from safeguarding import audit


@dataclass(frozen=True, slots=True)
class Party:
    """One council at the door: its booking, whom of it we call, and its young people."""

    booking: Booking
    workers: list[Worker]
    people: list[asking.Stand]

    @property
    def came(self) -> int:
        return sum(stand.person.came is True for stand in self.people)

    @property
    def unsaid(self) -> int:
        """Of how many nobody has said yet whether they came."""
        return sum(stand.person.came is None for stand in self.people)


@require_safe
@personal
def arrivals(request: HttpRequest, pk: int) -> HttpResponse:
    """Show every council with places for good."""
    if not permissions.may_see_people(request.user):
        raise Http404
    meetup = _meetup(pk)
    parties = _parties(meetup)
    audit.record(
        by=audit.actor(request.user), act="meetup_arrivals.looked", subject=meetup, councils=len(parties)
    )
    return render(
        request,
        "bookings/admin/arrivals.html",
        {
            "meetup": meetup,
            "parties": parties,
            "young_people": sum(len(party.people) for party in parties),
            "adults": sum(party.booking.adults for party in parties),
            "came": sum(party.came for party in parties),
            "can_mark": permissions.may_mark(request.user) and rules.can_mark(meetup, timezone.now()),
            "last_day": timezone.localdate(meetup.ends_at) + rules.ARRIVALS_FOR,
            **headed(
                _("Arrivals"),
                (_("Meetups"), reverse("meetups_staff:index")),
                (str(meetup), reverse("meetups_staff:inspect", args=[meetup.pk])),
                icon="group",
            ),
        },
    )


@require_POST
@personal
def came(request: HttpRequest, pk: int, booking: int) -> HttpResponse:
    """POST that one young person of a council came or did not (`person`, a key), or that all did (`all`)."""
    if not permissions.may_mark(request.user):
        raise Http404
    row = get_object_or_404(Booking, pk=booking, meetup=_meetup(pk), places__state__in=FIRM)
    here = {str(person.pk): person.pk for person in row.young_people.here()}
    said = request.POST.get("came")
    person = here.get(request.POST.get("person", ""))
    if said not in ("yes", "no", "all") or (said != "all" and person is None):
        raise Http404
    people = here.values() if said == "all" else [person or 0]
    try:
        young_people.mark(booking=row, people=list(people), came=said != "no", by=audit.actor(request.user))
    except young_people.NotNow:
        messages.error(request, _("Who came is written down on the day and the day after it."))
    anchor = f"person-{person}" if person is not None else f"council-{row.pk}"
    return redirect(f"{reverse('meetup_arrivals', args=[pk])}#{anchor}")


def _meetup(pk: int) -> Meetup:
    """Return a meetup whose arrivals are shown now; any other answers 404."""
    meetup = get_object_or_404(Meetup.objects.select_related("region"), pk=pk)
    if not rules.arrivals_shown(meetup, timezone.now()):
        raise Http404
    return meetup


def _parties(meetup: Meetup) -> list[Party]:
    rows = list(
        queries.bookings().filter(meetup=meetup, places__state__in=FIRM).order_by("council__name", "pk")
    )
    people = list(YoungPerson.objects.here().filter(booking__in=rows).order_by("booking", "number"))
    stands: dict[int, list[asking.Stand]] = {row.pk: [] for row in rows}
    for stand in asking.stands(people):
        stands[stand.person.booking_id].append(stand)
    called = {row.pk: [row.worker] for row in rows if row.worker and row.worker.council_id == row.council_id}
    others = _others([row.council_id for row in rows if row.pk not in called])
    return [Party(row, called.get(row.pk) or others[row.council_id], stands[row.pk]) for row in rows]


def _others(councils: Sequence[int]) -> dict[int, list[Worker]]:
    """Return whom we call of councils whose worker has left them since they booked."""
    found: dict[int, list[Worker]] = {council: [] for council in councils}
    for worker in queries.checked_workers(*councils) if councils else ():
        found[worker.council_id].append(worker)
    return found
