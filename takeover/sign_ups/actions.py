"""Ask for places, answer for them, give them back. Rows are locked in one order everywhere:

a ticket, its sign-up, the places' allotment, the audit trail (F12).
"""

from __future__ import annotations

import secrets
from contextlib import suppress

from django.db import IntegrityError, transaction
from django.utils import timezone

from consent import actions as consent
from consent import queries as consent_queries
from consent.enums import Care, Channel, Party, Purpose
from consent.models import Answer, Wording
from outbox.actions import cancel_for
from people import codes
from people.ages import AgeBand
from people.models import Contact
from places import actions as places
from places import queries as places_queries
from places.enums import LIVE, State
from places.errors import NoPlaces, Over
from places.models import Booking
from safeguarding import audit
from safeguarding.queries import erasure_frozen
from takeover.challenges.models import Challenge
from takeover.sign_ups import queries, rules
from takeover.sign_ups.enums import Ages, Asker, Gone
from takeover.sign_ups.errors import AskedAlready, NotOpen
from takeover.sign_ups.models import Group, Key, SignUp, Ticket


@transaction.atomic
def ask(
    *,
    challenge: Challenge,
    asker: Asker,
    size: int,
    ages: Ages,
    key: str,
    by: str,
    language: str,
    group: Group | None = None,
    email: str = "",
) -> SignUp:
    """Ask for `size` places, all or none: held while a yes is outstanding, else on the waiting list.

    `email` is the proven address of a young person or a guardian. `key` names the act: a second call
    with it answers with the first sign-up (F8). Raises errors.NotAsked and places.errors.NoPlaces.
    """
    asked = queries.sign_ups().filter(challenge=challenge, key=key, group=group)
    if existing := asked.first():
        return existing
    rules.check(challenge, asker=asker, size=size, ages=ages, today=timezone.localdate())
    allotment = places_queries.allotment_of(challenge)
    if allotment is None:
        raise NotOpen
    if queries.own(challenge, group=group) is not None:
        raise AskedAlready
    try:
        with transaction.atomic():
            sign_up = SignUp.objects.create(
                challenge=challenge, asker=asker, group=group, ages=ages, key=key, language=language
            )
    except IntegrityError:
        # The other press of the button has committed meanwhile.
        return asked.get()
    if email:
        Contact.objects.create(subject=sign_up, email=email, language=language)
    _make_tickets(sign_up, size)
    booking = places.book(
        allotment=allotment, size=size, holder=sign_up, key=key, by=by, needs_yes=True, or_wait=True
    )
    # After the allotment's row is held: two windows of one lead cannot both get past this.
    if queries.own(challenge, group=group) is not None:
        raise AskedAlready
    SignUp.objects.filter(pk=sign_up.pk).update(booking=booking)
    audit.record(by=by, act="sign_up.asked", subject=sign_up, size=size, state=booking.state)
    return queries.sign_ups().get(pk=sign_up.pk)


@transaction.atomic
def describe(*, ticket: Ticket, name: str | None = None, needs: str | None = None) -> None:
    """Keep what a child says of itself. Only of a ticket that is here."""
    said = {field: words for field, words in (("name", name), ("needs", needs)) if words is not None}
    Ticket.objects.filter(pk=ticket.pk, gone_at__isnull=True).update(**said)


@transaction.atomic
def age(*, ticket: Ticket, band: AgeBand) -> None:
    """Keep a child's age band; who is 16 or 17 needs no guardian's yes (ADR 0130)."""
    if not Ticket.objects.filter(pk=ticket.pk, gone_at__isnull=True).update(age_band=band):
        return
    person = consent_queries.everybody(ticket).filter(number=1)
    person.update(needs_guardian=rules.needs_guardian(ticket.sign_up, band))
    settle(sign_up=ticket.sign_up, by="child")


@transaction.atomic
def note_care(*, ticket: Ticket, care: Care) -> None:
    """Keep whether a child is in care, sealed. From a yes on, the authority has to say yes too (S7)."""
    Ticket.objects.select_for_update().get(pk=ticket.pk)
    consent.see_again(person=consent_queries.person(ticket, 1), in_frame=True, care=care)


def say(*, ticket: Ticket, party: Party, purpose: Purpose, yes: bool, wording: Wording, by: str) -> Answer:
    """Write down a yes or a no given on our own pages; what follows is in following.py."""
    return consent.answer(
        subject=ticket, party=party, purpose=purpose, yes=yes, wording=wording, channel=Channel.WEB, by=by
    )


@transaction.atomic
def settle(*, sign_up: SignUp, by: str) -> bool:
    """Confirm held places once nothing is missing. True if that was new.

    Two who say the last two yeses at once wait for each other at the sign-up's row.
    """
    row = _lock(sign_up)
    booking = row.booking
    if booking is None or booking.state != State.HELD or queries.missing(row, timezone.localdate()):
        return False
    with suppress(NoPlaces):
        return places.confirm(booking=booking, by=by)
    return False


