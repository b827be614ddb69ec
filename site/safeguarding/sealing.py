"""Sealing: nobody sees, copies or deletes it, and the police find it as it was (S17).

One lead seals, at once. Two people undo it, since a mistake there cannot be undone.
"""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from safeguarding import actions, audit, queries, signals
from safeguarding.enums import Level, Source, WhySealed
from safeguarding.models import Seal


class TwoPeople(Exception):
    """Whoever asked to open a seal does not open it; and nobody opens one that nobody asked to open."""


@transaction.atomic
def seal(*, subject: Model, reason: WhySealed, words: str = "", by: str, user: Any) -> Seal:
    """Seal `subject`: held, hidden from everybody, its files put away; a red concern carries it on.

    A second seal of the same thing is the first one. `words` are why, and go into the concern.
    """
    if existing := queries.open_seals(subject).first():
        return existing
    actions.hold(subject=subject, reason="sealed", by=by, user=user)
    concern = actions.raise_concern(
        subject=subject, source=Source.SEAL, level=Level.RED, words=words, by=by, user=user
    )
    kind = ContentType.objects.get_for_model(subject, for_concrete_model=False)
    made, is_new = Seal.objects.get_or_create(
        subject_type=kind,
        subject_id=str(subject.pk),
        unsealed_at=None,
        defaults={"reason": reason, "sealed_by": user, "concern": concern},
    )
    if is_new:
        signals.sealed.send(sender=Seal, seal=made, subject=subject, by=by)
        audit.record(
            by=by,
            act=f"{subject._meta.model_name}.sealed",
            subject=subject,
            reason=reason.value,
            concern=concern.pk,
        )
    return made


@transaction.atomic
def ask_to_open(*, seal: Seal, words: str, by: str, user: Any) -> bool:
    """Ask that a seal be opened, and say why. True if nobody had asked yet."""
    rows = Seal.objects.filter(pk=seal.pk, unsealed_at__isnull=True, unseal_asked_at__isnull=True)
    if not rows.update(unseal_asked_at=timezone.now(), unseal_asked_by=user, unseal_words=words):
        return False
    audit.record(by=by, act="seal.opening_asked", subject=seal, concern=seal.concern_id)
    return True


@transaction.atomic
def take_back_asking(*, seal: Seal, by: str) -> bool:
    """Let the seal stay: what was asked for is asked no more. True if that was new."""
    rows = Seal.objects.filter(pk=seal.pk, unsealed_at__isnull=True, unseal_asked_at__isnull=False)
    if not rows.update(unseal_asked_at=None, unseal_asked_by=None, unseal_words=""):
        return False
    audit.record(by=by, act="seal.opening_refused", subject=seal, concern=seal.concern_id)
    return True


@transaction.atomic
def open_seal(*, seal: Seal, by: str, user: Any) -> bool:
    """Open a seal that somebody else asked to open; the hold stays. True if that was new.

    Raises TwoPeople.
    """
    seal.refresh_from_db()
    if seal.unsealed_at is not None:
        return False
    if seal.unseal_asked_by_id in (None, user.pk):
        raise TwoPeople
    rows = Seal.objects.filter(pk=seal.pk, unsealed_at__isnull=True, unseal_asked_by=seal.unseal_asked_by_id)
    if not rows.update(unsealed_at=timezone.now(), unsealed_by=user):
        return False
    seal.refresh_from_db()
    subject = seal.subject
    if subject is not None:
        signals.unsealed.send(sender=Seal, seal=seal, subject=subject, by=by)
        audit.record(
            by=by, act=f"{subject._meta.model_name}.unsealed", subject=subject, concern=seal.concern_id
        )
    return True
