"""How a signature ends, whichever way it goes (S8, C)."""

from __future__ import annotations

import hashlib

from consent import withdrawal
from pledge import actions
from pledge.models import Signature
from safeguarding import audit


def end(signature: Signature, *, by: str, route: str, keep: bool) -> bool:
    """Delete it; nothing holds a signature, only its name on the wall can be held."""
    return actions.erase(signature=signature, by=by, route=route)


def mark(signature: Signature) -> str:
    """Return what tells this signature from any other with the same number."""
    return hashlib.sha256(
        f"{audit.reference(signature)} {signature.sent_at.isoformat()}".encode()
    ).hexdigest()


withdrawal.register(
    Signature,
    withdrawal.Way(
        alive=Signature.objects.all(),
        end=end,
        mark=mark,
        places=lambda signature: [],
        frozen=lambda signature: False,
    ),
)
