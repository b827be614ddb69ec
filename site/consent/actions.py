"""Asking, answering, reminding, and closing a question.

No audit entries are written here: the room whose subject it is writes them, in the same transaction.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from consent import queries, signals
from consent.enums import Channel, Party, Purpose
from consent.models import Answer, Ask, Wording
from people import keyed
from people.models import Contact

ANSWER_WITHIN = timedelta(days=28)
REMIND_AFTER = timedelta(days=3)


class LinkOver(Exception):
    """The link was closed while somebody was looking at it."""


@transaction.atomic
def ask(
    *, subject: Model, party: Party, purpose: Purpose, contact: Contact, wording: Wording
) -> tuple[Ask, str]:
    """Put a question to an adult; return the ask and the token of its link (given out once, kept as a hash).

    Earlier links for the same question stop working.
    """
    close(subject=subject, party=party, purpose=purpose)
    nonce = secrets.token_hex(16)
    token = keyed.tokens(queries.LINK_MAKES, nonce)[0]
    asked = Ask.objects.create(
        subject=subject,
        party=party,
        purpose=purpose,
        contact=contact,
        wording=wording,
        nonce=nonce,
        token_hash=keyed.digest(queries.LINK_HOLDS, token),
        expires_at=timezone.now() + ANSWER_WITHIN,
    )
    return asked, token


@transaction.atomic
def answer(
    *,
    subject: Any,
    party: Party,
    purpose: Purpose,
    yes: bool,
    wording: Wording,
    channel: Channel,
    by: str,
    asked: Ask | None = None,
) -> Answer:
    """Write down a yes or a no, and tell the subject's room in the same transaction.

    Raises LinkOver when `asked` has been closed meanwhile.
    """
    if asked is not None and not Ask.objects.filter(pk=asked.pk, closed_at__isnull=True).update(
        party=asked.party
    ):
        raise LinkOver
    given = Answer.objects.create(
        subject=subject, party=party, purpose=purpose, yes=yes, wording=wording, channel=channel, ask=asked
    )
    signals.answered.send(sender=Answer, answer=given, subject=subject, by=by)
    return given


@transaction.atomic
def remind(*, asked: Ask) -> str | None:
    """Mark an unanswered ask as reminded and return its link's token; None when it needs no reminder.

    Only the first caller gets the token, however many sweep at once (D). The time to answer does not
    start again.
    """
    waiting = Ask.objects.filter(pk=asked.pk, reminded_at__isnull=True, closed_at__isnull=True)
    if asked.answers.exists() or not waiting.update(reminded_at=timezone.now()):
        return None
    return queries.token_of(asked)


@transaction.atomic
def close(*, subject: Model, party: Party | None = None, purpose: Purpose | None = None) -> int:
    """End the open links about `subject`; return how many there were."""
    rows = queries.asks(subject).filter(closed_at__isnull=True)
    if party is not None:
        rows = rows.filter(party=party)
    if purpose is not None:
        rows = rows.filter(purpose=purpose)
    return rows.update(closed_at=timezone.now())
