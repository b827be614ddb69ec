"""Start again what stands still: due messages without a task, and tries that never ended."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from outbox import tasks
from outbox.models import Message

LONGEST_TRY = timedelta(minutes=15)
KEEP_FAILED = timedelta(days=14)


def sweep() -> dict[str, int]:
    """Return what was found. Idempotent; run every half minute.

    The queue may be wiped or a task lost (F7): the row says what is owed. A message SENDING for
    longer than a try can take was cut off, and whether it went is unknown: it fails visibly rather
    than go twice (D).
    """
    now = timezone.now()
    cut_off = Message.objects.filter(state=Message.State.SENDING, sending_at__lt=now - LONGEST_TRY).update(
        state=Message.State.FAILED, failed_at=now, last_error="unknown outcome: cut off"
    )
    due = Message.objects.due(now=now).count()
    if due:
        tasks.deliver_due.enqueue()
    return {"messages_due": due, "messages_cut_off": cut_off}


def forget_addresses() -> int:
    """Forget whom messages were for that failed KEEP_FAILED ago; return how many (S1).

    Run by the data map's retention.
    """
    old = Message.objects.filter(state=Message.State.FAILED, failed_at__lt=timezone.now() - KEEP_FAILED)
    return old.exclude(to="").update(to="", context={})
