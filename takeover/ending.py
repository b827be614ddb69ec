"""How a host's registration ends: what consent.withdrawal does to one when an organisation leaves (S8, C).

A registration is what names people; so it is what a replay after a restored backup deletes again (F14).
"""

from __future__ import annotations

import hashlib

from consent import tombstones, withdrawal
from safeguarding import actions as safeguarding
from safeguarding import audit
from safeguarding.queries import erasure_frozen
from takeover import actions
from takeover.models import Registration

LEFT, EXPIRED = "left", "expiry"
KEPT_BEFORE = "frozen_before"  # the hold of a host whose own hold an older database does not know


def end(registration: Registration, *, by: str, route: str, keep: bool) -> bool:
    """Take the organisation out of sight and delete its words; held ones stay until the hold is lifted."""
    if keep and registration.host is not None and not frozen(registration):
        safeguarding.hold(subject=registration.host, reason=KEPT_BEFORE, by=by)
    return actions.leave(registration=registration, by=by)


def mark(registration: Registration) -> str:
    """Return what tells this registration from any other with the same number."""
    told = f"{audit.reference(registration)} {registration.created_at.isoformat()}"
    return hashlib.sha256(told.encode()).hexdigest()


def frozen(registration: Registration) -> bool:
    """Whether somebody holds its host, so that nothing is deleted for now (S17)."""
    return registration.host is not None and erasure_frozen(registration.host)


def places(registration: Registration) -> list[str]:
    """Return where its papers lie, each under a random key."""
    keys = registration.documents.values_list("key", flat=True)
    return [f"{tombstones.PRIVATE}{key}" for key in keys]


withdrawal.register(
    Registration,
    withdrawal.Way(
        alive=Registration.objects.select_related("host").filter(host__left_at__isnull=True),
        end=end,
        mark=mark,
        places=places,
        frozen=frozen,
    ),
)
