"""What the review desk shows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from wagtail.models import TaskState, WorkflowState

from moderation import queries as moderation
from moderation import rules, text_checks
from moderation.enums import Check, Objection, Verdict
from moderation.models import Decision, EditorialCheck, ReviewTask, SafeguardingCheck
from our_childhood.enums import AgeBand
from our_childhood.models import Film
from safeguarding import queries as safeguarding
from video.enums import Stage

YOURS, OTHERS, HELD, STUCK, GROWN_UP, CHANGE, WITHOUT_REVIEW = (
    "yours",
    "others",
    "held",
    "stuck",
    "grown-up",
    "change",
    "no-review",
)
TARGET = timedelta(hours=48)  # a film waits no longer than this for its next check


def waiting() -> QuerySet[Any]:
    """Films that are neither public nor over, each with its task state, check, and since when it waits."""
    kind = ContentType.objects.get_for_model(Film, for_concrete_model=False)
    states = TaskState.objects.filter(
        workflow_state__base_content_type=kind,
        workflow_state__object_id=Cast(OuterRef("pk"), CharField()),
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        status=TaskState.STATUS_IN_PROGRESS,
    )
    return (
        Film.objects.filter(withdrawn_at__isnull=True, refused_at__isnull=True)
        .exclude(pk__in=safeguarding.sealed_ids(Film))
        .annotate(
            task_state_id=Subquery(states.values("pk")[:1]),
            task_id=Subquery(states.values("task_id")[:1]),
            round_id=Subquery(states.values("workflow_state_id")[:1]),
            starter_id=Subquery(states.values("workflow_state__requested_by")[:1]),
            waits_since=Coalesce(Subquery(states.values("started_at")[:1]), F("received_at")),
        )
        .filter(Q(live=False) | Q(task_state_id__isnull=False) | Q(held_at__isnull=False))
    )


def queue(name: str, user: Any) -> QuerySet[Any]:
    """Return one of the desk's queues for `user`, what waits longest first."""
    films = waiting()
    in_review = Q(task_state_id__isnull=False, held_at__isnull=True)
    match name:
        case "held":
            films = films.filter(held_at__isnull=False)
        case "stuck":
            films = films.filter(video__stage=Stage.STUCK)
        case "grown-up":
            films = films.filter(
                in_review_is_not_asked(), age_band__in=[band for band in AgeBand if band.needs_guardian]
            )
        case "change":
            films = films.filter(change_asked_at__isnull=False)
        case "no-review":
            films = films.filter(
                review_asked_at__isnull=False,
                task_state_id__isnull=True,
                change_asked_at__isnull=True,
                live=False,
            )
        case "others":
            films = films.filter(in_review).exclude(pk__in=for_user(films.filter(in_review), user))
        case _:
            films = for_user(films.filter(in_review), user)
    return films.select_related("video", "prompt", "region", "locked_by").order_by("waits_since", "pk")


def in_review_is_not_asked() -> Q:
    """Films that have a preview and still wait for somebody's yes."""
    return Q(
        review_asked_at__isnull=True,
        change_asked_at__isnull=True,
        video__stage__in=[Stage.PREVIEWED, Stage.LADDERED],
    )


