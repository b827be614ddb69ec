"""Counting the answers of the yearly question, and releasing a year's figures."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F

from help_at_hand.models import KnowingCount, ReleasedYear
from safeguarding import audit


@transaction.atomic
def count_answer(*, year: int, in_care: bool, knew: bool, by: str) -> None:
    """Add one to the number of those who said the same. `by` is 'child': who it was is kept nowhere."""
    row, _new = KnowingCount.objects.get_or_create(year=year, in_care=in_care, knew=knew)
    KnowingCount.objects.filter(pk=row.pk).update(number=F("number") + 1)


@transaction.atomic
def release_year(*, year: int, figures: dict[str, Any], by: str, user: Any) -> bool:
    """Let everybody read `figures` of `year` (see ReleasedYear); True if that was new.

    What is released stays as it is: two tables of two days would tell what was left out (S11).
    """
    row, is_new = ReleasedYear.objects.get_or_create(
        year=year, defaults={"figures": figures, "released_by": user}
    )
    if is_new:
        audit.record(by=by, act="help_year.released", subject=row, year=year)
    return is_new


@transaction.atomic
def hide_year(*, year: int, by: str) -> bool:
    """Take the figures of `year` off the site; True for the one who did."""
    row = ReleasedYear.objects.select_for_update().filter(year=year).first()
    if row is None:
        return False
    audit.record(by=by, act="help_year.hidden", subject=row, year=year)
    row.delete()
    return True
