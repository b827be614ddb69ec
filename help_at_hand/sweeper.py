"""Every half a minute: this machine's copy of the help page is what editors wrote."""

from __future__ import annotations

import logging

from help_at_hand import queries

log = logging.getLogger(__name__)


def sweep() -> dict[str, int]:
    """Renew the copies. A full disk keeps the old ones and stops nothing else (F4)."""
    try:
        return {"copies_renewed": queries.renew_copies()}
    except OSError:
        log.exception("The copies of the help page could not be renewed")
        return {"copies_renewed": 0}
