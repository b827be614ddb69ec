"""What we were told about a film, and who asks for a second look, on the film's own page (S14, S15)."""

from __future__ import annotations

from dataclasses import dataclass

from moderation.models import Appeal, Report
from our_childhood.models import Film


@dataclass(frozen=True, slots=True)
class Panel:
    """Newest first; what is settled too, without a word anybody wrote."""

    reports: list[Report]
    appeals: list[Appeal]


def panel(film: Film) -> Panel:
    """Return everything anybody told us about `film`."""
    return Panel(
        reports=list(Report.objects.about(film).defer("words").order_by("-id")),
        appeals=list(Appeal.objects.about(film).order_by("-id")),
    )
