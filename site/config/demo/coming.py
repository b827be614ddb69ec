"""Who comes to the demo's next meetup: councils with places, one that waits, first names, photo answers."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from cicc_meetups.bookings import actions, asking, rules, young_people
from cicc_meetups.bookings.enums import Travel
from cicc_meetups.bookings.models import Booking
from cicc_meetups.models import Meetup, Worker
from consent.enums import Party
from people.ages import AgeBand

BY = "demo"
_KEY = "demo-coming"
# The worker's council by its place in the demo, young people by age band, adults, how they come, needs.
_COME: tuple[tuple[dict[AgeBand, int], int, Travel, str], ...] = (
    (
        {AgeBand.UNDER_13: 2, AgeBand.UNDER_16: 3, AgeBand.UNDER_18: 1},
        2,
        Travel.TRAIN,
        "One of us uses a chair.",
    ),
    ({AgeBand.UNDER_16: 4, AgeBand.UNDER_18: 4}, 2, Travel.CAR, ""),
    ({AgeBand.UNDER_10: 3, AgeBand.UNDER_13: 5}, 3, Travel.BUS, "A quiet corner to eat in."),
    ({AgeBand.UNDER_16: 6}, 2, Travel.UNSURE, ""),
)
_NAMES = ("Wren", "Robin", "Lark", "Swift", "Martin", "Jay")


@transaction.atomic
def seed() -> None:
    """Let councils ask for places as their workers would; what somebody changed stays changed."""
    meetup = Meetup.objects.to_come(timezone.now()).filter(cancelled_at=None, opens_at__isnull=False).first()
    if meetup is None or Booking.objects.filter(meetup=meetup).exists():
        return
    workers = Worker.objects.checked(timezone.localdate()).select_related("council").order_by("pk")
    bookings = [
        actions.ask(
            meetup=meetup,
            worker=worker,
            ages=ages,
            adults=adults,
            travel=travel,
            travel_money=travel == Travel.TRAIN,
            needs=needs,
            key=_KEY,
            by=BY,
        )
        for worker, (ages, adults, travel, needs) in zip(workers, _COME, strict=False)
    ]
    if bookings and rules.names_open(meetup, timezone.now()):
        _name(bookings[0])


def _name(booking: Booking) -> None:
    """Give the first council's young people names; two said yes to photos with their authority, one no."""
    here = list(booking.young_people.here())
    said = {
        person.pk: young_people.Said(name, "Please sit me near a door." if name == "Lark" else "")
        for person, name in zip(here, _NAMES, strict=True)
    }
    young_people.describe(booking=booking, said=said, by=BY)
    for person, yes in zip(
        booking.young_people.here().order_by("-number"), (True, True, False), strict=False
    ):
        for party in (Party.CHILD, Party.AUTHORITY):
            words = asking.ask(person, party).words
            young_people.say(person=person, party=party, yes=yes, wording=words, by=BY)
