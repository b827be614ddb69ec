"""The waiting list's rules, and nothing else: no database, no clock.

1. Whoever asked first is asked first. The order is a number given out on joining.
2. A group stays together: it gets all its places or none.
3. A group that needs more places than are free may be passed by a later one that fits. That happens
   at most MOST_PASSES times. Then free places are saved up until the group fits.
4. In the last SAVE_UNTIL before the start nothing is saved up any more, so that no place stays
   empty: whoever fits goes.
5. A group that is larger than all places together is passed, and nothing is saved up for it.
6. Whoever comes new while others wait joins the end of the list and is treated as one of it.

Who moves up is kept places until a stated time. From the start on, nobody moves up. Each time a
group is passed, that is written down with its reason (places.models.Step).

places.rules says the same to the people who wait.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from places.enums import Reason

MOST_PASSES = 3
SAVE_UNTIL = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One booking in the line; `id` is None for whoever comes new."""

    id: int | None
    size: int
    times_passed: int = 0


@dataclass(frozen=True, slots=True)
class Passed:
    """`id` was passed by a group of `gone_first`, when `free` places were free."""

    id: int | None
    reason: Reason
    free: int
    gone_first: int


@dataclass(slots=True)
class Outcome:
    """Who gets places now, in this order, and who was passed on the way."""

    go: list[int | None] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)


def who_goes(line: Iterable[Waiting], *, free: int, capacity: int, saving: bool) -> Outcome:
    """Apply the rules to `line` (first come first) with `free` of `capacity` places free."""
    outcome = Outcome()
    too_large: list[Waiting] = []
    times = {}
    for one in line:
        if free <= 0:
            break
        if one.size > free:
            too_large.append(one)
            times[one.id] = one.times_passed
            continue
        if saving and any(times[each.id] >= MOST_PASSES for each in too_large if each.size <= capacity):
            break
        for each in too_large:
            hopeless = each.size > capacity
            reason = Reason.LARGER_THAN_ALL if hopeless else Reason.NEEDS_MORE
            outcome.passed.append(Passed(each.id, reason, free, one.size))
            times[each.id] += 1
        outcome.go.append(one.id)
        free -= one.size
    return outcome
