"""Holding something back, and letting it go."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from safeguarding import audit, queries, signals
from safeguarding.models import Hold


@transaction.atomic
def hold(*, subject: Model, reason: str, by: str, user: Any = None) -> Hold:
    """Hold `subject` for `reason` (a code); a second hold of the same subject is the first one.

    `by` names the actor for the trail; `user` is the signed-in person, if it was one.
    """
    kind = ContentType.objects.get_for_model(subject, for_concrete_model=False)
    placed, is_new = Hold.objects.get_or_create(
        subject_type=kind,
        subject_id=str(subject.pk),
        lifted_at=None,
        defaults={"reason": reason, "placed_by": user},
    )
    if is_new:
        signals.held.send(sender=Hold, hold=placed, subject=subject, by=by)
        audit.record(by=by, act=f"{subject._meta.model_name}.held", subject=subject, reason=reason)
    return placed


@transaction.atomic
def lift(*, subject: Model, by: str, user: Any = None) -> bool:
    """Lift the hold on `subject`; say whether there was one."""
    placed = queries.open_holds(subject).select_for_update().first()
    if placed is None:
        return False
    placed.lifted_at = timezone.now()
    placed.lifted_by = user
    placed.save(update_fields=["lifted_at", "lifted_by"])
    signals.lifted.send(sender=Hold, hold=placed, subject=subject, by=by)
    audit.record(by=by, act=f"{subject._meta.model_name}.hold_lifted", subject=subject)
    return True
