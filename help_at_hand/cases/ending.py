"""How a help case ends when its child takes it back (S8, C)."""

from __future__ import annotations

import hashlib

from consent import withdrawal
from help_at_hand.cases import actions
from help_at_hand.cases.models import Case
from safeguarding import audit


def end(case: Case, *, by: str, route: str, keep: bool) -> bool:
    """Delete it, or close it to its code where it has to stay."""
    return actions.erase(case=case, by=by, route=route, keep=keep)


def mark(case: Case) -> str:
    """Return what tells this case from any other with the same number."""
    return hashlib.sha256(f"{audit.reference(case)} {case.form_key}".encode()).hexdigest()


withdrawal.register(
    Case,
    withdrawal.Way(
        alive=Case.objects.here(),
        end=end,
        mark=mark,
        places=lambda case: [],
        frozen=actions.has_to_stay,
    ),
)
