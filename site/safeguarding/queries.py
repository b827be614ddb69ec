"""Reads across holds, seals, concerns and the trail."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet

from safeguarding import audit
from safeguarding.enums import Level
from safeguarding.models import AuditEntry, Concern, ConcernQuerySet, Hold, Seal

HIDES_ONLY = "report"  # the reason of a hold that somebody outside caused by telling us (S14)


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


def open_seals(subject: Model) -> QuerySet[Seal]:
    """Return the seal on `subject` that nobody has opened (one at most)."""
    kind = ContentType.objects.get_for_model(subject, for_concrete_model=False)
    return Seal.objects.filter(subject_type=kind, subject_id=str(subject.pk), unsealed_at__isnull=True)


def is_sealed(subject: Model) -> bool:
    """Whether nobody may see, copy or delete `subject` (S17)."""
    return open_seals(subject).exists()


def sealed_ids(model: type[Model]) -> list[str]:
    """Return the primary keys, as text, of every sealed `model` row: there are few."""
    kind = ContentType.objects.get_for_model(model, for_concrete_model=False)
    rows = Seal.objects.filter(subject_type=kind, unsealed_at__isnull=True)
    return list(rows.values_list("subject_id", flat=True))


def erasure_frozen(subject: Model) -> bool:
    """Whether `subject` is held or sealed: it leaves the public at once, and nothing of it is deleted.

    A hold that anybody can cause from outside freezes nothing: else a stranger could keep a child's
    film from being deleted (S8).
    """
    return open_holds(subject).exclude(reason=HIDES_ONLY).exists() or is_sealed(subject)


def concerns(subject: Model) -> ConcernQuerySet:
    """Return every concern about `subject`, oldest first."""
    kind = ContentType.objects.get_for_model(subject, for_concrete_model=False)
    return Concern.objects.filter(subject_type=kind, subject_id=str(subject.pk)).order_by("id")


def unanswered_reds() -> int:
    """Return how many red concerns nobody has taken."""
    return Concern.objects.unanswered().filter(level=Level.RED).count()
