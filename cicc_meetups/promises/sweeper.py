"""What time does to promises: somebody of ours is reminded to ask. Idempotent."""

from __future__ import annotations

from django.utils import timezone

from cicc_meetups.promises import actions
from cicc_meetups.promises.models import News, Promise
from moderation import leaving


def sweep() -> dict[str, int]:
    """Do all that is due; return how many of each."""
    return {
        "promises_due": actions.remind(timezone.localdate()),
        "promises_erased": leaving.erase_owed(Promise),
        "promise_news_erased": leaving.erase_owed(News),
    }
