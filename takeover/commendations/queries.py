"""Reads across what hosts did in a season, and what they were commended for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from certificates.models import Certificate
from places import queries as places
from takeover.challenges.figures import COUNTED_AFTER
from takeover.challenges.models import Challenge
from takeover.commendations import rules
from takeover.commendations.enums import Level, Mark
from takeover.commendations.models import Commendation, CommendationQuerySet
from takeover.models import Host, Season
from takeover.stories import queries as stories
from takeover.stories.models import Change

LOOKED_BACK = timedelta(days=400)  # what changed is asked after three months, and answered some day


@dataclass(frozen=True, slots=True)
class Row:
    """A host, what it did in a season, and what it was commended for."""

    host: Host
    marks: frozenset[Mark]
    commendation: Commendation | None

    @property
    def by_rule(self) -> Level | None:
        return rules.level(self.marks)


def hosts_of(season: Season, today: date) -> QuerySet[Host]:
    """Return hosts of which a takeover of `season` is over long enough to know who came (in one query)."""
    over = Challenge.objects.filter(
        season__translation_key=season.translation_key,
        live=True,
        called_off_at__isnull=True,
        last_date__lte=today - COUNTED_AFTER,
    )
    return Host.objects.alive().filter(pk__in=over.values("host")).select_related("authority")


def seasons(today: date) -> QuerySet[Season]:
    """Return the seasons in which hosts can still be commended, the newest first."""
    begun = Season.objects.canonical().filter(starts_date__lte=today - COUNTED_AFTER)
    return begun.filter(ends_date__gte=today - LOOKED_BACK).order_by("-starts_date", "-id")


def rows(season: Season, hosts: Iterable[Host], today: date) -> list[Row]:
    """Return what each of `hosts` did in `season`; five queries, however many there are."""
    some = list(hosts)
    mine = Challenge.objects.filter(
        host__in=some,
        season__translation_key=season.translation_key,
        live=True,
        called_off_at__isnull=True,
        last_date__lte=today - COUNTED_AFTER,
    )
    came = dict(places.came_to(Challenge, since=season.starts_date, until=season.ends_date))
    takeovers: Counter[int] = Counter()
    children: Counter[int] = Counter()
    for pk, host in mine.order_by().values_list("pk", "host_id"):
        if number := came.get(str(pk), 0):
            takeovers[host] += 1
            children[host] += number
    told = set(
        stories.stories().filter(write_up__challenge__in=mine).values_list("write_up__host", flat=True)
    )
    changed = set(Change.objects.public().filter(challenge__in=mine).values_list("host", flat=True))
    given = {each.host_id: each for each in _of(season).filter(host__in=some)}
    return [
        Row(
            host,
            rules.marks(
                takeovers=takeovers[host.pk],
                children=children[host.pk],
                told=host.pk in told,
                changed=host.pk in changed,
            ),
            given.get(host.pk),
        )
        for host in some
    ]


def commended(season: Season, *, region: str = "") -> QuerySet[Commendation]:
    """Return what everybody reads of `season` (in any language): the highest first, then by name."""
    found = _of(season).given().select_related("host__authority__region")
    return found.filter(host__authority__region=region) if region else found


def with_any() -> QuerySet[Season]:
    """Return the seasons in which somebody was commended, the newest first."""
    given = Commendation.objects.given().order_by().values("season__translation_key")
    found = Season.objects.canonical().filter(translation_key__in=given)
    return found.order_by("-starts_date", "-id")


def of_host(host: Host) -> QuerySet[Commendation]:
    """Return a host's commendations, the newest first."""
    given = Commendation.objects.filter(host=host, taken_at__isnull=True)
    return given.select_related("season", "host").order_by("-given_at", "-id")


def certificate(commendation: Commendation) -> Certificate | None:
    """Return the certificate that counts."""
    return Certificate.objects.about(commendation).good().first()


def _of(season: Season) -> CommendationQuerySet:
    return Commendation.objects.filter(season__translation_key=season.translation_key)
