"""What this room does when a lower one says that something has happened."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver

from accounts.signals import code_asked
from cicc_meetups import emails
from cicc_meetups.doors import WORKERS


@receiver(code_asked, dispatch_uid="worker-code-asked")
def write_code(door: str, email: str, code: str, language: str, **kwargs: Any) -> None:
    if door == WORKERS.name:
        emails.code(email=email, code=code, language=language)
