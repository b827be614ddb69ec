"""What follows when an answer is given, when a booking moves, and when a takeover changes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from consent import withdrawal
from consent.enums import Purpose
from consent.models import Answer
from places import actions as places
from places.enums import LIVE, Act, Reason, State
from places.models import Booking, Step
from safeguarding import audit
from takeover.challenges.models import Challenge
from takeover.sign_ups import actions, emails, queries
from takeover.sign_ups.enums import Gone
from takeover.sign_ups.models import Group, Ticket


def heard(*, ticket: Ticket, answer: Answer, by: str) -> None:
    """A no to coming frees that one place at once (S7); the last yes makes the places firm.

    In the transaction of the answer, which holds the ticket's row.
    """
    act = "ticket.consent_given" if answer.yes else "ticket.consent_refused"
    if answer.purpose == Purpose.TAKE_PART and not answer.yes:
        # One route for every voice: nothing tells who said no, or that an authority was asked.
        withdrawal.withdraw(subject=ticket, by=by, route=Gone.SAID_NO)
    elif answer.purpose == Purpose.TAKE_PART:
        actions.settle(sign_up=ticket.sign_up, by=by)
    audit.record(by=by, act=act, subject=ticket, purpose=answer.purpose)


def moved(*, booking: Booking, step: Step) -> None:
    """Tell whoever asked; and let go of those whose yes had not come when the time was over.

    In the transaction that moved the booking.
    """
    sign_up = queries.sign_up_of(booking)
    if sign_up is None:
        return
    if step.act == Act.SHRUNK and step.reason == Reason.NO_ANSWER:
        # actions.firm holds the rows of these tickets already.
        tickets = list(sign_up.tickets.here())
        late = [row.ticket.pk for row in queries.answered(tickets) if not row.ready]
        Ticket.objects.filter(pk__in=late).update(gone_at=timezone.now(), gone_for=Gone.NO_ANSWER)
    if what := _news(step):
        emails.moved(sign_up, booking, step, what=what)


def _news(step: Step) -> str:
    """Return which letter a step is worth; '' for those that somebody asked for and sees at once."""
    match step.act:
        case Act.ASKED:
            return "held" if step.after == State.HELD else "waiting"
        case Act.PROMOTED:
            return "moved_up"
        case Act.CONFIRMED:
            return "confirmed"
        case Act.EXPIRED:
            return "begun" if step.reason == Reason.BEGUN else "no_answer"
        case Act.REFUSED:
            return "group_refused" if step.reason == GROUP_REFUSED else "said_no"
        case Act.CANCELLED:
            return "called_off" if step.reason == Reason.CALLED_OFF else "cancelled"
        case Act.SHRUNK if step.reason != Gone.GIVEN_BACK:
            return "late" if step.reason == Reason.NO_ANSWER else "fewer"
    return ""


GROUP_REFUSED = "group_refused"


@transaction.atomic
def group_checked(*, group: Group, by: str) -> int:
    """Confirm what waited for nothing but the check; return how many bookings that were."""
    held = group.sign_ups.filter(booking__state=State.HELD).order_by("id")
    return sum(actions.settle(sign_up=sign_up, by=by) for sign_up in held)


@transaction.atomic
def group_refused(*, group: Group, by: str) -> int:
    """Give back all that a refused group has or waits for, in the order of the allotments."""
    live = Booking.objects.filter(sign_up__group=group, state__in=LIVE).order_by("allotment_id", "id")
    return sum(places.refuse(booking=booking, by=by, reason=GROUP_REFUSED) for booking in live)


def challenge_changed(*, challenge: Challenge, what: str) -> int:
    """Write to everybody who has or waits for places; return how many letters that were."""
    live = queries.sign_ups().filter(challenge=challenge, booking__state__in=LIVE)
    return sum(emails.challenge_news(sign_up, what=what) is not None for sign_up in live)
