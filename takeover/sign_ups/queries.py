"""Reads across groups, sign-ups and tickets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from accounts.models import User
from consent import queries as consent
from consent.enums import Purpose
from consent.models import Person
from consent.rules import Outcome
from people.models import Contact
from places import queries as places
from places.enums import LIVE, State
from places.models import Booking
from takeover.challenges.models import Challenge
from takeover.sign_ups.enums import Missing
from takeover.sign_ups.models import FIRM, SEEN_FOR, Group, Key, SignUp, Ticket

PURPOSES = (Purpose.TAKE_PART, Purpose.SHARE_WITH_HOST, Purpose.PHOTO_AT_EVENT)


@dataclass(frozen=True, slots=True)
class Answered:
    """A ticket, and how its three questions stand. Never says who is missing: that could tell of care."""

    ticket: Ticket
    take_part: Outcome
    share: bool
    photo: bool

    @property
    def ready(self) -> bool:
        return self.take_part is Outcome.YES


def group_of(user: User) -> Group | None:
    """Return the group `user` leads."""
    return Group.objects.select_related("authority").filter(lead=user).first()


def sign_ups() -> QuerySet[SignUp]:
    """Return sign-ups with what every page shows of them."""
    return SignUp.objects.select_related(
        "challenge__host", "challenge__authority__region", "booking__allotment", "group__lead"
    )


def sign_up_of(booking: Booking) -> SignUp | None:
    """Return who holds `booking`; None once that is forgotten."""
    return SignUp.objects.filter(pk=int(booking.holder_id or 0)).select_related("group__lead").first()


def answered(tickets: Sequence[Ticket]) -> list[Answered]:
    """Return how the questions stand for each ticket; three queries."""
    people = consent.people_of(tickets)
    return [_answered(ticket, people[str(ticket.pk)]) for ticket in tickets]


def missing(sign_up: SignUp, today: date) -> list[Missing]:
    """Return what still keeps its held booking from being confirmed."""
    found = []
    tickets = list(sign_up.tickets.here())
    if not tickets or not all(row.ready for row in answered(tickets)):
        found.append(Missing.YESES)
    return found + missing_besides_yeses(sign_up, today)


def missing_besides_yeses(sign_up: SignUp, today: date) -> list[Missing]:
    """Return the same without what children and grown-ups have to say."""
    found = []
    if sign_up.group is not None and not sign_up.group.is_checked(today):
        found.append(Missing.CHECK)
    if sign_up.booking is not None and sign_up.booking.turn is not None and sign_up.coming_at is None:
        found.append(Missing.WORD)
    return found


def clashes(sign_up: SignUp) -> QuerySet[Booking]:
    """Return live bookings of the same group, or the same proven address, at the same time."""
    if sign_up.booking is None:
        return Booking.objects.none()
    others = SignUp.objects.exclude(pk=sign_up.pk)
    if sign_up.group_id is not None:
        others = others.filter(group_id=sign_up.group_id)
    else:
        emails = Contact.objects.about(sign_up).values_list("email", flat=True)
        mine = Q()
        for email in emails:
            mine |= Q(email__iexact=email)
        keys = Contact.objects.filter(mine, subject_type__model="signup") if mine else Contact.objects.none()
        others = others.filter(pk__in=[int(key) for key in keys.values_list("subject_id", flat=True)])
    return places.at_the_time_of(sign_up.booking.allotment, Booking.objects.filter(sign_up__in=others))


def clashing_with(group: Group, challenge: Challenge) -> QuerySet[Booking]:
    """Return what `group` has at the time of a challenge it has not asked for yet."""
    allotment = places.allotment_of(challenge)
    if allotment is None:
        return Booking.objects.none()
    return places.at_the_time_of(allotment, Booking.objects.filter(sign_up__group=group))


def contact_of(sign_up: SignUp) -> Contact | None:
    """Return the proven address of a young person or a guardian."""
    return Contact.objects.about(sign_up).order_by("-id").first()


def own_key(sign_up: SignUp) -> Key | None:
    """Return the key of whoever asked without an account: a guardian's, or the young person's own."""
    return sign_up.keys.order_by(F("ticket").asc(nulls_first=True), "id").first()


def of_challenge(challenge: Challenge) -> QuerySet[SignUp]:
    """Return everybody who has, or waits for, places at `challenge`."""
    live = SignUp.objects.filter(challenge=challenge, booking__state__in=[*LIVE, *FIRM])
    return live.select_related("booking", "group").order_by("booking__asked_at", "id")


def names_are_shown(challenge: Challenge, today: date) -> bool:
    """Whether a host may still see first names: until SEEN_FOR after the last day (S25)."""
    return today <= challenge.last_date + SEEN_FOR


def waiting_for_yeses() -> QuerySet[SignUp]:
    """Return sign-ups whose booking is held."""
    return sign_ups().filter(booking__state=State.HELD)


def counts(challenge: Challenge) -> dict[str, int]:
    """Return how many children are confirmed, held and waiting at `challenge`, and with how many adults."""
    found = {"confirmed": 0, "held": 0, "waiting": 0, "adults": 0}
    for sign_up in of_challenge(challenge):
        assert sign_up.booking is not None
        state = "confirmed" if sign_up.booking.state in FIRM else sign_up.booking.state
        found[state] += sign_up.booking.size
        if sign_up.group is not None and state == "confirmed":
            found["adults"] += sign_up.group.adults
    return found


def own(challenge: Challenge, *, group: Group | None) -> SignUp | None:
    """Return what `group` has or waits for at `challenge` already."""
    if group is None:
        return None
    return sign_ups().filter(challenge=challenge, group=group, booking__state__in=LIVE).first()


def _answered(ticket: Ticket, people: Iterable[Person]) -> Answered:
    rows = list(people)
    standings = [consent.standing_of(rows, purpose) for purpose in PURPOSES]
    return Answered(ticket, standings[0].outcome, standings[1].ok, standings[2].ok)
