"""What is due in the room: red cases nobody was told of, children who wait too long, cases gone quiet (F7).

What has had its time is erased by the data map's sweep (people/sweeper.py).
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.utils import timezone

from help_at_hand.cases import actions
from help_at_hand.cases.models import Case

log = logging.getLogger(__name__)


def sweep() -> dict[str, int]:
    """Do all that is due; return how many of each. One failure stops none of the others."""
    return {
        "leads_told": _try(actions.tell_leads),
        "late_reminded": _try(_remind),
        "quiet_closed": _try(actions.close_quiet),
    }


def _remind() -> int:
    due = Case.objects.late(timezone.now()).filter(reminded_at__isnull=True).defer("told")
    return sum(actions.remind(case=case) for case in due.order_by("respond_by")[:100])


def _try(act: Callable[[], int]) -> int:
    try:
        return act()
    except Exception as error:
        log.error("sweep: %s failed: %s", act.__name__, type(error).__name__)
        return 0
