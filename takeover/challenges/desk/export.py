"""Challenges as a table to take away: what, whose, where, when, and how full. No address, no person (S12)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from takeover.challenges.desk import views
from takeover.challenges.desk.queries import PUBLISHED
from takeover.desk.export import ExportView


class ChallengesExportView(ExportView, views.DeskView):
    """/admin/challenges/export/."""

    columns = (
        *("title", "host", "kind", "area", "region", "season", "first day", "last day", "state"),
        *("places", "taken", "waiting"),
    )
    kind_at = "host__kind"
    first = PUBLISHED

    def queue(self, name: str, user: Any) -> QuerySet[Any]:
        return super().queue(name, user).select_related("authority__region")

    def line(self, row: Any) -> Sequence[Any]:
        one, state, places = row
        where = (one.authority.name, one.authority.region.name)
        said = (one.title, one.host.name, one.host.get_kind_display(), *where, one.season.name)
        given = (places.taken, places.waiting) if places is not None else ("", "")
        return (*said, one.first_date, one.last_date, state.label, one.capacity, *given)
