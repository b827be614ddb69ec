"""A refused film's second look, by somebody who did not refuse it (S15; docs/adr/0097).

A refused film and its private files are kept for REFUSED_KEPT, so that there is something to look
at again; an open question stops that clock, and an answer can be read for ANSWER_KEPT.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from moderation import appeals, memory, promises
from moderation.enums import AppealOutcome
from moderation.models import Appeal
from our_childhood import emails, gate
from our_childhood.models import Film
from safeguarding import audit

REFUSED_KEPT = timedelta(days=28)
ANSWER_KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What /my-film/ says about it: until when to ask, by when somebody looks, or what they said."""

    ask_until: datetime | None = None
    look_by: datetime | None = None
    is_late: bool = False
    stays_no: str = ""
    days: int = 0


def tell(film: Film) -> SecondLook | None:
    """Return where the second look at a refused film is; None when there is nothing to say."""
    if film.refused_at is None or film.withdrawn_at is not None or appeals.refusal(film) is None:
        return None
    appeal = appeals.latest(film)
    if appeal is None:
        until = film.refused_at + REFUSED_KEPT
        return (
            SecondLook(ask_until=until, days=promises.times().appeal_days) if until > timezone.now() else None
        )
    if appeal.decided_at is None:
        return SecondLook(look_by=appeal.due_at, is_late=appeal.is_late)
    return SecondLook(stays_no=appeal.reason.reply if appeal.reason is not None else "")


@transaction.atomic
def ask(*, film: Film, by: str) -> bool:
    """Ask that somebody else looks; True if that was possible. Twice is once (F8)."""
    gate.lock(film)
    film.refresh_from_db()
    look = tell(film)
    if look is None or not (look.ask_until or look.look_by):
        return False
    appeals.ask(subject=film, by=by)
    return True


@transaction.atomic
def reconsider(*, film: Film, by: str) -> bool:
    """Take a refusal back, so that the film can be reviewed anew; True if it was refused."""
    rows = Film.objects.filter(pk=film.pk, refused_at__isnull=False, withdrawn_at__isnull=True)
    if not rows.update(refused_at=None, reply=None):
        return False
    film.refresh_from_db()
    if film.video is not None:
        memory.forget(fingerprints=film.video.fingerprints)
    audit.record(by=by, act="film.reconsidered", subject=film)
    emails.news(film=film, moment=timezone.now())
    return True


def still_read() -> list[int]:
    """Return the numbers of films whose second look is not over, or whose answer is still to be read."""
    kind = ContentType.objects.get_for_model(Film, for_concrete_model=False)
    asked = Appeal.objects.filter(subject_type=kind).filter(
        Q(decided_at__isnull=True)
        | Q(outcome=AppealOutcome.STAYS, decided_at__gt=timezone.now() - ANSWER_KEPT)
    )
    return [int(key) for key in asked.values_list("subject_id", flat=True)]
