"""Who is asked; asking, answering, reminding, and closing a question.

No audit entries are written here: the room whose subject it is writes them, in the same transaction.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone

from consent import queries, rules, signals
from consent.enums import Care, Channel, Party, Purpose
from consent.models import Answer, Ask, Person, Signatory, Wording
from people import keyed
from people.models import Contact

ANSWER_WITHIN = timedelta(days=28)
REMIND_AFTER = timedelta(days=3)


class LinkOver(Exception):
    """The link was closed while somebody was looking at it."""


class StaffCannotAnswer(Exception):
    """A member of staff gave an answer that is not somebody's paper or spoken word (S7)."""


@transaction.atomic
def enrol(*, subject: Model, needs_guardian: bool, in_frame: bool = True, care: Care = Care.UNSAID) -> Person:
    """Put somebody on record whose yes counts for `subject`; the first is who made it (S19).

    Call under a lock of the subject: numbers are given in order and never again.
    """
    last = queries.everybody(subject).aggregate(last=Max("number"))["last"]
    person = Person.objects.create(
        subject=subject, number=(last or 0) + 1, needs_guardian=needs_guardian, in_frame=in_frame, care=care
    )
    for party in rules.asked(rules.Case(person.own, needs_guardian, care)):
        Signatory.objects.create(person=person, party=party)
    return person


@transaction.atomic
def remove(*, person: Person) -> bool:
    """Take somebody off the record: they are in it no more. Their links end. True if that was new."""
    rows = Person.objects.filter(pk=person.pk, number__gt=1, removed_at__isnull=True)
    if not rows.update(removed_at=timezone.now()):
        return False
    open_asks = Ask.objects.filter(signatory__person=person)
    Contact.objects.filter(asks__in=open_asks).delete()
    open_asks.filter(closed_at__isnull=True).update(closed_at=timezone.now())
    return True


@transaction.atomic
def note_care(*, person: Person) -> None:
    """Write down that somebody is in care: from now on their authority has to say yes too (S7).

    Nobody at staff can say the opposite: that would spare the authority.
    """
    person.care = Care.YES
    person.save(update_fields=["care"])
    for party in rules.asked(rules.Case(person.own, person.needs_guardian, Care.YES)):
        voice(person=person, party=party)


@transaction.atomic
def see_again(*, person: Person, in_frame: bool, care: Care) -> None:
    """Write down what a child says of another file: whether they are in it, and whether they are in care.

    A yes to care stays; what was not asked, or is not said, changes nothing.
    """
    person.in_frame = in_frame
    if person.care != Care.YES and care != Care.UNSAID:
        person.care = care
    person.save(update_fields=["in_frame", "care"])
    for party in rules.asked(rules.Case(person.own, person.needs_guardian, Care(person.care))):
        voice(person=person, party=party)


def voice(*, person: Person, party: Party) -> Signatory:
    """Return the row through which `party` speaks about `person`, made when there is none yet."""
    for signatory in person.signatories.order_by("id"):
        if signatory.party == party:
            return signatory
    return Signatory.objects.create(person=person, party=party)


@transaction.atomic
def forget_people(*, subject: Model) -> int:
    """Forget age and care of everybody on record for an erased subject; numbers and answers stay."""
    rows = list(queries.everybody(subject))
    for person in rows:
        person.needs_guardian, person.care = False, Care.UNSAID
        person.save(update_fields=["needs_guardian", "care"])
    return len(rows)


@transaction.atomic
def ask(
    *,
    subject: Model,
    party: Party,
    purpose: Purpose,
    contact: Contact,
    wording: Wording,
    number: int = 1,
) -> tuple[Ask, str]:
    """Put a question to an adult; return the ask and the token of its link (given out once, kept as a hash).

    `number` is the person it is about. Earlier links for the same question stop working.
    """
    signatory = voice(person=queries.person(subject, number), party=party)
    earlier = Ask.objects.filter(signatory=signatory, purpose=purpose, closed_at__isnull=True)
    earlier.update(closed_at=timezone.now())
    nonce = secrets.token_hex(16)
    token = keyed.tokens(queries.LINK_MAKES, nonce)[0]
    asked = Ask.objects.create(
        subject=subject,
        signatory=signatory,
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
    number: int = 1,
    asked: Ask | None = None,
    until: datetime | None = None,
    entered_by: Any = None,
    evidence: str = "",
) -> Answer:
    """Write down a yes or a no, and tell the subject's room in the same transaction.

    `number` is the person it is about; `until` ends a yes by itself. What is on paper or was said in
    person carries who entered it and where the sheet is.

    Raises LinkOver when `asked` has been closed meanwhile, StaffCannotAnswer when somebody at staff
    answers without such a sheet (S7).
    """
    if entered_by is None and by.startswith("user:"):
        raise StaffCannotAnswer
    # The subject's row before its asks and before the audit trail, as whoever withdraws it does (F12).
    type(subject)._base_manager.select_for_update().filter(pk=subject.pk).first()
    if asked is not None and not Ask.objects.filter(pk=asked.pk, closed_at__isnull=True).update(
        nonce=asked.nonce
    ):
        raise LinkOver
    if asked is not None:
        signatory = asked.signatory
    else:
        signatory = voice(person=queries.person(subject, number), party=party)
    given = Answer.objects.create(
        subject=subject,
        signatory=signatory,
        purpose=purpose,
        yes=yes,
        wording=wording,
        channel=channel,
        ask=asked,
        until=until,
        entered_by=entered_by,
        evidence=evidence,
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
def close(*, subject: Model) -> int:
    """End the open links about `subject`; return how many there were."""
    return queries.asks(subject).filter(closed_at__isnull=True).update(closed_at=timezone.now())
