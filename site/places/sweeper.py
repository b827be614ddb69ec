"""What time alone does to places: answers that never came, lists that nobody moved, lists that are over."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from places import actions, moves, queries
from places.enums import State
from places.models import Allotment, Booking

log = logging.getLogger(__name__)

# A clock that jumps ahead must not free everybody's places at once (F10): the rest waits for the next sweep.
MOST_EXPIRED = 20
MOST_LISTS = 20
# Waiting on for a day harms nobody, so a clock that is a day ahead ends no list early (F10).
LISTS_END = timedelta(days=1)


def sweep() -> dict[str, int]:
    """Do all that is due; return how many of each. One failure stops none of the others."""
    over = Booking.objects.filter(state=State.WAITING, allotment__starts_at__lte=Now() - LISTS_END)
    return {
        "holds_expired": _each(queries.unanswered()[:MOST_EXPIRED], _expire),
        "waiting_lists_read": _each(queries.waited_for()[:MOST_LISTS], _read),
        "waiting_ended": _each(over.order_by("id")[:MOST_EXPIRED], _expire),
    }


def _expire(booking: Booking) -> bool:
    return actions.expire(booking=booking)


@transaction.atomic
def _read(allotment: Allotment) -> bool:
    """Let whoever fits move up: saving up has ended, or an earlier try failed."""
    return moves.move_up(moves.lock(allotment.pk)) or True


def _each[T](rows: Iterable[T], act: Callable[[T], bool]) -> int:
    done = 0
    for row in rows:
        try:
            done += act(row)
        except Exception:
            log.exception("sweep: %s failed for %s", act.__name__, row)
    return done
