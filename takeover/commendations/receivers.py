"""What this room does when a lower one says that something has happened."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from takeover.commendations import actions
from takeover.models import Host
from takeover.signals import erased


@receiver(erased, dispatch_uid="host-erased-commendations")
def leave_with_host(host: Host, **kwargs: Any) -> None:
    actions.forget(host=host)
