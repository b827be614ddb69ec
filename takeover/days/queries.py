"""Reads of the day: who is expected, who came, and where two sides differ."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import CharField, Count, Exists, F, OuterRef, QuerySet
from django.db.models.functions import Cast, Coalesce

from certificates.models import Certificate
from places.enums import State
from takeover.challenges.models import Challenge
from takeover.days.enums import Kind, Side
from takeover.days.models import Presence, Roll
from takeover.sign_ups import queries as sign_ups
from takeover.sign_ups.models import FIRM, Group, SignUp, Ticket


@dataclass(frozen=True, slots=True)
class Child:
    """One child of a sign-up as one side sees it; `name` and `needs` are '' where they are not shared.

    `photo`: whether everybody asked said yes to a photo.
    """

    ticket: Ticket
    name: str
    needs: str
    photo: bool
    came: bool | None

    @property
    def number(self) -> int:
        return self.ticket.number


@dataclass(frozen=True, slots=True)
class Party:
    """One sign-up on the day: whose it is, its children, and what this side and the other said."""

    sign_up: SignUp
    children: list[Child]
    roll: Roll | None
    other: Roll | None

    @property
    def differs(self) -> bool:
        """Whether the two sides said different things."""
        return self.roll is not None and self.other is not None and self.roll.came != self.other.came

    @property
    def nameless(self) -> int:
        """How many children this side has no name of."""
        return sum(not child.name for child in self.children)


def expected(challenge: Challenge) -> QuerySet[SignUp]:
    """Return the sign-ups whose places are confirmed, or were, groups first."""
    found = whole().filter(challenge=challenge, booking__state__in=FIRM)
    return found.order_by(F("group__name").asc(nulls_last=True), "id")


def whole() -> QuerySet[SignUp]:
    """Return sign-ups with what was said of who came."""
    return sign_ups.sign_ups().select_related("challenge__arrival").prefetch_related("rolls__presences")


def parties(rows: Sequence[SignUp], *, side: Side, names: bool) -> list[Party]:
    """Return each of `rows` as `side` sees it; the same number of queries however many there are.

    With `names`, a host sees the first names and needs of those who shared them (S25), a lead all of
    their own group's.
    """
    tickets = list(Ticket.objects.here().filter(sign_up__in=rows))
    answered = {each.ticket.pk: each for each in sign_ups.answered(tickets)} if names else {}
    mine: dict[int, list[Child]] = {row.pk: [] for row in rows}
    for ticket in tickets:
        said = answered.get(ticket.pk)
        seen = said is not None and (side is Side.LEAD or said.share)
        child = Child(
            ticket=ticket,
            name=ticket.name if seen else "",
            needs=ticket.needs if seen else "",
            photo=said is not None and said.photo,
            came=None,
        )
        mine[ticket.sign_up_id].append(child)
    return [_party(row, mine[row.pk], side) for row in rows]


def party(row: SignUp, *, side: Side, names: bool) -> Party:
    """Return one sign-up as `side` sees it."""
    return parties([row], side=side, names=names)[0]


def counting(sign_up: SignUp) -> Roll | None:
    """Return the roll that counts: the lead's, who knows the children, else the host's."""
    rolls = {roll.side: roll for roll in sign_up.rolls.all()}
    return rolls.get(Side.LEAD) or rolls.get(Side.HOST)


def came(sign_up: SignUp) -> dict[int, bool | None]:
    """Return for each ticket's key whether that child came, as far as we know: None when nobody said who."""
    roll = counting(sign_up)
    tickets = list(sign_up.tickets.here())
    if roll is None:
        return {ticket.pk: None for ticket in tickets}
    if roll.came == len(tickets) or roll.came == 0:
        return {ticket.pk: bool(roll.came) for ticket in tickets}
    said = {presence.ticket_id: presence.came for presence in Presence.objects.filter(roll=roll)}
    return {ticket.pk: said.get(ticket.pk) for ticket in tickets}


def disagreeing() -> QuerySet[Roll]:
    """Return the host's rolls that a lead's roll does not agree with, the newest first; `leads` is theirs."""
    leads = Roll.objects.filter(sign_up=OuterRef("sign_up"), side=Side.LEAD)
    return (
        Roll.objects.filter(Exists(leads.exclude(came=OuterRef("came"))), side=Side.HOST)
        .annotate(leads=Coalesce(leads.values("came")[:1], 0))
        .select_related("sign_up__challenge__host", "sign_up__group")
        .order_by("-marked_at", "-id")
    )


def to_remind(now: datetime, within: timedelta) -> QuerySet[SignUp]:
    """Return sign-ups with confirmed places at something that begins in `within` of `now`, the next first."""
    soon = sign_ups.sign_ups().filter(
        booking__state=State.CONFIRMED,
        booking__allotment__starts_at__gt=now,
        booking__allotment__starts_at__lte=now + within,
        challenge__called_off_at__isnull=True,
    )
    return soon.order_by("booking__allotment__starts_at", "id")


def in_calendar(group: Group, since: date) -> QuerySet[SignUp]:
    """Return what belongs into a group's calendar: what is held or confirmed, and what was before.

    Nothing that only ever waited, since a calendar shows what takes place.
    """
    shown = sign_ups.sign_ups().filter(group=group, challenge__last_date__gte=since)
    return shown.exclude(booking__state=State.WAITING).exclude(booking__isnull=True).order_by("id")


def certificates_of(tickets: Iterable[Ticket]) -> dict[str, Certificate]:
    """Return the certificates that count of `tickets`, by ticket's key; two queries at most."""
    keys = [str(ticket.pk) for ticket in tickets]
    found = Certificate.objects.good().filter(kind=Kind.CHILD, subject_id__in=keys)
    return {certificate.subject_id: certificate for certificate in found}


def named_but_forgotten() -> QuerySet[Certificate]:
    """Return children's certificates with a name on them whose ticket is forgotten or gone (S8)."""
    alive = Ticket.objects.filter(forgotten_at__isnull=True).annotate(text=Cast("pk", CharField()))
    named = Certificate.objects.filter(kind=Kind.CHILD, named_at__isnull=False)
    return named.exclude(Exists(alive.filter(text=OuterRef("subject_id")))).order_by("pk")


def marked(challenge: Challenge) -> int:
    """Return how many sign-ups of `challenge` somebody has said who came of."""
    rows = SignUp.objects.filter(challenge=challenge, booking__state__in=FIRM)
    return rows.annotate(said=Count("rolls")).filter(said__gt=0).count()


def _party(row: SignUp, children: list[Child], side: Side) -> Party:
    rolls = {roll.side: roll for roll in row.rolls.all()}
    roll, other = rolls.get(side), rolls.get(Side.LEAD if side is Side.HOST else Side.HOST)
    if roll is not None:
        said = {presence.ticket_id: presence.came for presence in roll.presences.all()}
        whole = bool(roll.came) if roll.came in (0, len(children)) else None
        children = [replace(child, came=said.get(child.ticket.pk, whole)) for child in children]
    return Party(row, children, roll, other)
