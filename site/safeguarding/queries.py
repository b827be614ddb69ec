"""Reads across holds and the trail."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from safeguarding import audit
from safeguarding.models import AuditEntry, Hold


def open_holds(subject: Model) -> QuerySet[Hold]:
    """Return the holds on `subject` that nobody has lifted (one at most)."""
    kind = ContentType.objects.get_for_model(subject, for_concrete_model=False)
    return Hold.objects.filter(subject_type=kind, subject_id=str(subject.pk), lifted_at__isnull=True)


def is_held(subject: Model) -> bool:
    """Whether `subject` must stay out of sight for now."""
    return open_holds(subject).exists()


def held_ids(model: type[Model]) -> QuerySet[Hold, str]:
    """Return the primary keys, as text, of every held `model` row."""
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    return Hold.objects.filter(subject_type=kind, lifted_at__isnull=True).values_list("subject_id", flat=True)


def trail(subject: Model) -> QuerySet[AuditEntry]:
    """Return everything anybody did to or saw of `subject`, oldest first."""
    return AuditEntry.objects.filter(subject=audit.reference(subject)).order_by("id")
