"""Counting the answers of the yearly question."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F

from help_at_hand.models import KnowingCount


@transaction.atomic
def count_answer(*, year: int, in_care: bool, knew: bool, by: str) -> None:
    """Add one to the number of those who said the same. `by` is 'child': who it was is kept nowhere."""
    row, _new = KnowingCount.objects.get_or_create(year=year, in_care=in_care, knew=knew)
    KnowingCount.objects.filter(pk=row.pk).update(number=F("number") + 1)
