"""Deliver: one message now, or all whose turn has come."""

from __future__ import annotations

from django.tasks import task

from outbox import delivery
from outbox.models import Message

_AT_ONCE = 200


@task()
def deliver(message_id: int) -> bool:
    """Try one message; nothing happens when another run has it or had it (F8)."""
    return delivery.attempt(message_id)


@task()
def deliver_due() -> int:
    """Try every message that is due, oldest turn first; returns how many went."""
    due = Message.objects.due().order_by("next_try_at").values_list("pk", flat=True)[:_AT_ONCE]
    return sum(delivery.attempt(message_id) for message_id in list(due))
