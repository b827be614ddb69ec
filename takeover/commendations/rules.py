"""Which level a host's marks make. Pure."""

from __future__ import annotations

from collections.abc import Collection

from takeover.commendations.enums import Level, Mark

MANY_CHILDREN, MANY_TAKEOVERS = 10, 2


def marks(*, takeovers: int, children: int, told: bool, changed: bool) -> frozenset[Mark]:
    """Return what a host has done in a season: how many takeovers children came to, and how many came."""
    found = {
        Mark.CAME: children > 0,
        Mark.MANY: children >= MANY_CHILDREN or takeovers >= MANY_TAKEOVERS,
        Mark.TOLD: told,
        Mark.CHANGED: changed,
    }
    return frozenset(mark for mark, done in found.items() if done)


def level(done: Collection[Mark]) -> Level | None:
    """Return the level that follows from `done`; None without children who came.

    What changed weighs most: a takeover is for deciding (S32). A small host can be highly commended.
    """
    if Mark.CAME not in done:
        return None
    if Mark.CHANGED in done and (Mark.MANY in done or Mark.TOLD in done):
        return Level.HIGHLY_COMMENDED
    return Level.COMMENDED if len(done) > 1 else Level.TOOK_PART


def to_next(done: Collection[Mark]) -> list[Mark]:
    """Return what is still to do for the highest level a rule gives; nothing when it is reached."""
    if level(done) == Level.HIGHLY_COMMENDED:
        return []
    return [mark for mark in Mark if mark not in done]
