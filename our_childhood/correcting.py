"""Putting right what a child told us (S9)."""

from __future__ import annotations

from django.db import transaction

from consent import queries as consent
from geography.models import Region
from our_childhood import asking, gate
from our_childhood.enums import AgeBand
from our_childhood.models import Film
from safeguarding import audit


class NeedsAGrownUp(Exception):
    """The child says it is 13 or older after all: then nobody would be asked, so a grown-up tells us (S7)."""


def can_correct(film: Film) -> bool:
    """Whether answers can be changed here: until people look at the film, who have approved it as it is."""
    return (
        not film.live
        and film.review_asked_at is None
        and film.refused_at is None
        and film.withdrawn_at is None
    )


@transaction.atomic
def correct(*, film: Film, age_band: AgeBand, region: Region | None, by: str) -> bool:
    """Write down another age band and region; True when something changed.

    Somebody younger than said needs a grown-up's yes from now on: the film waits for it. Raises
    NeedsAGrownUp, and asking.JourneyOver when the review has begun meanwhile.
    """
    gate.lock(film)
    film.refresh_from_db()
    if not can_correct(film):
        raise asking.JourneyOver
    if film.needs_guardian and not age_band.needs_guardian:
        raise NeedsAGrownUp
    changed = [
        name
        for name, old, new in (
            ("age_band", film.age_band, age_band.value),
            ("region", film.region_id, region.pk if region is not None else None),
        )
        if old != new
    ]
    if not changed:
        return False
    Film.objects.filter(pk=film.pk).update(age_band=age_band.value, region=region)
    consent.everybody(film).filter(number=1).update(needs_guardian=age_band.needs_guardian)
    film.refresh_from_db()
    audit.record(by=by, act="film.answers_corrected", subject=film, fields=changed)
    return True
