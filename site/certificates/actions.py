"""Give a certificate, name it, take it back, forget whose it was."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from certificates import kinds
from certificates.models import Certificate
from safeguarding import audit

NAMES_KEPT = timedelta(days=365)
LONGEST_NAME = 40


@transaction.atomic
def issue(
    *,
    kind: str,
    subject: Model,
    what: str,
    on_date: date,
    by: str,
    who: str = "",
    place: str = "",
    children: int | None = None,
) -> Certificate:
    """Give `subject` its certificate of `kind`; the one it has already, if it has one (F8).

    One that was revoked counts again, under the number that may hang on a wall. `what`, `who` and
    `place` are words that everybody could read before; `children` is how many, on a group's. It has no
    name until somebody asks for one. Raises UnknownKind.
    """
    facts = {"what": what[:160], "who": who[:200], "place": place[:120], "on_date": on_date}
    certificate, new = Certificate.objects.get_or_create(
        kind=kinds.checked(kind),
        subject_type=ContentType.objects.get_for_model(subject, for_concrete_model=False),
        subject_id=str(subject.pk),
        defaults={**facts, "children": children},
    )
    if new:
        audit.record(by=by, act="certificate.issued", subject=certificate, kind=kind)
        return certificate
    if certificate.revoked_at is not None or certificate.children != children:
        certificate.revoked_at, certificate.children = None, children
        certificate.save(update_fields=["revoked_at", "children"])
        audit.record(by=by, act="certificate.restored", subject=certificate, kind=kind)
    return certificate


@transaction.atomic
def revoke(*, certificate: Certificate, by: str) -> bool:
    """Let it count no more; whoever checks its number is told so. True if that was new."""
    counting = Certificate.objects.good().filter(pk=certificate.pk)
    if not counting.update(revoked_at=timezone.now()):
        return False
    audit.record(by=by, act="certificate.revoked", subject=certificate)
    return True


@transaction.atomic
def name(*, certificate: Certificate, first_name: str, by: str) -> None:
    """Put a first name on it, because the child asked for that; '' takes it off again (S2)."""
    first_name = first_name.strip()[:LONGEST_NAME]
    named_at = timezone.now() if first_name else None
    Certificate.objects.filter(pk=certificate.pk).update(first_name=first_name, named_at=named_at)
    audit.record(by=by, act="certificate.named", subject=certificate, named=bool(first_name))


def forget(*, subject: Model, who: bool = False) -> int:
    """Take name and subject off its certificates; their numbers stay good. Returns how many those were.

    With `who`, the organisation's name goes too: for a subject that names one which has left.
    """
    mine = Certificate.objects.about(subject)
    named = {"who": ""} if who else {}
    return mine.update(first_name="", named_at=None, subject_type=None, subject_id="", **named)


def forget_names() -> int:
    """Take the names off that were put on NAMES_KEPT ago; return how many (S1). For the sweep."""
    old = Certificate.objects.filter(named_at__lte=timezone.now() - NAMES_KEPT)
    return old.update(first_name="", named_at=None)
