"""Acts in threads that begin together, each on a connection of its own: whoever comes second is tried too."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable

import pytest
from django.db import connections

WITHIN = 60  # seconds; a deadlock is a failure, not a run that never ends


def at_once(*acts: Callable[[], object], jitter: float = 0.0) -> list[object]:
    """Begin `acts` at the same moment; return each one's result or exception, in the order given.

    With `jitter` each waits up to that many seconds first, so that either may come first.
    """
    start = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(index: int, act: Callable[[], object], wait: float) -> None:
        try:
            start.wait()
            time.sleep(wait)
            results[index] = act()
        except BaseException as error:
            results[index] = error
        finally:
            connections.close_all()

    waits = [random.uniform(0, jitter) for _ in acts]
    threads = [
        threading.Thread(target=run, args=(index, act, wait), daemon=True)
        for index, (act, wait) in enumerate(zip(acts, waits))
    ]
    for thread in threads:
        thread.start()
    over = time.monotonic() + WITHIN
    for thread in threads:
        thread.join(max(0.0, over - time.monotonic()))
    if still := [index for index, thread in enumerate(threads) if thread.is_alive()]:
        pytest.fail(
            f"after {WITHIN} seconds, act {still} of {len(acts)} had not ended; the others: {results}"
        )
    return results


def failures(results: list[object]) -> list[BaseException]:
    """Return what of `results` was raised."""
    return [result for result in results if isinstance(result, BaseException)]