def for_user(films: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """Return those of `films` whose current check `user` may do: a member, not the starter, not twice."""
    approved = Decision.objects.filter(decided_by=user.pk, verdict=Verdict.APPROVE).values("round")
    now = timezone.now()
    return (
        films.filter(task_id__in=_tasks_of(user))
        .filter(Q(starter_id__isnull=True) | ~Q(starter_id=user.pk))
        .exclude(round_id__in=approved)
        .exclude(Q(locked=True, locked_at__gt=now - moderation.CLAIM_LASTS) & ~Q(locked_by=user.pk))
    )


def counts(user: Any) -> dict[str, int]:
    """Return how many films are in each queue."""
    return {
        name: queue(name, user).count()
        for name in (YOURS, OTHERS, HELD, STUCK, GROWN_UP, CHANGE, WITHOUT_REVIEW)
    }


def overdue(films: QuerySet[Any]) -> int:
    """Return how many of `films` wait for longer than promised."""
    return films.aggregate(late=Count("pk", filter=Q(waits_since__lt=timezone.now() - TARGET)))["late"]


@dataclass
class Row:
    """One film in the list, and what to know before opening it."""

    film: Any
    check: str
    waits_since: Any
    late: bool
    flags: list[str] = field(default_factory=list)
    why_not: list[str] = field(default_factory=list)


def rows(films: Iterable[Any], user: Any) -> list[Row]:
    """Return list rows for one page of films; a fixed number of queries, however many films."""
    films = list(films)
    tasks = {task.pk: task for task in _tasks()}
    mine = set(user.groups.values_list("pk", flat=True))
    groups = {pk: set(task.groups.values_list("pk", flat=True)) for pk, task in tasks.items()}
    approved = set(
        Decision.objects.filter(
            round__in=[film.round_id for film in films if film.round_id],
            decided_by=user.pk,
            verdict=Verdict.APPROVE,
        ).values_list("round", flat=True)
    )
    late_before = timezone.now() - TARGET
    return [
        Row(
            film=film,
            check=str(tasks[film.task_id].check_kind.label) if film.task_id in tasks else "",
            waits_since=film.waits_since,
            late=film.waits_since < late_before,
            flags=flags(film),
            why_not=[
                str(objection.label)
                for objection in _why_not(
                    film, user, mine & groups.get(film.task_id, set()), film.round_id in approved
                )
            ],
        )
        for film in films
    ]


def flags(film: Any) -> list[str]:
    """Return what makes a film need more care, most urgent first."""
    found = [f"{hit.what}: {hit.words}" for hit in hits(film)]
    if film.video is not None and film.video.stage == Stage.STUCK:
        found.append("needs a person: the video could not be made")
    if film.others_in_film:
        found.append("others are in it")
    if film.age_band in (AgeBand.UNDER_7, AgeBand.UNDER_10):
        found.append("young child")
    return found


def hits(film: Film) -> list[text_checks.Hit]:
    """Return what the film's words could give away (S20)."""
    return text_checks.hits(film.title, film.captions, film.transcript, film.description)


def _why_not(film: Any, user: Any, member: set[int], approved: bool) -> list[Objection]:
    if film.task_state_id is None:
        return []
    found = []
    if not member:
        found.append(Objection.NOT_A_MEMBER)
    if film.starter_id == user.pk:
        found.append(Objection.STARTED_IT)
    if approved:
        found.append(Objection.APPROVED_EARLIER)
    if moderation.claimed_by(film) not in (None, user.pk):
        found.append(Objection.CLAIMED)
    return found


def _tasks() -> list[ReviewTask]:
    return [*SafeguardingCheck.objects.all(), *EditorialCheck.objects.all()]


def _tasks_of(user: Any) -> list[int]:
    groups = user.groups.all()
    return [
        *SafeguardingCheck.objects.filter(groups__in=groups).values_list("pk", flat=True),
        *EditorialCheck.objects.filter(groups__in=groups).values_list("pk", flat=True),
    ]


def task_state(film: Film) -> TaskState | None:
    """Return the check `film` waits for, or None."""
    state = film.current_workflow_task_state
    return state if state is not None and isinstance(state.task.specific, ReviewTask) else None


def steps(film: Film) -> list[tuple[str, Decision | None]]:
    """Return each check of the current round with the approval it has, in order."""
    round_ = moderation.current_round(film)
    given: QuerySet[Decision] = moderation.decisions(film).filter(
        round=round_.pk if round_ else 0, verdict=Verdict.APPROVE
    )
    by_check = {decision.check_kind: decision for decision in given}
    return [(str(Check(check).label), by_check.get(check)) for check in rules.ORDER]
