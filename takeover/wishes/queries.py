"""Reads across wishes and the challenges that answer them."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet

from geography.models import Region
from takeover.challenges.models import Challenge
from takeover.wishes.models import Offer, Wish


def with_answers(wishes: QuerySet[Wish]) -> QuerySet[Wish]:
    """Have each wish bring its region, and in `answers` the offers whose challenge everybody may see."""
    shown = Offer.objects.filter(challenge__in=Challenge.objects.public())
    shown = shown.select_related("challenge__host", "challenge__authority")
    return wishes.select_related("region").prefetch_related(
        Prefetch("offers", queryset=shown, to_attr="answers")
    )


def wall(region: Region | None = None) -> QuerySet[Wish]:
    """Return the public wishes, of one region when it is given, with their answers."""
    wishes = with_answers(Wish.objects.public())
    return wishes if region is None else wishes.filter(region=region)


def for_hosts(region: Region) -> QuerySet[Wish]:
    """Return the public wishes a host of `region` may answer: those of its region and of no region."""
    near = Wish.objects.public().filter(region=region) | Wish.objects.public().filter(region=None)
    return with_answers(near)
