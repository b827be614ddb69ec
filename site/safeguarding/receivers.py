"""After `migrate`, and whenever staff have edited a list."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from accounts.signals import groups_set
from safeguarding import harm, set_up
from safeguarding.models import HarmList


@receiver(groups_set)
def set_up_lists(**kwargs: Any) -> None:
    set_up.put_in_place()


@receiver(post_save, sender=HarmList)
def read_lists_anew(**kwargs: Any) -> None:
    """So that whoever edits a list can try it at once; other processes follow within seconds."""
    harm.forget()
