"""What time does to wishes; what has had its time is taken back by people.sweeper (retention)."""

from __future__ import annotations

from moderation import leaving
from takeover.wishes import actions
from takeover.wishes.models import Wish


def sweep() -> dict[str, int]:
    """Delete words taken back while somebody held them, and offers that came to nothing. Idempotent."""
    return {"wishes_erased": leaving.erase_owed(Wish), "offers_dropped": actions.drop_empty_offers()}
