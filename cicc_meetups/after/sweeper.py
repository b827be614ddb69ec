"""What time does to pictures of meetups. Idempotent."""

from __future__ import annotations

from cicc_meetups.after import actions
from cicc_meetups.after.models import Picture
from moderation import leaving, public_copies


def sweep() -> dict[str, int]:
    """Hold what a yes has ended for, make public copies and rows say the same, delete what was taken back."""
    return {
        "meetup_pictures_held": actions.hold_without_yes(),
        "meetup_pictures_put_right": public_copies.put_all_right(Picture),
        "meetup_pictures_erased": leaving.erase_owed(Picture),
    }
