"""What code owns in the database of this room: reasons, the two checks, and the workflow."""

from __future__ import annotations

import csv
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

from moderation.models import EditorialCheck, Reason, ReviewTask, SafeguardingCheck

REASONS = Path(__file__).with_name("reasons.csv")
WORKFLOW = "Two people"
CHECKS: tuple[tuple[type[ReviewTask], str, tuple[str, ...]], ...] = (
    (SafeguardingCheck, "Safeguarding check", ("Moderators", "Safeguarding leads")),
    (EditorialCheck, "Editorial check", ("Moderators", "Safeguarding leads")),
)


@transaction.atomic
def put_in_place() -> None:
    """Set reasons, checks and workflow to what the code says, and give it to every reviewed model.

    Idempotent; run at the end of every `migrate`. Rows that decisions point at are never removed.
    """
    _reasons()
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    if not workflow.active:
        workflow.active = True
        workflow.save(update_fields=["active"])
    wanted = []
    for order, (kind, name, groups) in enumerate(CHECKS):
        task = kind.objects.order_by("pk").first() or kind(name=name)
        task.active = True
        task.save()
        task.groups.set(Group.objects.filter(name__in=groups))
        WorkflowTask.objects.update_or_create(workflow=workflow, task=task, defaults={"sort_order": order})
        wanted.append(task.pk)
    WorkflowTask.objects.filter(workflow=workflow).exclude(task__in=wanted).delete()
    for label in settings.REVIEWED_MODELS:
        content_type = ContentType.objects.get_for_model(apps.get_model(label), for_concrete_model=False)
        WorkflowContentType.objects.update_or_create(
            content_type=content_type, defaults={"workflow": workflow}
        )
    # Wagtail's own approval of pages belongs to those who edit pages.
    for task in GroupApprovalTask.objects.all():
        task.groups.set(Group.objects.filter(name="Editors"))


def _reasons() -> None:
    with REASONS.open(newline="") as lines:
        rows = {row["code"]: row for row in csv.DictReader(lines)}
    for code, row in rows.items():
        Reason.objects.update_or_create(
            code=code,
            defaults={
                "verdict": row["verdict"],
                "label": row["label"],
                "reply": row["reply"],
                "staff_note": row["staff_note"],
                "active": True,
            },
        )
    Reason.objects.exclude(code__in=rows).update(active=False)
