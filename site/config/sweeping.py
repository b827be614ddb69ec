"""Everything periodic, one room after the other."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import timedelta
from importlib import import_module

from django.conf import settings
from django.utils import timezone

log = logging.getLogger(__name__)

# In this order: what must stay taken back, what arrives, what is made of it, what it is for, who is told.
SWEEPERS = (
    "consent.sweeper",
    "uploads.sweeper",
    "video.sweeper",
    "our_childhood.sweeper",
    "takeover.sweeper",
    "takeover.days.sweeper",
    "takeover.wishes.sweeper",
    "takeover.stories.sweeper",
    "takeover.sign_ups.sweeper",
    "takeover.challenges.sweeper",
    "cicc_meetups.sweeper",
    "cicc_meetups.bookings.sweeper",
    "cicc_meetups.questions.sweeper",
    "cicc_meetups.promises.sweeper",
    "cicc_meetups.after.sweeper",
    "cicc_meetups.practice.sweeper",
    "cicc_meetups.profiles.sweeper",
    "pledge.sweeper",
    "takeover.circulars.sweeper",
    "takeover.commendations.sweeper",
    "help_at_hand.sweeper",
    "help_at_hand.cases.sweeper",
    "places.sweeper",
    "safeguarding.sweeper",
    "outbox.sweeper",
    "people.sweeper",
    "config.sweeping",
)
_KEEP_RESULTS = timedelta(days=2)


def sweep_all() -> tuple[dict[str, dict[str, int]], list[str]]:
    """Run every room's sweeper; return what each found, and the names of those that failed.

    A sweeper that fails stops none of the others.
    """
    found: dict[str, dict[str, int]] = {}
    failed: list[str] = []
    for name in SWEEPERS:
        try:
            run: Callable[[], dict[str, int]] = import_module(name).sweep
            found[name] = run()
        except Exception:
            log.exception("%s failed", name)
            failed.append(name)
    return found, failed


def sweep() -> dict[str, int]:
    """Forget old results of the database queue, also of tasks whose worker was killed.

    Nothing reads them: what a task achieved is in the row it worked on.
    """
    if "django_tasks_db" not in settings.TASKS["default"]["BACKEND"]:
        return {}
    from django_tasks_db.models import DBTaskResult

    old = timezone.now() - _KEEP_RESULTS
    finished, _ = DBTaskResult.objects.finished().filter(finished_at__lt=old).delete()
    abandoned, _ = DBTaskResult.objects.running().filter(started_at__lt=old).delete()
    return {"results_forgotten": finished, "results_abandoned": abandoned}
