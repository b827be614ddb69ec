"""What this room writes to our own people."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from outbox.actions import post

RECORDS = "record_promise"  # the right of those who write promises down


def remind(today: date, *, how_many: int) -> int:
    """Tell each who writes promises down that there is something to ask about; return how many were told."""
    people = User.objects.filter(
        is_active=True,
        groups__permissions__codename=RECORDS,
        groups__permissions__content_type__app_label="promises",
    )
    told = 0
    for user in people.exclude(email="").distinct().order_by("pk"):
        post(
            key=f"promises_due:{today.isoformat()}:{user.pk}",
            to=user.email,
            template="promises_due",
            context={"link": settings.SITE_URL + reverse("promises"), "how_many": how_many},
            language=settings.LANGUAGE_CODE,
        )
        told += 1
    return told
