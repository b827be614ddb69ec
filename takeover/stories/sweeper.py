"""What time does to stories: asks what changed, and deletes what was taken back. Idempotent."""

from __future__ import annotations

from django.utils import timezone

from moderation import leaving
from takeover.stories import actions
from takeover.stories.models import Change, WriteUp


def sweep() -> dict[str, int]:
    """Do all that is due; return how many of each."""
    today = timezone.localdate()
    return {
        "changes_asked": actions.ask_what_changed(today),
        "changes_reminded": actions.remind_what_changed(today),
        "stories_erased": leaving.erase_owed(WriteUp),
        "changes_erased": leaving.erase_owed(Change),
    }
