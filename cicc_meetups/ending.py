"""How a worker ends: what consent.withdrawal does to one, by whichever route it goes (S8, C)."""

from __future__ import annotations

import hashlib

from cicc_meetups import actions
from cicc_meetups.models import Worker
from consent import withdrawal
from safeguarding import audit

LEFT, EXPIRED = "left", "expiry"


def end(worker: Worker, *, by: str, route: str, keep: bool) -> bool:
    """Delete a worker and what they said; nothing holds a worker, only what they wrote."""
    return actions.erase(worker=worker, by=by)


def mark(worker: Worker) -> str:
    """Return what tells this worker from any other with the same number."""
    told = f"{audit.reference(worker)} {worker.registered_at.isoformat()}"
    return hashlib.sha256(told.encode()).hexdigest()


withdrawal.register(
    Worker,
    withdrawal.Way(
        alive=Worker.objects.all(),
        end=end,
        mark=mark,
        places=lambda worker: [],
        frozen=lambda worker: False,
    ),
)
