"""Retention runs from the data map: what is kept for a time is erased when the time is over (S1)."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.utils.module_loading import import_string

from people import data_map

log = logging.getLogger(__name__)


def erasers() -> list[str]:
    """Return the dotted path of each eraser that runs by time, once each."""
    timed = (entry.eraser for entry in data_map.entries() if isinstance(entry.kept, data_map.Retention))
    return sorted(set(timed))


def sweep() -> dict[str, int]:
    """Erase whatever has had its time; return how many by each eraser. One failure stops no other."""
    done: dict[str, int] = {}
    for path in erasers():
        try:
            erase: Callable[[], int] = import_string(path)
            done[path] = erase()
        except Exception:
            log.exception("retention: %s failed", path)
    return done
