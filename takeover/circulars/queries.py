"""To whom a circular goes."""

from __future__ import annotations

from collections import Counter

from django.db.models import Q, QuerySet
from django.utils import timezone

from takeover.challenges.models import Challenge
from takeover.circulars.models import Audience, Circular
from takeover.models import Host, Registration


def audience(circular: Circular) -> QuerySet[Registration]:
    """Return everybody it is meant for, also those who want none."""
    of = Registration.objects.filter(season__translation_key=circular.season.translation_key)
    hosts = Host.objects.alive()
    match circular.audience:
        case Audience.UNSENT:
            return of.filter(host__isnull=True)
        case Audience.BEING_CHECKED:
            hosts = hosts.filter(approved_at__isnull=True, refused_at__isnull=True)
        case Audience.NOTHING_PUBLIC:
            shown = Challenge.objects.public().to_come(timezone.localdate())
            hosts = hosts.fit().exclude(pk__in=shown.values("host"))
        case _:
            hosts = hosts.filter(approved_at__isnull=False, refused_at__isnull=True)
    narrowed = Q(pk__isnull=False)
    if circular.kind:
        narrowed &= Q(kind=circular.kind)
    if circular.region_id:
        narrowed &= Q(authority__region=circular.region_id)
    return of.filter(host__in=hosts.filter(narrowed).values("pk"))


def recipients(circular: Circular) -> QuerySet[Registration]:
    """Return whom it is sent to: everybody it is meant for who has not stopped such letters."""
    return audience(circular).filter(circulars_stopped__isnull=True).order_by("pk")


def languages(circular: Circular) -> Counter[str]:
    """Return how many of its recipients read which language."""
    return Counter(recipients(circular).values_list("language", flat=True))
