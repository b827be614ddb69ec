"""What waits for a check, and who may do it: for the lists of any desk."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast
from wagtail.models import TaskState, WorkflowState

from moderation.enums import Verdict
from moderation.models import Decision, ReviewTask


def with_check(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Annotate each with the check that waits, None for none: `task_id`, `task_name`, `task_state_id`,
    `round_id`."""
    kind = ContentType.objects.get_for_model(rows.model, for_concrete_model=False)
    states = TaskState.objects.filter(
        workflow_state__base_content_type=kind,
        workflow_state__object_id=Cast(OuterRef("pk"), CharField()),
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        status=TaskState.STATUS_IN_PROGRESS,
    )
    return rows.annotate(
        task_id=Subquery(states.values("task_id")[:1]),
        task_name=Subquery(states.values("task__name")[:1]),
        task_state_id=Subquery(states.values("pk")[:1]),
        round_id=Subquery(states.values("workflow_state_id")[:1]),
    )


def for_user(rows: QuerySet[Any], user: Any) -> QuerySet[Any]:
    """Return those of `rows`, which are `with_check`, whose check `user` may do: a member, and not the
    first approver."""
    mine = [
        task.pk for kind in ReviewTask.__subclasses__() for task in kind.objects.filter(groups__user=user)
    ]
    approved = Decision.objects.filter(decided_by=user.pk, verdict=Verdict.APPROVE).values("round")
    return rows.filter(task_id__in=mine).exclude(round_id__in=approved)
