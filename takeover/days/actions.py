"""Write down who came, tell us of harm, say how it was. A second call of the same changes nothing (F8)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone

from certificates import actions as certificates
from certificates.models import Certificate
from people import keyed
from places import actions as places
from safeguarding import actions as safeguarding
from safeguarding import audit, harm, hearing
from safeguarding.enums import Level, Source
from safeguarding.models import Concern
from takeover.challenges.models import Challenge
from takeover.days import queries, rules
from takeover.days.enums import Face, Kind, Side, Voice
from takeover.days.models import Feedback, Presence, Roll
from takeover.sign_ups.models import SignUp, Ticket

WORDS_KEPT = timedelta(days=2 * 365)
_FEEDBACK = "takeover-feedback"


class TooLate(Exception):
    """The time in which this can be said is over, or has not begun."""


@transaction.atomic
def mark(
    *,
    sign_up: SignUp,
    side: Side,
    by: str,
    came: int | None = None,
    children: Collection[int] | None = None,
    known: Collection[int] = (),
) -> Roll:
    """Write down what `side` says of who came; until rules.PUT_RIGHT_FOR it may be put right.

    Either `came`, how many; or `children`, the keys of the tickets ticked as having come, of which this
    side knows `known` by name: for the others only their number counts. The lead's word counts before
    the host's, since a lead knows the children. Certificates follow. Raises TooLate, and NoPlaces for
    more children than there are places.
    """
    row = SignUp.objects.select_for_update(of=("self",)).select_related("challenge__host").get(pk=sign_up.pk)
    if not rules.can_mark(row.challenge, timezone.localtime()):
        raise TooLate
    tickets = {ticket.pk for ticket in row.tickets.here()}
    here = tickets & set(children) if children is not None else set()
    number = len(here) if children is not None else (came or 0)
    roll, new = Roll.objects.get_or_create(sign_up=row, side=side, defaults={"came": number})
    changed = new or roll.came != number
    if changed:
        roll.came, roll.marked_at = number, timezone.now()
        roll.save(update_fields=["came", "marked_at"])
    _hold_certificates(row, tickets)
    before = set(roll.presences.values_list("ticket_id", "came"))
    said = {(pk, pk in here) for pk in tickets & set(known)} if children is not None else set()
    if before != said:
        roll.presences.all().delete()
        Presence.objects.bulk_create([Presence(roll=roll, ticket_id=pk, came=yes) for pk, yes in said])
        changed = True
    if not changed:
        return roll
    counts = queries.counting(row)
    if row.booking is not None and counts is not None:
        places.mark(booking=row.booking, came=counts.came, by=by)
    audit.record(by=by, act="roll.marked", subject=row, side=side.value, came=number)
    certify(sign_up=row, by=by)
    return roll


@transaction.atomic
def certify(*, sign_up: SignUp, by: str) -> None:
    """Give everybody the certificate that is theirs by what we know, and take back what is not."""
    challenge = sign_up.challenge
    for pk, came in queries.came(sign_up).items():
        _give(Kind.CHILD, Ticket(pk=pk), challenge, yes=bool(came), by=by)
    counts = queries.counting(sign_up)
    number = counts.came if counts is not None else 0
    if sign_up.group_id is not None:
        _give(Kind.GROUP, sign_up, challenge, yes=number > 0, by=by, children=number)
    anybody = Roll.objects.filter(sign_up__challenge=challenge, came__gt=0).exists()
    _give(Kind.HOST, challenge, challenge, yes=anybody, by=by)


@transaction.atomic
def tell(*, words: str, urgent: bool, about: Model, by: str) -> Concern:
    """Tell the safeguarding leads that something went wrong at a takeover; red when somebody is in danger.

    `about` is the ticket, sign-up or challenge of whoever tells. Nothing of it is in an e-mail.
    """
    red = urgent or any(match.level == Level.RED for match in harm.found_in(words))
    level = Level.RED if red else Level.AMBER
    return safeguarding.raise_concern(subject=about, source=Source.INCIDENT, level=level, words=words, by=by)


def overhear(*, words: str, about: Model, by: str) -> bool:
    """Hear words of harm in a worry that was not sent, for want of a tick (S21). Never raises."""
    return hearing.hear(words, by=by, subject=about, source=Source.INCIDENT)


@transaction.atomic
def say(
    *,
    challenge: Challenge,
    voice: Voice,
    who: Model,
    answers: tuple[Face, Face, Face],
    words: str = "",
) -> Feedback:
    """Keep how the day was. Said again by the same `who` (a ticket, sign-up or challenge), it changes.

    Who said it is kept nowhere, and no moment: neither the row nor the trail leads to a child (S2).
    Raises TooLate.
    """
    if not rules.can_say(challenge, timezone.localtime()):
        raise TooLate
    first, second, third = answers
    before = said(voice=voice, who=who)
    feedback, _new = Feedback.objects.update_or_create(
        key=before.key if before is not None else keyed.digest(_FEEDBACK, _name(voice, who)),
        defaults={
            "challenge": challenge,
            "voice": voice,
            "first": first,
            "second": second,
            "third": third,
            "words": words,
            "has_words": bool(words),
        },
    )
    return feedback


def said(*, voice: Voice, who: Model) -> Feedback | None:
    """Return what `who` said of the day before, to change it."""
    keys = keyed.digests(_FEEDBACK, _name(voice, who))
    return Feedback.objects.filter(key__in=keys).first()


def erase_words() -> int:
    """Forget what was written about days WORDS_KEPT ago; the faces stay, for the figures. For the sweep."""
    old = Feedback.objects.filter(said_on__lte=timezone.localdate() - WORDS_KEPT, has_words=True)
    return old.update(words="", has_words=False)


def _give(
    kind: Kind, subject: Model, challenge: Challenge, *, yes: bool, by: str, children: int | None = None
) -> None:
    """Give `subject` its certificate, or take back the one it has."""
    if yes:
        certificates.issue(
            kind=kind,
            subject=subject,
            what=challenge.title,
            who=challenge.host.name,
            place=challenge.authority.name,
            on_date=challenge.first_date,
            children=children,
            by=by,
        )
        return
    for given in Certificate.objects.about(subject).good().filter(kind=kind):
        certificates.revoke(certificate=given, by=by)


def _hold_certificates(sign_up: SignUp, tickets: Collection[int]) -> None:
    """Lock what `certify` may change before the trail is written, whose lock comes last everywhere (F12)."""
    keys = [str(pk) for pk in tickets]
    theirs = (
        Q(kind=Kind.CHILD, subject_id__in=keys)
        | Q(kind=Kind.GROUP, subject_id=str(sign_up.pk))
        | Q(kind=Kind.HOST, subject_id=str(sign_up.challenge_id))
    )
    list(Certificate.objects.select_for_update().filter(theirs).order_by("pk"))


def _name(voice: Voice, who: Model) -> str:
    return f"{voice.value}:{audit.reference(who)}"
