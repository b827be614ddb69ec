"""What this room writes to hosts."""

from __future__ import annotations

from outbox.models import Message
from takeover.commendations.models import Commendation
from takeover.emails import to_host


def commended(mine: Commendation) -> Message | None:
    """Say that there is a commendation; once for each level of a season."""
    which = f"{mine.season_id}:{mine.level}"
    return to_host(mine.host, "host_commended", which, page="commendations:mine")
