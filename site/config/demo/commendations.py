"""Hosts of a past takeover commended by the rule, one by hand; and a letter to hosts nobody has sent."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from config.demo import staff
from takeover.circulars.models import Circular, Text
from takeover.commendations import actions, queries, sweeper
from takeover.commendations.enums import Level
from takeover.models import Season

_SUBJECT = "The national day comes closer"
_WORDS = """Hello,

in four weeks children take over. Three things help them most:

- Tell them beforehand what is really theirs to decide.
- Have a quiet room, and somebody who shows where it is.
- Write down what they decide while they are there, and tell them when it has happened.

Thank you for letting children decide."""


@transaction.atomic
def seed() -> None:
    """Do it once: what is there already stays."""
    sweeper.sweep()
    today = timezone.localdate()
    for season in queries.seasons(today):
        first = queries.commended(season).filter(given_by__isnull=True).first()
        by_hand = queries.commended(season).filter(given_by__isnull=False)
        if first is not None and not by_hand.exists():
            actions.give(
                host=first.host,
                season=season,
                level=Level.OUTSTANDING,
                words="Children chose what the first room shows. It opened in their words, and stays.",
                user=staff.person("editor"),
            )
    season_to_come = Season.objects.canonical().not_over(today).first()
    if season_to_come is not None and not Circular.objects.exists():
        circular = Circular.objects.create(season=season_to_come)
        Text.objects.create(circular=circular, language="en", subject=_SUBJECT, words=_WORDS)
