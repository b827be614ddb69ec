"""How a ticket ends: what consent.withdrawal does to one, by whichever route it is taken back (S8, C)."""

from __future__ import annotations

import hashlib

from consent import withdrawal
from safeguarding import actions as safeguarding
from safeguarding import audit
from safeguarding.queries import erasure_frozen
from takeover.sign_ups import actions
from takeover.sign_ups.enums import Gone
from takeover.sign_ups.models import Ticket

KEPT_BEFORE = "frozen_before"  # the hold of a ticket whose own hold an older database does not know


def end(ticket: Ticket, *, by: str, route: str, keep: bool) -> bool:
    """Free the place, and erase first name, needs and addresses; held ones stay until the hold is lifted."""
    if keep and not erasure_frozen(ticket):
        safeguarding.hold(subject=ticket, reason=KEPT_BEFORE, by=by)
    return actions.let_go(ticket=ticket, why=Gone(route), by=by)


def mark(ticket: Ticket) -> str:
    """Return what tells this ticket from any other with the same number."""
    return hashlib.sha256(f"{audit.reference(ticket)} {ticket.made_at.isoformat()}".encode()).hexdigest()


withdrawal.register(
    Ticket,
    withdrawal.Way(
        alive=Ticket.objects.filter(gone_at__isnull=True),
        end=end,
        mark=mark,
        places=lambda ticket: [],
        frozen=erasure_frozen,
    ),
)
