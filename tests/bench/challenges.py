"""Takeovers: the list, filtered and not, its map, and one of them, at 30 and at 10,000 to come.

As many again are over. The few are alike, so that each list has a full page to show at both sizes: a page
of one takeover is quicker than a page of twelve, however many there are. Beside the pages: what the map's
numbers cost when they are worked out from the index in memory (ADR 0126), and when the database is asked
each time.
"""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Iterator
from datetime import time, timedelta

from tests.bench import pages
from tests.bench.rows import Row

FEW = int(os.environ.get("BENCH_FEW_CHALLENGES", "30"))
MANY = int(os.environ.get("BENCH_MANY_CHALLENGES", "10000"))
A_HOST = 9  # challenges; 10,000 are of the 1,100 hosts of a real year
WORDS = "You meet the team, hear what they must decide this year, and choose. They build what you chose. "


def run() -> Iterator[Row]:
    """Measure each database in a process of its own."""
    yield from pages.compare("tests.bench.challenges", few=FEW, many=MANY, of="takeovers", weigh="sent")


def measure() -> None:
    """Print, as the last line, what the pages cost with few and with many takeovers."""
    pages.set_up()
    from config.demo import base

    pages.measure(prepare=base.seed, fill=fill, pages=_pages, sizes=(FEW, MANY))


def fill(wanted: int) -> None:
    """Have `wanted` public challenges to come and as many that are over, with their places."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone

    from geography.models import LocalAuthority
    from places.models import Allotment
    from takeover.challenges.enums import Access
    from takeover.challenges.models import Challenge
    from takeover.enums import HostKind
    from takeover.models import Host
    from tests.factories.challenges import the_season

    there = Challenge.objects.count()
    rng, alike = random.Random(there), not there
    season, now, today = the_season(), timezone.now(), timezone.localdate()
    codes = list(LocalAuthority.objects.values_list("code", flat=True))
    hosts = [
        Host(
            season=season,
            name=f"Paper Lantern Works {there}-{number}",
            plain_name=f"paper lantern works {there}-{number}",
            kind=HostKind.BUSINESS if alike else rng.choice(HostKind.values),
            authority_id=codes[0] if alike else rng.choice(codes),
            live=True,
            sent_at=now,
            approved_at=now,
            approved_digest="f" * 64,
        )
        for number in range((2 * wanted - there) // A_HOST + 1)
    ]
    Host.objects.bulk_create(hosts, batch_size=500)
    rows = []
    for number in range(there, 2 * wanted):
        host = hosts[number % len(hosts)]
        first = today + timedelta(days=rng.randrange(1, 120) * (-1 if number % 2 else 1))
        youngest = 10 if alike else rng.randrange(4, 15)
        rows.append(
            Challenge(
                host=host,
                season=season,
                title=f"Run the works for a day, and mean it {number}",
                decide=WORDS * 5,
                day=WORDS * 5,
                first_date=first,
                last_date=first,
                starts_time=time(9, 30),
                ends_time=time(15),
                authority_id=host.authority_id,
                address="1 Lantern Street",
                capacity=20,
                largest_group=15,
                youngest=youngest,
                oldest=youngest + 3,
                access=rng.sample(Access.values, len(Access) if alike else rng.randrange(1, 6)),
                access_more=WORDS,
                bring=WORDS,
                live=True,
                approved_at=now,
                approved_digest="f" * 64,
            )
        )
    kind = ContentType.objects.get_for_model(Challenge)
    for some in itertools.batched(rows, 1000):
        Challenge.objects.bulk_create(some)
        Allotment.objects.bulk_create(
            Allotment(
                subject_type=kind,
                subject_id=str(one.pk),
                capacity=20,
                taken=rng.randrange(21),
                starts_at=one.starts_at,
                ends_at=one.ends_at,
            )
            for one in some
        )


def _pages() -> pages.Costs:
    from people.ages import AgeBand
    from takeover.challenges import finding

    finding.KEPT = 3600  # seconds: the index is measured by itself, below
    finding.forget()
    entries = finding.entries()
    half = entries[len(entries) // 2]
    one = next(entry for entry in entries if entry.left)
    band = next(band for band in AgeBand if one.youngest <= int(band.split("-")[1]))
    picky = f"kind={one.kind}&age={band}&of_us=1&access={min(one.access)}"
    costs = {
        name: pages.page(address, cold=False)
        for name, address in {
            "list": "/takeovers/",
            "list, halfway": f"/takeovers/?after={half.first_date}-{half.pk}",
            "list of a region": f"/takeovers/?region={half.region}",
            "list of an authority": f"/takeovers/?area={half.area}",
            "list of what fits much": f"/takeovers/?{picky}",
            "one takeover": f"/takeovers/{half.pk}/",
        }.items()
    }
    costs["list, first of its minute"] = pages.page("/takeovers/", aims=False)
    wanted = finding.Filter(age="10-12", of_us=2, access=("step-free",))
    for name, act, cold in (
        ("numbers of the map, from the index", lambda: finding.counts(finding.ANY), False),
        ("numbers of the map, filtered, from the index", lambda: finding.counts(wanted), False),
        ("numbers of the map, asked each time", _asked, True),
        ("numbers of the map, filtered, asked each time", _asked_for_much, True),
    ):
        costs[name] = pages.cost(act, cold=cold, aims=False)
    return costs


def _asked() -> None:
    """Count by authority in the database, as one would without an index in memory."""
    from django.db.models import Count
    from django.utils import timezone

    from takeover.challenges.models import Challenge

    found = Challenge.objects.public().filter(first_date__gte=timezone.localdate()).order_by()
    list(found.values_list("authority").annotate(Count("pk")))


def _asked_for_much() -> None:
    from django.db.models import Count
    from django.utils import timezone

    from places import queries as places
    from takeover.challenges.models import Challenge

    found = Challenge.objects.public().filter(first_date__gte=timezone.localdate()).order_by()
    found = found.filter(youngest__lte=12, oldest__gte=10, access__icontains='"step-free"')
    found = found.annotate(left=places.left_of(Challenge)).filter(left__gte=2)
    list(found.values_list("authority").annotate(Count("pk")))


if __name__ == "__main__":
    measure()
