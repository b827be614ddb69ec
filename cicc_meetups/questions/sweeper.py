"""What time does to questions; what has had its time is taken back by people.sweeper (retention)."""

from __future__ import annotations

from cicc_meetups.questions.models import Question
from moderation import leaving


def sweep() -> dict[str, int]:
    """Delete words taken back while somebody held them. Idempotent."""
    return {"questions_erased": leaving.erase_owed(Question)}
