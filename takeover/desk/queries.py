"""What the hosts' desk shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Cast
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from moderation.enums import Verdict
from moderation.models import Decision, ReviewTask
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
QUEUES = (YOURS, OTHERS, ASKED, ENDING, SUSPENDED, APPROVED, REFUSED)


@dataclass(frozen=True, slots=True)
class Row:
    """One host in a list; `ends_date` is the first day on which something of it ends."""

    host: Host
    ends_date: date | None
    ends_within: int | None


def queue(name: str, user: Any) -> QuerySet[Host]:
    """Return one of the desk's queues for `user`, what waits longest, or ends first, first."""
    hosts = _with_check(Host.objects.alive())
    match name:
        case "asked":
            hosts = hosts.filter(asked_at__isnull=False)
        case "ending":
            soon = timezone.localdate() + timedelta(days=max(WARNED_DAYS))
            hosts = _with_check(queries.ending_by(soon))
        case "suspended":
            hosts = hosts.filter(suspended_at__isnull=False)
        case "approved":
            hosts = hosts.filter(approved_at__isnull=False)
        case "refused":
            hosts = hosts.filter(refused_at__isnull=False)
        case "others":
            waiting = hosts.filter(task_id__isnull=False)
            hosts = waiting.exclude(pk__in=_for_user(waiting, user).values("pk"))
        case _:
            hosts = _for_user(hosts.filter(task_id__isnull=False), user)
    return hosts.order_by("sent_at", "pk")


def counts(user: Any) -> dict[str, int]:
    """Return how many hosts are in each queue."""
    return {name: queue(name, user).count() for name in QUEUES}


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


def task_state(host: Host) -> TaskState | None:
    """Return the check that waits, with what is needed to decide it."""
    state = host.current_workflow_task_state
    return state if state is not None and state.status == TaskState.STATUS_IN_PROGRESS else None


def _with_check(hosts: QuerySet[Host]) -> QuerySet[Any]:
    kind = ContentType.objects.get_for_model(Host, for_concrete_model=False)
    states = TaskState.objects.filter(
        workflow_state__base_content_type=kind,
        workflow_state__object_id=Cast(OuterRef("pk"), CharField()),
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        status=TaskState.STATUS_IN_PROGRESS,
    )
    return hosts.annotate(
        task_id=Subquery(states.values("task_id")[:1]),
        task_name=Subquery(states.values("task__name")[:1]),
        round_id=Subquery(states.values("workflow_state_id")[:1]),
    )


def _for_user(hosts: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """Return those whose check `user` may do: a member, and not the first approver."""
    mine = [
        task.pk for kind in ReviewTask.__subclasses__() for task in kind.objects.filter(groups__user=user)
    ]
    approved = Decision.objects.filter(decided_by=user.pk, verdict=Verdict.APPROVE).values("round")
    return hosts.filter(task_id__in=mine).exclude(round_id__in=approved)
