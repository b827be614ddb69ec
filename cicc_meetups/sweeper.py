"""What time does to councils' workers: tells, and forgets. Idempotent; may run beside itself."""

from __future__ import annotations

from datetime import timedelta

from django.db.models.functions import Coalesce, TruncDate
from django.utils import timezone

from cicc_meetups import emails
from cicc_meetups.ending import EXPIRED
from cicc_meetups.models import Worker
from consent import withdrawal
from people.sweeping import each
from safeguarding.audit import SYSTEM

# A clock that jumps ahead must not forget everybody at once (F10).
MOST_AT_ONCE = 200
KEPT = timedelta(days=2 * 365)
TOLD_FOR = timedelta(days=30)  # a sweep that stood still for so long tells late, not never


def sweep() -> dict[str, int]:
    """Tell workers whose check has run out since last month; the desk has them to check again."""
    today = timezone.localdate()
    ended = Worker.objects.filter(checked_until__lt=today, checked_until__gte=today - TOLD_FOR)
    ended = ended.filter(asked_at__isnull=True).select_related("user").order_by("pk")
    return {"workers_told": each("tell", ended[:MOST_AT_ONCE], emails.check_ended)}


def forget_workers() -> int:
    """Erase workers two years after their last check ended, or after they came without one."""
    last = Coalesce("checked_until", TruncDate("registered_at"))
    found = Worker.objects.annotate(last=last).filter(last__lte=timezone.localdate() - KEPT)
    return each("forget", found.select_related("user").order_by("pk")[:MOST_AT_ONCE], _forget)


def _forget(worker: Worker) -> bool:
    return withdrawal.withdraw(subject=worker, by=SYSTEM, route=EXPIRED)
