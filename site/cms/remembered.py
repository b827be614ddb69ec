"""What a process remembers for a few seconds, so that not every page asks the database for it (ADR 0147)."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable

from cms.caching import SECONDS_KEPT

MOST = 100  # a host of its own for each reader must not fill the memory


class Remembered[Key: Hashable, Value]:
    """Values by key, each read again when it is older than SECONDS_KEPT (F15); for few keys."""

    def __init__(self) -> None:
        self._known: dict[Key, tuple[float, Value]] = {}

    def get(self, key: Key, read: Callable[[], Value]) -> Value:
        """Return what `read` gave for `key` less than SECONDS_KEPT ago, or what it gives now.

        Others get the same object: it is to be read, not changed.
        """
        now = time.monotonic()
        until, value = self._known.get(key, (now, None))
        if value is not None and now < until:
            return value
        value = read()
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[key] = (now + SECONDS_KEPT, value)
        return value

    def forget(self) -> None:
        """Ask the database at the next question."""
        self._known.clear()
