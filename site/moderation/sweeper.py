"""What goes by itself: words of reports whose time is up, and operators' names (S1)."""

from __future__ import annotations

from moderation import memory, reports, welfare
from safeguarding import switch


def sweep() -> dict[str, int]:
    """Do all that is due; idempotent. Returns how many of each."""
    return {
        "report_words_erased": reports.erase_words(),
        "films_forgotten": memory.forget_old(),
        "hard_moments_forgotten": welfare.forget_old(),
        "operators_forgotten": switch.forget_operators(),
    }
