"""Hosts are commended as the rule says, once it is known who came. Idempotent."""

from __future__ import annotations

from functools import partial

from django.utils import timezone

from people.sweeping import each
from takeover.commendations import actions, queries
from takeover.models import Season


def sweep() -> dict[str, int]:
    """Commend whoever has earned more than they have; return how many that were."""
    today, done = timezone.localdate(), 0
    for season in queries.seasons(today):
        rows = queries.rows(season, queries.hosts_of(season, today), today)
        due = [row for row in rows if row.by_rule is not None and _more(row)]
        done += each("commend", due, partial(_follow, season))
    return {"hosts_commended": done}


def _follow(season: Season, row: queries.Row) -> bool:
    return actions.follow(row=row, season=season)


def _more(row: queries.Row) -> bool:
    mine = row.commendation
    return mine is None or (not mine.by_hand and mine.taken_at is None and mine.level < (row.by_rule or 0))
