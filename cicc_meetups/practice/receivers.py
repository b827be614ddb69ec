"""What this room tells the shared rooms when the site starts, and what it hears."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from cicc_meetups.models import Worker
from cicc_meetups.practice import actions
from cicc_meetups.practice.models import Answer, Post
from moderation import leaving
from safeguarding import audit

leaving.register(Post)
leaving.register(Answer)


@receiver(pre_delete, sender=Worker, dispatch_uid="practice-worker-leaves")
def leave_with_worker(instance: Worker, **kwargs: Any) -> None:
    """A worker who leaves takes along what they wrote, in the same transaction."""
    actions.leave(worker=instance, by=audit.SYSTEM)
