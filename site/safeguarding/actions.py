"""Holding something back and letting it go; a concern from the first word to its outcome.

Sealing is in safeguarding/sealing.py. Nothing here asks for a permission: whoever calls has.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from safeguarding import audit, clocks, notices, queries, signals
from safeguarding.enums import Level, Outcome, Recipient, Source
from safeguarding.models import Concern, ConcernNote, HandOver, Hold

ONE_CLICK = timedelta(minutes=2)  # the same worry from the same person again is a second click
MOST_COMPARED = 50  # to compare is to unseal; who sends more than that in two minutes sends other words
CONCERNS_KEPT = timedelta(days=7 * 365)  # after they were closed
MOST_ERASED = 20  # a clock that jumps ahead must not empty the book at once (F10)


class Sealed(Exception):
    """It is sealed: nobody lets it go before two people have opened the seal (S17)."""


class Closed(Exception):
    """The concern is closed; nothing is added to it any more."""


@transaction.atomic
def hold(*, subject: Model, reason: str, by: str, user: Any = None) -> Hold:
    """Hold `subject` for `reason` (a code); a second hold of the same subject is the first one.

    A hold that only hides (queries.HIDES_ONLY) becomes a whole one when staff hold it for a reason of
    their own: it freezes deletion from then on. `by` names the actor for the trail; `user` is the
    signed-in person, if it was one.
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
    elif placed.reason == queries.HIDES_ONLY != reason:
        placed.reason, placed.placed_by = reason, user
        placed.save(update_fields=["reason", "placed_by"])
        audit.record(by=by, act=f"{subject._meta.model_name}.held", subject=subject, reason=reason)
    return placed


@transaction.atomic
def lift(*, subject: Model, by: str, user: Any = None) -> bool:
    """Lift the hold on `subject`; say whether there was one. Raises Sealed."""
    if queries.is_sealed(subject):
        raise Sealed
    placed = queries.open_holds(subject).select_for_update().first()
    if placed is None:
        return False
    placed.lifted_at = timezone.now()
    placed.lifted_by = user
    placed.save(update_fields=["lifted_at", "lifted_by"])
    signals.lifted.send(sender=Hold, hold=placed, subject=subject, by=by)
    audit.record(by=by, act=f"{subject._meta.model_name}.hold_lifted", subject=subject)
    return True


@transaction.atomic
def raise_concern(
    *,
    subject: Model | None,
    source: Source,
    level: Level | None = None,
    words: str = "",
    by: str,
    user: Any = None,
) -> Concern:
    """Put a worry before the safeguarding leads, with the clock of its level; amber if nobody says which.

    `words` may be anything anybody wrote: they are sealed at rest, and in no mail and no log. The
    same words from the same person, or from nobody with an account, about the same thing or about
    nothing, within two minutes, at the same level, are the first one again: a button pressed twice (F8).
    """
    level = level or Level.AMBER
    now = timezone.now()
    kind, key = None, ""
    if subject is not None:
        kind, key = ContentType.objects.get_for_model(subject, for_concrete_model=False), str(subject.pk)
    recent = Concern.objects.open().filter(
        raised_by=user,
        subject_type=kind,
        subject_id=key,
        source=source,
        level=level,
        raised_at__gt=now - ONE_CLICK,
    )
    for earlier in recent.order_by("-raised_at")[:MOST_COMPARED]:
        if earlier.words == words:
            return earlier
    concern = Concern.objects.create(
        level=level,
        source=source,
        subject_type=kind,
        subject_id=key,
        words=words,
        raised_at=now,
        raised_by=user,
        respond_by=clocks.respond_by(level, now),
    )
    audit.record(
        by=by,
        act="concern.raised",
        subject=concern,
        level=level.value,
        source=source.value,
        about=audit.reference(subject) if subject is not None else "",
    )
    notices.raised(concern)
    return concern


@transaction.atomic
def take(*, concern: Concern, by: str, user: Any) -> bool:
    """Answer for a concern: its clock stops. True for the one who did."""
    mine = Concern.objects.unanswered().filter(pk=concern.pk)
    if not mine.update(taken_at=timezone.now(), taken_by=user):
        return False
    audit.record(by=by, act="concern.taken", subject=concern)
    return True


@transaction.atomic
def add_note(*, concern: Concern, words: str, by: str, user: Any) -> ConcernNote:
    """Write something down about a concern, for good. Closed ones take notes too: news comes late."""
    note = ConcernNote.objects.create(concern=concern, words=words, written_by=user)
    audit.record(by=by, act="concern.noted", subject=concern, note=note.pk)
    return note


@transaction.atomic
def hand_over(*, concern: Concern, to: Recipient, whom: str, by: str, user: Any) -> HandOver:
    """Write down that the concern went to somebody outside; who hands over has taken it. Raises Closed."""
    _must_be_open(concern)
    take(concern=concern, by=by, user=user)
    handed = HandOver.objects.create(concern=concern, to=to, whom=whom, handed_over_by=user)
    audit.record(by=by, act="concern.handed_over", subject=concern, to=to.value, handover=handed.pk)
    return handed


@transaction.atomic
def set_level(*, concern: Concern, level: Level, why: str, by: str, user: Any) -> bool:
    """Give the concern another level, and its promise anew from when it was raised; True if that was new.

    `why` becomes a note. Raises Closed.
    """
    _must_be_open(concern)
    changed = Concern.objects.filter(pk=concern.pk).exclude(level=level)
    if not changed.update(
        level=level, respond_by=clocks.respond_by(level, concern.raised_at), escalated_at=None
    ):
        return False
    concern.refresh_from_db()
    add_note(concern=concern, words=why, by=by, user=user)
    audit.record(by=by, act="concern.level_set", subject=concern, level=level.value)
    notices.raised(concern)
    return True


@transaction.atomic
def close(*, concern: Concern, outcome: Outcome, by: str, user: Any) -> bool:
    """End a concern with an outcome; who ends it has taken it. True if that was new."""
    take(concern=concern, by=by, user=user)
    rows = Concern.objects.open().filter(pk=concern.pk)
    if not rows.update(closed_at=timezone.now(), closed_by=user, outcome=outcome):
        return False
    audit.record(by=by, act="concern.closed", subject=concern, outcome=outcome.value)
    return True


@transaction.atomic
def escalate(*, concern: Concern) -> bool:
    """Tell whoever stands behind the team that nobody has answered; once. True if that was new."""
    now = timezone.now()
    if (
        not Concern.objects.late(now)
        .filter(pk=concern.pk, escalated_at__isnull=True)
        .update(escalated_at=now)
    ):
        return False
    audit.record(by=audit.SYSTEM, act="concern.escalated", subject=concern, level=concern.level)
    notices.unanswered(concern)
    return True


@transaction.atomic
def erase_old() -> int:
    """Delete a few concerns that were closed seven years ago, with notes and hand-overs; return how many.

    One whose seal is still there stays (S17).
    """
    old = Concern.objects.filter(closed_at__lt=timezone.now() - CONCERNS_KEPT)
    over = list(old.exclude(seals__unsealed_at__isnull=True, seals__isnull=False)[:MOST_ERASED])
    for concern in over:
        audit.record(by=audit.SYSTEM, act="concern.erased", subject=concern)
        concern.seals.all().delete()
        concern.delete()
    return len(over)


def _must_be_open(concern: Concern) -> None:
    if not Concern.objects.open().select_for_update().filter(pk=concern.pk).exists():
        raise Closed
