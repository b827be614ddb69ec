"""Write a sent circular to each of many."""

from __future__ import annotations

from django.tasks import task

from takeover.circulars import spreading
from takeover.circulars.models import Circular


@task()
def spread(circular_id: int) -> int:
    """Write the circular to whoever has not got it yet."""
    return spreading.spread(Circular.objects.select_related("season").get(pk=circular_id))
