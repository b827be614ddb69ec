"""What time does to councils' pages; what has had its time is taken back by people.sweeper. Idempotent."""

from __future__ import annotations

from cicc_meetups.profiles import actions
from cicc_meetups.profiles.models import Profile
from moderation import leaving, public_copies


def sweep() -> dict[str, int]:
    """Have logos and rows say the same, also when a check has ended; delete what was taken down."""
    return {
        "council_contacts_dropped": actions.drop_contacts(),
        "council_logos_put_right": public_copies.put_all_right(Profile),
        "council_pages_erased": leaving.erase_owed(Profile),
    }
