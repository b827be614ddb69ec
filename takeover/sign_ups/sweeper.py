"""What time does to groups and places: reminds, and forgets. Idempotent; may run beside itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from consent import actions as consent
from consent import withdrawal
from consent.actions import REMIND_AFTER
from consent.models import Ask
from people.sweeping import each
from places.enums import LIVE
from safeguarding.audit import SYSTEM
from takeover.ending import EXPIRED
from takeover.sign_ups import emails, leaving, queries
from takeover.sign_ups.actions import forget
from takeover.sign_ups.models import FIRM, Group, SignUp, Ticket

# A clock that jumps ahead must not forget everybody at once (F10).
MOST_AT_ONCE = 200
NAMES_KEPT = timedelta(days=30)
GROUPS_KEPT = timedelta(days=2 * 365)
TOLD_FOR = timedelta(days=30)  # a sweep that stood still for so long tells late, not never
LAST_DAYS = timedelta(days=2)  # before the places go: the second reminder


def sweep() -> dict[str, int]:
    """Do all that is due; return how many of each. One failure stops none of the others."""
    return {
        "yeses_reminded": each("remind", queries.waiting_for_yeses(), _remind),
        "grown_ups_reminded": each("remind", _unanswered(), _remind_grown_up),
        "groups_told": each("tell", _check_ended(), emails.check_ended),
    }


def forget_names() -> int:
    """Erase first names and needs: 30 days after the day, or as soon as a child does not come."""
    over = Q(sign_up__challenge__last_date__lte=timezone.localdate() - NAMES_KEPT)
    no_place = Q(sign_up__booking__isnull=False) & ~Q(sign_up__booking__state__in=[*LIVE, *FIRM])
    gone = Q(gone_at__isnull=False)
    found = Ticket.objects.filter(over | no_place | gone, forgotten_at__isnull=True).order_by("pk")
    return each("forget", found[:MOST_AT_ONCE], lambda ticket: forget(ticket=ticket))


def forget_sign_ups() -> int:
    """Erase the codes and the address of a sign-up 30 days after the day."""
    old = timezone.localdate() - NAMES_KEPT
    found = SignUp.objects.filter(challenge__last_date__lte=old).exclude(language="")
    return each("forget", found.order_by("pk")[:MOST_AT_ONCE], leaving.forget_sign_up)


def forget_groups() -> int:
    """Erase groups two years after their last season, and their leads' accounts with them."""
    last = Coalesce(Max("sign_ups__challenge__season__ends_date"), TruncDate("registered_at"))
    old = timezone.localdate() - GROUPS_KEPT
    found = Group.objects.annotate(last=last).filter(last__lte=old).order_by("pk")
    return each("forget", found[:MOST_AT_ONCE], _forget_group)


def _forget_group(group: Group) -> bool:
    return withdrawal.withdraw(subject=group, by=SYSTEM, route=EXPIRED)


def _remind(sign_up: SignUp) -> int:
    """Write three days after asking, and two days before the places go; each once."""
    booking = sign_up.booking
    if booking is None or booking.held_until is None:
        return 0
    now = timezone.now()
    if booking.held_until - LAST_DAYS <= now:
        which = f"last:{booking.held_until.date().isoformat()}"
    elif booking.asked_at + REMIND_AFTER <= now:
        which = "first"
    else:
        return 0
    if all(row.ready for row in queries.answered(list(sign_up.tickets.here()))):
        return 0
    return emails.missing(sign_up, which=which)


def _check_ended() -> Iterable[Group]:
    """Yield groups whose check has run out since last month; the desk has them to check again."""
    today = timezone.localdate()
    ended = Group.objects.filter(checked_until__lt=today, checked_until__gte=today - TOLD_FOR)
    return ended.filter(asked_at__isnull=True).select_related("lead").order_by("pk")[:MOST_AT_ONCE]


def _unanswered() -> Iterable[Ask]:
    """Yield links about tickets that nobody has answered for REMIND_AFTER."""
    waiting = Ask.objects.filter(
        subject_type__app_label="sign_ups",
        reminded_at__isnull=True,
        closed_at__isnull=True,
        contact__isnull=False,
        asked_at__lte=timezone.now() - REMIND_AFTER,
        answers__isnull=True,
    )
    return waiting.select_related("contact", "signatory__person").order_by("pk")[:MOST_AT_ONCE]


@transaction.atomic
def _remind_grown_up(asked: Ask) -> bool:
    ticket = Ticket.objects.select_related("sign_up__booking").filter(pk=asked.subject_id).first()
    if ticket is None or ticket.gone_at is not None or not ticket.sign_up.live or asked.contact is None:
        return False
    token = consent.remind(asked=asked)
    if token is None:
        return False
    emails.grown_up(ticket=ticket, contact=asked.contact, ask=asked, token=token, again=True)
    return True
