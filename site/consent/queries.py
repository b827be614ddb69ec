"""Reads across asks and answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from consent import wordings
from consent.enums import Party, Purpose
from consent.models import Answer, Ask, Wording
from people import keyed

LINK_HOLDS = "consent-link"
LINK_MAKES = "consent-link-of-nonce"


class WordsChanged(Exception):
    """A text in consent/wordings.py was changed without a new version."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Who still has to say yes. `ok` means that everybody asked for did, and nobody took it back."""

    missing: list[Party] = field(default_factory=list)
    refused_by: list[Party] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.missing and not self.refused_by


def standing(
    subject: Model, purpose: Purpose, parties: Iterable[Party], *, since: datetime | None = None
) -> Standing:
    """Return whether every one of `parties` has said a yes that still holds; one query.

    Answers from before `since` do not count: what they were about has been replaced.

    The latest answer of each party counts. A no of a party nobody asked for counts too: a child or
    a grown-up who says no is never outvoted (S7).
    """
    now = timezone.now()
    parties = set(parties)
    given = answers(subject).filter(purpose=purpose)
    if since is not None:
        given = given.filter(answered_at__gte=since)
    latest: dict[str, Answer] = {}
    for answer in given.order_by("answered_at", "id"):
        latest[answer.party] = answer
    found = Standing()
    for party in Party:
        last = latest.get(party)
        if last is not None and not last.yes:
            found.refused_by.append(party)
        elif party in parties and (last is None or _over(last.until, now)):
            found.missing.append(party)
    return found


def answers(subject: Model) -> QuerySet[Answer]:
    """Return every answer about `subject`."""
    return Answer.objects.filter(_about(subject))


def asks(subject: Model) -> QuerySet[Ask]:
    """Return every ask about `subject`."""
    return Ask.objects.filter(_about(subject))


def open_ask(token: str) -> Ask | None:
    """Return the ask a link's token opens, or None when it is unknown, closed or expired.

    An ask that was answered stays open: the same link takes the answer back later.
    """
    if not 20 <= len(token) <= 100:
        return None
    ask = Ask.objects.filter(token_hash__in=keyed.digests(LINK_HOLDS, token), closed_at__isnull=True).first()
    if ask is None:
        return None
    # A yes keeps its link until it is taken back; without an answer the link ends (F10: it fails closed).
    if ask.expires_at <= timezone.now() and not ask.answers.filter(yes=True).exists():
        return None
    return ask


def token_of(ask: Ask) -> str | None:
    """Return the token of the ask's link, to send it once more; None when its key is honoured no longer."""
    for token in keyed.tokens(LINK_MAKES, ask.nonce):
        if ask.token_hash in keyed.digests(LINK_HOLDS, token):
            return token
    return None


def wording(purpose: Purpose, party: Party, language: str) -> Wording:
    """Return the row of the words shown today for `purpose` to `party` in `language`.

    Raises WordsChanged when the text in consent/wordings.py is not the one its version had.
    """
    code, words = wordings.words(purpose, party, language)
    row, _made = Wording.objects.get_or_create(
        purpose=purpose, party=party, language=code, version=words.version, defaults={"text": words.text}
    )
    if row.text != words.text:
        raise WordsChanged(f"{row}: give the changed text a new version in consent/wordings.py.")
    return row


def _about(subject: Model) -> Q:
    kind = ContentType.objects.get_for_model(subject, for_concrete_model=False)
    return Q(subject_type=kind, subject_id=str(subject.pk))


def _over(until: datetime | None, now: datetime) -> bool:
    return until is not None and until <= now
