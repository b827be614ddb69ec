"""How a sweep goes through what is due."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable

log = logging.getLogger(__name__)


def each[T](what: str, rows: Iterable[T], act: Callable[[T], object]) -> int:
    """Do `act` to every row; return for how many that was something. One failure never stops the others."""
    done = 0
    for row in rows:
        try:
            done += bool(act(row))
        except Exception:
            log.exception("sweep: could not %s %s %s", what, type(row).__name__, getattr(row, "pk", ""))
    return done
