"""Several processes that do their part at the same time, and others beside them until they are done."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Sequence
from typing import Any

# `act(number)` prepares what process `number` does: steps to call one after another, each returns a number.
type Act = Callable[[int], list[Callable[[], int]]]
# `beside(ready, over, found)` waits at the barrier `ready`, works until the event `over`, and puts a dict
# into the queue `found`.
type Beside = Callable[[Any, Any, Any], None]


def rush(act: Act, *, processes: int, beside: Sequence[Beside] = ()) -> dict[str, Any]:
    """Have `processes` processes do their part; return what all of them did, and what those beside found.

    'seconds' from the first step to the last, 'done' steps without an error, 'errors' and the first
    'error', 'sum' of what the steps returned, 'processor' seconds of all, those beside that tell it included.
    """
    fork = multiprocessing.get_context("fork")
    ready, answers, over = fork.Barrier(processes + len(beside)), fork.SimpleQueue(), fork.Event()
    children = [fork.Process(target=_work, args=(act, number, ready, answers)) for number in range(processes)]
    found = [fork.SimpleQueue() for _ in beside]
    others = [fork.Process(target=one, args=(ready, over, to)) for one, to in zip(beside, found, strict=True)]
    for child in [*children, *others]:
        child.start()
    got = [answers.get() for _ in children]
    over.set()
    told: dict[str, Any] = {}
    for each in found:
        told |= each.get()
    for child in [*children, *others]:
        child.join()
    errors = [error for one in got for error in one["failed"]]
    return told | {
        "seconds": max(one["ended"] for one in got) - min(one["began"] for one in got),
        "done": sum(one["done"] for one in got),
        "sum": sum(one["sum"] for one in got),
        "processor": sum(one["processor"] for one in got) + told.get("processor", 0.0),
        "beside": told.get("processor", 0.0),
        "errors": len(errors),
        "error": errors[0][:60] if errors else "",
    }


def _work(act: Act, number: int, ready: Any, answers: Any) -> None:
    from django.db import connection, connections

    connections.close_all()
    prepared = act(number)
    ready.wait(timeout=600)
    began, done, returned, failed = time.time(), 0, 0, []
    processor = time.process_time()
    for step in prepared:
        try:
            returned += step()
            done += 1
        except Exception as error:
            failed.append(f"{type(error).__name__}: {error}")
    processor = time.process_time() - processor
    found = {"began": began, "ended": time.time(), "done": done, "sum": returned, "failed": failed}
    answers.put(found | {"processor": processor})
    connection.close()
