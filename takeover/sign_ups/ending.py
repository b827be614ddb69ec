"""How a ticket and a group end: what consent.withdrawal does to one, by whichever route it goes (S8, C)."""

from __future__ import annotations

import hashlib

from consent import withdrawal
from safeguarding import actions as safeguarding
from safeguarding import audit
from safeguarding.queries import erasure_frozen
from takeover.sign_ups import actions, leaving
from takeover.sign_ups.enums import Gone
from takeover.sign_ups.models import Group, Ticket

KEPT_BEFORE = "frozen_before"  # the hold of a ticket whose own hold an older database does not know


def end(ticket: Ticket, *, by: str, route: str, keep: bool) -> bool:
    """Free the place, and erase first name, needs and addresses; held ones stay until the hold is lifted."""
    if keep and not erasure_frozen(ticket):
        safeguarding.hold(subject=ticket, reason=KEPT_BEFORE, by=by)
    return actions.let_go(ticket=ticket, why=Gone(route), by=by)


def mark(ticket: Ticket) -> str:
    """Return what tells this ticket from any other with the same number."""
    return hashlib.sha256(f"{audit.reference(ticket)} {ticket.made_at.isoformat()}".encode()).hexdigest()


def end_group(group: Group, *, by: str, route: str, keep: bool) -> bool:
    """Delete a group and whom it names; nothing holds a group, only a ticket of it."""
    return leaving.erase_group(group=group, by=by)


def mark_group(group: Group) -> str:
    """Return what tells this group from any other with the same number."""
    return hashlib.sha256(f"{audit.reference(group)} {group.registered_at.isoformat()}".encode()).hexdigest()


withdrawal.register(
    Group,
    withdrawal.Way(
        alive=Group.objects.all(),
        end=end_group,
        mark=mark_group,
        places=lambda group: [],
        frozen=lambda group: False,
    ),
)
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