@transaction.atomic
def still_come(*, sign_up: SignUp, by: str) -> bool:
    """Whoever moved up from the waiting list says that they come. True if that was new."""
    held = SignUp.objects.filter(pk=sign_up.pk, booking__state=State.HELD, coming_at__isnull=True)
    if not held.update(coming_at=timezone.now()):
        return False
    settle(sign_up=sign_up, by=by)
    audit.record(by=by, act="sign_up.coming", subject=sign_up)
    return True


@transaction.atomic
def let_go(*, ticket: Ticket, why: Gone, by: str) -> bool:
    """Take one child out; its place goes to whoever is next. True for the one caller that did it.

    The last one's going ends the booking: refused by a no, cancelled otherwise.
    """
    rows = Ticket.objects.filter(pk=ticket.pk, gone_at__isnull=True)
    if not rows.update(gone_at=timezone.now(), gone_for=why):
        return False
    sign_up = _lock(ticket.sign_up)
    if sign_up.booking is not None and sign_up.booking.state in LIVE:
        _shrink(sign_up, sign_up.booking, why=why, by=by)
    forget(ticket=ticket)
    settle(sign_up=sign_up, by=by)
    audit.record(by=by, act="ticket.gone", subject=ticket, why=str(why))
    return True


@transaction.atomic
def cancel(*, sign_up: SignUp, by: str, reason: str = "by_holder") -> bool:
    """Take everything back that a sign-up has or waits for. True if that was new."""
    row = _lock(sign_up)
    if row.booking is None or not places.cancel(booking=row.booking, by=by, reason=reason):
        return False
    audit.record(by=by, act="sign_up.cancelled", subject=row, reason=reason)
    return True


@transaction.atomic
def forget(*, ticket: Ticket) -> bool:
    """Erase a child's first name and needs, and every address we had about it. Idempotent.

    Returns False, with nothing erased, while somebody holds the ticket (S17); the sweep comes back.
    """
    if erasure_frozen(ticket):
        return False
    consent.close(subject=ticket)
    consent.forget_people(subject=ticket)
    consent_queries.asks(ticket).update(contact=None)
    Contact.objects.about(ticket).delete()
    cancel_for(audit.reference(ticket))
    return bool(
        Ticket.objects.filter(pk=ticket.pk).update(
            name="", needs="", age_band="", forgotten_at=timezone.now()
        )
    )


def firm(booking: Booking) -> int:
    """Return how many of a held booking's places stay when its time is over (places.bookables).

    Locks tickets and sign-up before places lock their row.
    """
    sign_up = queries.sign_up_of(booking)
    if sign_up is None:
        return 0
    tickets = list(sign_up.tickets.select_for_update().filter(gone_at__isnull=True).order_by("pk"))
    row = _lock(sign_up)
    if queries.missing_besides_yeses(row, timezone.localdate()):
        return 0
    return sum(each.ready for each in queries.answered(tickets))


def _lock(sign_up: SignUp) -> SignUp:
    SignUp.objects.select_for_update().get(pk=sign_up.pk)
    return queries.sign_ups().get(pk=sign_up.pk)


def _shrink(sign_up: SignUp, booking: Booking, *, why: Gone, by: str) -> None:
    left = sign_up.tickets.here().count()
    if left:
        with suppress(Over):  # it has begun: the place stays counted, the child does not come
            places.resize(booking=booking, size=left, by=by, reason=why)
    elif why == Gone.SAID_NO:
        places.refuse(booking=booking, by=by)
    else:
        places.cancel(booking=booking, by=by)


def _make_tickets(sign_up: SignUp, size: int) -> None:
    band = AgeBand.UNDER_18 if sign_up.ages == Ages.OLDER else ""
    Ticket.objects.bulk_create(
        [Ticket(sign_up=sign_up, number=number + 1, age_band=band) for number in range(size)]
    )
    tickets = list(sign_up.tickets.order_by("number"))
    for ticket in tickets:
        consent.enrol(subject=ticket, needs_guardian=sign_up.ages != Ages.OLDER)
    wanted: list[tuple[Ticket | None, Party]] = [(ticket, Party.CHILD) for ticket in tickets]
    if sign_up.asker == Asker.GROUP:
        wanted += [(ticket, Party.GUARDIAN) for ticket in tickets]
    elif sign_up.asker == Asker.GUARDIAN:
        wanted.append((None, Party.GUARDIAN))
    for one, party in wanted:
        key = Key.objects.create(sign_up=sign_up, ticket=one, party=party, nonce=secrets.token_hex(16))
        codes.issue(key, key.nonce)
