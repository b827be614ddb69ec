"""Many who book, give back and change places at the same moment, each a process of its own.

`python -m tests.places.rusher ALLOTMENT PROCESSES ACTS` prints what each got, as JSON. Django is set up
once and then forked, before any connection is open: eight starts would take longer than the race.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import sys
from collections import Counter
from multiprocessing.synchronize import Barrier
from typing import Any


def main(allotment_id: int, processes: int, acts: int) -> list[dict[str, Any]]:
    """Let `processes` do `acts` random things each; return how many of each were done, and every error."""
    import django

    django.setup()
    fork = multiprocessing.get_context("fork")
    start, answers = fork.Barrier(processes), fork.SimpleQueue()

    def one(number: int) -> None:
        answers.put(rush(allotment_id, number, acts, start))

    children = [fork.Process(target=one, args=(number,)) for number in range(processes)]
    for child in children:
        child.start()
    got = [answers.get() for _ in children]
    for child in children:
        child.join()
    return got


def rush(allotment_id: int, number: int, acts: int, start: Barrier) -> dict[str, Any]:
    """Do random things as one council, together with all others."""
    from django.db import connection

    from geography.models import LocalAuthority
    from places import actions, allotting
    from places.errors import NoPlaces
    from places.models import Allotment, Booking
    from tests.factories import places as _registered  # noqa: F401

    done, errors = Counter[str](), []
    allotment = Allotment.objects.get(pk=allotment_id)
    holder, dice = LocalAuthority.objects.order_by("code")[number], random.Random(number)
    start.wait(timeout=60)
    for act in range(acts):
        mine = list(Booking.objects.of(holder).live())
        throw, by = dice.random(), "user:1"
        try:
            if throw < 0.5 or not mine:
                size, key = dice.choice((1, 1, 1, 2, 3, 5)), f"{number}-{act // 2}"
                actions.book(
                    allotment=allotment, size=size, holder=holder, key=key, by=by, needs_yes=throw < 0.4
                )
                done["booked"] += 1
            elif throw < 0.7:
                done["cancelled"] += actions.cancel(booking=dice.choice(mine), by=by)
            elif throw < 0.8:
                done["refused"] += actions.refuse(booking=dice.choice(mine), by="guardian")
            elif throw < 0.9:
                done["confirmed"] += actions.confirm(booking=dice.choice(mine), by=by)
            elif throw < 0.95:
                done["resized"] += actions.resize(booking=dice.choice(mine), size=dice.randint(1, 5), by=by)
            else:
                capacity = dice.randint(8, 20)
                done["capacity"] += allotting.set_capacity(allotment=allotment, capacity=capacity, by=by)
        except NoPlaces as kind:
            done[type(kind).__name__] += 1
        except Exception as error:
            errors.append(repr(error))
    connection.close()
    return {"done": done, "errors": errors}


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    print(json.dumps(main(*map(int, sys.argv[1:]))))
