"""What the hosts' desk shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from moderation import waiting
from takeover import queries
from takeover.models import Host, Tick
from takeover.proofs import WARNED_DAYS, warning

YOURS, OTHERS, ASKED, ENDING, SUSPENDED, APPROVED, REFUSED = (
    "yours",
    "others",
    "asked",
    "ending",
    "suspended",
    "approved",
    "refused",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One host in a list; `ends_date` is the first day on which something of it ends."""

    host: Host
    ends_date: date | None
    ends_within: int | None


def queue(name: str, user: Any) -> QuerySet[Host]:
    """Return one of the desk's queues for `user`, what waits longest, or ends first, first."""
    hosts = waiting.with_check(Host.objects.alive())
    match name:
        case "asked":
            hosts = hosts.filter(asked_at__isnull=False)
        case "ending":
            soon = timezone.localdate() + timedelta(days=max(WARNED_DAYS))
            hosts = waiting.with_check(queries.ending_by(soon))
        case "suspended":
            hosts = hosts.filter(suspended_at__isnull=False)
        case "approved":
            hosts = hosts.filter(approved_at__isnull=False)
        case "refused":
            hosts = hosts.filter(refused_at__isnull=False)
        case "others":
            due = hosts.filter(task_id__isnull=False)
            hosts = due.exclude(pk__in=waiting.for_user(due, user).values("pk"))
        case _:
            hosts = waiting.for_user(hosts.filter(task_id__isnull=False), user)
    return hosts.order_by("sent_at", "pk")


def listed(name: str, user: Any) -> QuerySet[Host]:
    """Return a queue with all that its list says, in as many reads for three hosts as for one."""
    ticks = Tick.objects.only("host_id", "proof", "ends_date")
    return queue(name, user).select_related("authority").prefetch_related(Prefetch("ticks", queryset=ticks))


def rows(hosts: Iterable[Host]) -> list[Row]:
    """Return what the list says of each host."""
    today = timezone.localdate()
    found = []
    for host in hosts:
        ends = first_end(host.ticks.all())
        found.append(Row(host, ends, warning(ends, today) if ends else None))
    return found


def first_end(ticks: Iterable[Tick]) -> date | None:
    """Return the first day on which one of the ticks that count ends; `ticks` oldest first."""
    last = {tick.proof: tick.ends_date for tick in ticks}
    return min(last.values(), default=None)
