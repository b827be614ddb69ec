"""A circular whose task died is written to the rest. Idempotent."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from people.sweeping import each
from takeover.circulars import spreading
from takeover.circulars.models import Circular

_TASK_HAD = timedelta(minutes=10)


def sweep() -> dict[str, int]:
    """Finish what stands still; return to how many was written."""
    stuck = Circular.objects.filter(sent_at__lte=timezone.now() - _TASK_HAD, spread_at__isnull=True)
    return {"circulars_finished": each("spread", stuck, spreading.spread)}
