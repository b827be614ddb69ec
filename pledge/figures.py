"""How many have signed: exact and a few seconds old (ADR 0150); and by area and role, on fixed days (S11)."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.cache import cache
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from geography import queries as geography
from geography.hex_map import HexMap, england
from geography.models import LocalAuthority
from geography.suppression import suppress
from pledge.enums import Kind, Role
from pledge.models import Signature, Snapshot

FRESH = 4.0  # seconds; with a page's own four at a cache in front, a reader is never ten behind
_COUNTING = 3  # seconds after which somebody else may count, should whoever does have died
_KEPT = 3600
_KEY, _TURN = "pledge:count", "pledge:count:turn"


@dataclass(frozen=True, slots=True)
class Signed:
    """How many count, and when they were counted."""

    people: int
    organisations: int
    at: float

    @property
    def all(self) -> int:
        return self.people + self.organisations


@dataclass(frozen=True, slots=True)
class Figures:
    """Who has signed, as of `day`. None of `map` or `roles` is there when it could not be shown safely."""

    day: date
    map: HexMap | None
    roles: list[tuple[Role, int | None]]


def signed() -> Signed:
    """Return the count, FRESH at most but for the moment it takes one process to count anew.

    When it is old one caller counts, and the others go on showing what they have: a rush of readers is one
    query every FRESH seconds, not a thousand at once.
    """
    known: Signed | None = cache.get(_KEY)
    if known is not None and time.time() - known.at < FRESH:
        return known
    if known is not None and not cache.add(_TURN, 1, timeout=_COUNTING):
        return known
    now = count()
    cache.set(_KEY, now, timeout=_KEPT)
    cache.delete(_TURN)
    return now


def count() -> Signed:
    """Count what is there: one query over a partial index, which drifts from nothing."""
    at = time.time()
    rows = Signature.objects.counted().order_by().values_list("kind").annotate(number=Count("*"))
    kinds = dict(rows)
    return Signed(kinds.get(Kind.PERSON, 0), kinds.get(Kind.ORGANISATION, 0), at)


def forget() -> None:
    """Count anew at the next question, so that whoever signed or left sees it at once."""
    cache.delete(_KEY)


def take(today: date | None = None) -> int:
    """Keep this week's figures if nobody has yet; return whether that was new. For the sweep.

    Counted on Mondays and shown for a week: figures of each day would tell by their difference who signed.
    """
    today = today or timezone.localdate()
    monday = today - timedelta(days=today.weekday())
    if Snapshot.objects.filter(day=monday).exists():
        return 0
    people = Signature.objects.counted().filter(kind=Kind.PERSON).order_by()
    areas = people.values_list("authority_id").annotate(number=Count("*"))
    roles = people.values_list("role").annotate(number=Count("*"))
    _, new = Snapshot.objects.get_or_create(
        day=monday, defaults={"authorities": dict(areas), "roles": dict(roles)}
    )
    return int(new)


def by_place_and_role() -> Figures | None:
    """Return the newest figures, small ones left out (S11); None before there are any.

    Everybody knows the total. So a table whose total could not be shown is not shown at all.
    """
    newest = Snapshot.objects.order_by("-day").first()
    if newest is None:
        return None
    areas = list(geography.authorities())
    rows: dict[str, list[str]] = {}
    for each in areas:
        rows.setdefault(each.region_id, []).append(each.code)
    numbers = {each.code: newest.authorities.get(each.code, 0) for each in areas}
    is_safe = suppress(numbers, rows).total is not None
    counts = {role: newest.roles.get(role, 0) for role in Role}
    roles = suppress(counts, {"all": list(Role)})
    return Figures(
        day=newest.day,
        map=england(areas, newest.authorities, url=_what_children_say) if is_safe else None,
        roles=[(role, roles.cells[role]) for role in Role] if roles.total is not None else [],
    )


def _what_children_say(area: LocalAuthority) -> str:
    return f"{reverse('mirror:mirror')}?area={area.code}#area"
