"""Write a sent circular to each of many."""

from __future__ import annotations

from itertools import batched

from django.db import transaction
from django.utils import timezone

from takeover.circulars import emails, queries
from takeover.circulars.models import Circular

AT_ONCE = 100


def spread(circular: Circular) -> int:
    """Write a sent circular to whoever has not got it; return to how many it went in this run.

    Safe to run twice, and beside itself: each letter has a key of its own (F8). Somebody who stops such
    letters, or leaves, while it runs, gets none.
    """
    if circular.sent_at is None or circular.spread_at is not None:
        return 0
    written = 0
    numbers = queries.recipients(circular).values_list("pk", flat=True)
    for some in batched(numbers.iterator(AT_ONCE), AT_ONCE):
        with transaction.atomic():
            rows = queries.recipients(circular).filter(pk__in=some)
            for registration in rows.select_related("owner", "host"):
                emails.to_host(circular, registration)
                written += 1
    Circular.objects.filter(pk=circular.pk, spread_at__isnull=True).update(spread_at=timezone.now())
    return written
