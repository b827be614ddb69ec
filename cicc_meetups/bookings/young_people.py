"""The young people of a booking: their first names, their word about photos, and whether they came.

Rows are locked as in bookings.actions: a booking, a young person, the places' allotment, the audit trail.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cicc_meetups.bookings import actions, queries, rules
from cicc_meetups.bookings.enums import Gone
from cicc_meetups.bookings.models import Booking, Key, YoungPerson
from consent import actions as consent
from consent.enums import Channel, Party, Purpose
from consent.models import Answer, Wording
from people import codes
from people.ages import AgeBand
from places import actions as places
from places.errors import TooEarly
from safeguarding import audit


class NotNow(Exception):
    """It is too early or too late for it, or the booking has no places for good."""


class Said(NamedTuple):
    """What a worker wrote of one young person."""

    name: str
    needs: str


@transaction.atomic
def describe(*, booking: Booking, said: Mapping[int, Said], by: str) -> int:
    """Keep first names and needs, by the young person's key; return how many were changed.

    Another name is somebody else: a new row, asked about photos anew, and the codes of the one before
    open nothing. Keys that are not of this booking, or whose place is gone, change nothing. Raises NotNow.
    """
    Booking.objects.select_for_update().get(pk=booking.pk)
    row = queries.bookings().get(pk=booking.pk)
    if not row.firm or not rules.names_open(row.meetup, timezone.now()):
        raise NotNow
    changed = others = 0
    for person in row.young_people.here():
        words = said.get(person.pk)
        if words is None or words == (person.name, person.needs):
            continue
        other = bool(person.name) and person.name != words.name
        who = _instead_of(person) if other else person
        YoungPerson.objects.filter(pk=who.pk).update(name=words.name, needs=words.needs)
        if words.name:
            _give_codes(who)
        others += other
        changed += 1
    if changed:
        audit.record(by=by, act="booking.named", subject=row, changed=changed, others=others)
    return changed


@transaction.atomic
def say(*, person: YoungPerson, party: Party, yes: bool, wording: Wording, by: str) -> Answer:
    """Write down a yes or a no to photos; a no holds every picture in the same transaction (S19).

    `by` is 'child' or 'guardian': which grown-up it was is sealed (S2).
    """
    answer = consent.answer(
        subject=person,
        party=party,
        purpose=Purpose.PHOTO_AT_EVENT,
        yes=yes,
        wording=wording,
        channel=Channel.WEB,
        by=by,
    )
    act = "young_person.photo_yes" if yes else "young_person.photo_no"
    audit.record(by=by, act=act, subject=person)
    return answer


@transaction.atomic
def mark(*, booking: Booking, people: Collection[int], came: bool, by: str) -> int:
    """Write down that these young people, by key, came or did not; return for how many that was new.

    It may be put right until rules.ARRIVALS_FOR after the day. Raises NotNow.
    """
    Booking.objects.select_for_update().get(pk=booking.pk)
    row = queries.bookings().get(pk=booking.pk)
    if not row.firm or not rules.can_mark(row.meetup, timezone.now()):
        raise NotNow
    here = list(row.young_people.here())
    changed = [person.pk for person in here if person.pk in people and person.came != came]
    if not changed:
        return 0
    for person in here:
        if person.pk in changed:
            person.came = came
    _tell_places(row, here, by)
    row.young_people.filter(pk__in=changed).update(came=came)
    audit.record(by=by, act="booking.marked", subject=row, people=len(changed), came=int(came))
    return len(changed)


@transaction.atomic
def tell_places(*, booking: Booking, by: str) -> bool:
    """Have the places say who was ticked before it began. True if that was new."""
    Booking.objects.select_for_update().get(pk=booking.pk)
    row = queries.bookings().get(pk=booking.pk)
    return row.firm and _tell_places(row, list(row.young_people.here()), by)


def _tell_places(booking: Booking, here: Sequence[YoungPerson], by: str) -> bool:
    """Nobody is absent as long as somebody of theirs may still come through the door."""
    words = [person.came for person in here]
    number = words.count(True)
    if booking.places is None or not here or not (number or None not in words):
        return False
    with suppress(TooEarly):  # the sweep tells them once it has begun
        return places.mark(booking=booking.places, came=number, by=by)
    return False


def _instead_of(person: YoungPerson) -> YoungPerson:
    """Return a new row for whoever comes in somebody's place."""
    actions.let_go(person=person, why=Gone.SOMEBODY_ELSE)
    last = person.booking.young_people.aggregate(last=Max("number"))["last"]
    return actions.enrol(booking=person.booking, number=last + 1, band=AgeBand(person.age_band))


def _give_codes(person: YoungPerson) -> None:
    for party in (Party.CHILD, Party.GUARDIAN):
        key, new = Key.objects.get_or_create(
            person=person, party=party, defaults={"nonce": secrets.token_hex(16)}
        )
        if new:
            codes.issue(key, key.nonce)
