"""Which takeovers there are to find: an index in memory, and the few rows a page shows (ADR 0126).

What may be found is read in one query and kept for KEPT seconds; every filter, count and map is worked
out from it. Whatever is shown is read again from the database as it is now, so that nothing is shown
of a challenge that was called off, or of a host that is no longer fit (S23).
"""

from __future__ import annotations

import re
import uuid
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.cache import cache
from django.db.models import QuerySet
from django.utils import timezone

from places import queries as places
from takeover.challenges.models import Challenge
from takeover.models import Host

PER_PAGE = 12
KEPT = 60  # seconds
_KEY = "challenges.finding"


class Entry(NamedTuple):
    """What can be asked about one challenge. `left` is how many places a newcomer could have."""

    first_date: date
    pk: int
    area: str
    region: str
    kind: str
    youngest: int
    oldest: int
    access: frozenset[str]
    smallest: int
    largest: int
    left: int


type Mark = tuple[date, int]
_by_mark = itemgetter(0, 1)
_MARK = re.compile(r"(\d{4}-\d\d-\d\d)-(\d{1,18})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Filter:
    """What somebody looks for; the fields in the order of the address. Empty is 'any'.

    `region` and `area` are codes of geography, `kind` a takeover.enums.HostKind, `age` a
    people.ages.AgeBand, `access` codes of enums.Access that must all be there, `of_us` how many
    want to come together.
    """

    region: str = ""
    area: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    age: str = ""
    of_us: int = 0
    access: tuple[str, ...] = ()

    def among(self, found: list[Entry]) -> list[Entry]:
        """Return which of `found` are what they look for. An age band fits when any age in it does."""
        if self.kind:
            found = [entry for entry in found if entry.kind == self.kind]
        if self.since is not None:
            found = [entry for entry in found if entry.first_date >= self.since]
        if self.until is not None:
            found = [entry for entry in found if entry.first_date <= self.until]
        if self.age:
            low, high = map(int, self.age.split("-"))
            found = [entry for entry in found if entry.youngest <= high and entry.oldest >= low]
        if self.of_us:
            found = [
                entry for entry in found if entry.smallest <= self.of_us <= min(entry.largest, entry.left)
            ]
        if self.access:
            found = [entry for entry in found if entry.access.issuperset(self.access)]
        if self.region:
            found = [entry for entry in found if entry.region == self.region]
        if self.area:
            found = [entry for entry in found if entry.area == self.area]
        return found

    @property
    def anywhere(self) -> Filter:
        """Return the same without a place."""
        return replace(self, region="", area="")

    @property
    def asked(self) -> list[str]:
        """Return the names of the fields that are filled in."""
        return [field.name for field in fields(self) if getattr(self, field.name)]

    def without(self, name: str) -> Filter:
        """Return the same with the field `name` empty."""
        return replace(self, **{name: getattr(ANY, name)})

    def query(self, **more: str) -> str:
        """Return the one query string that stands for this filter; '' when nothing is asked."""
        said = {name: getattr(self, name) for name in self.asked} | more
        return urlencode(said, doseq=True)


ANY = Filter()


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found. `later` is the mark of the next page or '', `total` is of all pages."""

    challenges: list[Challenge]
    total: int
    later: str


class NoSuchMark(ValueError):
    """The text is not a mark this site has made."""


def search(wanted: Filter, after: str = "") -> Found:
    """Return what fits `wanted`, the next first, from the mark `after`. Raises NoSuchMark."""
    found = wanted.among(entries())
    start = bisect_right(found, _mark(after), key=_by_mark) if after else 0
    page = found[start : start + PER_PAGE]
    later = len(found) > start + PER_PAGE
    return Found(_rows(page), len(found), f"{page[-1].first_date}-{page[-1].pk}" if later else "")


def counts(wanted: Filter) -> Counter[str]:
    """Return how many fit `wanted` in each authority, by code."""
    return Counter([entry.area for entry in wanted.among(entries())])


def looser(wanted: Filter) -> list[tuple[str, Filter, int]]:
    """Return which one field to empty so that something fits, and how much: (name, filter, total)."""
    ways = [(name, wanted.without(name)) for name in wanted.asked]
    found = [(name, way, len(way.among(entries()))) for name, way in ways]
    return [(name, way, total) for name, way, total in found if total]


def entries() -> list[Entry]:
    """Return what may be found from today on, by day and number; read at most once in KEPT seconds.

    Rows stay in this process. The shared cache holds only their sign, so that `forget` reaches every
    process that shares it.
    """
    global _kept
    sign = cache.get(_KEY)
    if sign is None:
        sign = uuid.uuid4().hex
        cache.set(_KEY, sign, KEPT)
    today = timezone.localdate()
    if _kept[0] != (sign, today):
        _kept = ((sign, today), _read(today))
    return _kept[1]


_kept: tuple[tuple[str, date | None], list[Entry]] = (("", None), [])


def forget() -> None:
    """Have the next request read anew: something was published or came back."""
    cache.delete(_KEY)


def called_off(today: date) -> QuerySet[Challenge]:
    """Return what everybody could see and was called off, until its last day: who meant to come must know."""
    gone = Challenge.objects.filter(live=True, called_off_at__isnull=False, held_at__isnull=True)
    return gone.filter(host__in=Host.objects.fit(), last_date__gte=today).select_related("host")


def _read(today: date) -> list[Entry]:
    rows = Challenge.objects.public().filter(first_date__gte=today).order_by("first_date", "id")
    found = rows.annotate(left=places.left_of(Challenge)).values_list(
        "first_date",
        "pk",
        "authority_id",
        "authority__region_id",
        "host__kind",
        "youngest",
        "oldest",
        "access",
        "smallest_group",
        "largest_group",
        "left",
    )
    return [Entry(*row[:7], frozenset(row[7]), *row[8:10], row[10] or 0) for row in found.iterator()]


def _rows(page: Sequence[Entry]) -> list[Challenge]:
    """Return the challenges of `page` that are public at this moment, in its order; one query."""
    now = Challenge.objects.public().select_related("host", "season", "authority__region")
    rows = now.defer("decide", "day", "address").in_bulk([entry.pk for entry in page])
    return [rows[entry.pk] for entry in page if entry.pk in rows]


def _mark(text: str) -> Mark:
    found = _MARK.fullmatch(text)
    try:
        return date.fromisoformat(found[1] if found else ""), int(found[2] if found else "")
    except ValueError as error:
        raise NoSuchMark(text) from error
