"""What stands still here: withdrawals the ledger is owed, and withdrawals the database has forgotten."""

from __future__ import annotations

import logging

import storage
from consent import tombstones, withdrawal

log = logging.getLogger(__name__)


def sweep() -> dict[str, int]:
    """Bring ledger and database into step; return how many of each. Idempotent.

    Runs before every other sweeper, so that nothing a restored backup brought back is worked on.
    """
    try:
        replayed = withdrawal.replay(by="system").unknown
    except storage.StorageError:
        log.warning("the ledger of withdrawals does not answer; the next sweep asks again", exc_info=True)
        return {"tombstones_written": 0, "withdrawals_replayed": 0}
    return {"tombstones_written": tombstones.write_owed(), "withdrawals_replayed": replayed}
