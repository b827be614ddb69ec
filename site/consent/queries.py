"""Reads across asks and answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Prefetch, Q, QuerySet
from django.utils import timezone

from consent import rules, wordings
from consent.enums import ENTERED, Care, Channel, Party, Purpose
from consent.models import Answer, Ask, Person, Signatory, Wording
from consent.rules import Case, Outcome, Word
from people import keyed

LINK_HOLDS = "consent-link"
LINK_MAKES = "consent-link-of-nonce"


class WordsChanged(Exception):
    """A text in consent/wordings.py was changed without a new version."""


class Voice(NamedTuple):
    """Who speaks about which person: (2, Party.GUARDIAN) is a grown-up of the second one."""

    number: int
    party: Party


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether something may be done, and who stands in the way (consent/rules.py).

    `missing` have not said a yes that counts; `refused_by` said no. `ok` means: everybody asked for
    did, and nobody took it back.
    """

    outcome: Outcome
    missing: list[Voice] = field(default_factory=list)
    refused_by: list[Voice] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return self.outcome is Outcome.YES

    def lacks(self, *parties: Party, number: int | None = None) -> bool:
        """Whether one of `parties` (of person `number`, or of anybody) is missing or said no."""
        return any(
            voice.party in parties and number in (None, voice.number)
            for voice in (*self.missing, *self.refused_by)
        )


def standing(subject: Model, purpose: Purpose, *, since: datetime | None = None) -> Standing:
    """Return whether everybody whose yes is needed has said one that still holds; three queries.

    Answers from before `since` do not count: what they were about has been replaced. With nobody on
    record nothing is allowed. Computed each time from rows that are only added; stored nowhere.
    """
    return standing_of(people(subject), purpose, since=since)


def standing_of(persons: Iterable[Person], purpose: Purpose, *, since: datetime | None = None) -> Standing:
    """Return the same of rows that `people` returned."""
    now = timezone.now()
    outcomes, missing, refused_by = [], [], []
    for person in persons:
        case = _case(person, purpose, since, now)
        outcomes.append(rules.decide(case)[0])
        missing += [Voice(person.number, party) for party in rules.missing(case)]
        refused_by += [Voice(person.number, party) for party in rules.refusing(case)]
    return Standing(rules.all_of(outcomes), missing, refused_by)


def everybody(subject: Model) -> QuerySet[Person]:
    """Return everybody who is or was on record for `subject`."""
    return Person.objects.filter(_about(subject))


def person(subject: Model, number: int) -> Person:
    """Return the person on record under `number`. Raises Person.DoesNotExist."""
    return everybody(subject).get(number=number, removed_at__isnull=True)


def people(subject: Model) -> list[Person]:
    """Return everybody on record who is still part of `subject`, with their voices and answers."""
    return _with_words(everybody(subject))


def people_of(subjects: Sequence[Model]) -> dict[str, list[Person]]:
    """Return the same for several subjects of one model, by the subject's key as text; three queries."""
    found: dict[str, list[Person]] = {str(subject.pk): [] for subject in subjects}
    if found:
        kind = ContentType.objects.get_for_model(subjects[0], for_concrete_model=False)
        for person in _with_words(Person.objects.filter(subject_type=kind, subject_id__in=found)):
            found[person.subject_id].append(person)
    return found


def _with_words(rows: QuerySet[Person]) -> list[Person]:
    return list(
        rows.filter(removed_at__isnull=True).prefetch_related(
            Prefetch("signatories", Signatory.objects.order_by("id")),
            Prefetch("signatories__answers", Answer.objects.select_related("wording").order_by("id")),
        )
    )


def in_frame(subject: Model) -> int | None:
    """Return how many people are on record as seen or heard in it; None when nobody is on record (S19)."""
    rows = list(everybody(subject).filter(removed_at__isnull=True).values_list("in_frame", flat=True))
    return sum(rows) if rows else None


def needs_a_lead(subject: Model) -> bool:
    """Whether one of those who check it has to be a safeguarding lead (S7).

    So for everybody in care, and for a child in the film who would rather not say: that a lead is
    needed tells nobody which of the two it is.
    """
    rows = everybody(subject).filter(removed_at__isnull=True)
    return any(
        row.care == Care.YES or (row.number == 1 and row.in_frame and row.care == Care.UNSAID) for row in rows
    )


def entered_by(subject: Model) -> set[int]:
    """Return the staff who entered somebody's paper: they do not check what they vouched for."""
    found = answers(subject).filter(entered_by__isnull=False)
    return set(found.values_list("entered_by_id", flat=True))


def last_word(signatory: Signatory, purpose: Purpose, *, since: datetime | None = None) -> Answer | None:
    """Return the latest answer of one voice, from rows that `people` returned."""
    given = [
        answer
        for answer in signatory.answers.all()
        if answer.purpose == purpose and (since is None or answer.answered_at >= since)
    ]
    return max(given, key=lambda answer: (answer.answered_at, answer.pk), default=None)


def own_word(person: Person, party: Party, purpose: Purpose) -> bool | None:
    """Return what `party` said last of `purpose`: yes, no, or nothing; from rows of `people`."""
    said = [
        last
        for signatory in person.signatories.all()
        if signatory.party == party and (last := last_word(signatory, purpose)) is not None
    ]
    latest = max(said, key=lambda answer: (answer.answered_at, answer.pk), default=None)
    return None if latest is None else latest.yes


def holds(answer: Answer, *, now: datetime | None = None) -> Word:
    """Return what `answer` counts as today."""
    if not answer.yes:
        return Word.NO
    if answer.channel in ENTERED and not (answer.entered_by_id and answer.evidence):
        return Word.STAFF
    if answer.until is not None and answer.until <= (now or timezone.now()):
        return Word.ENDED
    if answer.wording.version < wordings.counts_from(answer.wording):
        return Word.OLD_WORDS
    return Word.SPOKEN if answer.channel == Channel.IN_PERSON else Word.YES


def answers(subject: Model) -> QuerySet[Answer]:
    """Return every answer about `subject`."""
    return Answer.objects.filter(_about(subject)).select_related("signatory__person", "wording")


def over() -> QuerySet[Answer]:
    """Return yeses that count no longer by themselves: their time is up, or their words are too old.

    Whether a later answer of the same voice has taken their place is for `standing` to say.
    """
    ended = Q(until__lte=timezone.now())
    for wording in Wording.objects.all():
        if wording.version < wordings.counts_from(wording):
            ended |= Q(wording=wording)
    return Answer.objects.filter(ended, yes=True)


def asks(subject: Model) -> QuerySet[Ask]:
    """Return every ask about `subject`."""
    return Ask.objects.filter(_about(subject)).select_related("signatory__person")


def open_ask(token: str) -> Ask | None:
    """Return the ask a link's token opens, or None when it is unknown, closed or expired.

    An ask that was answered stays open: the same link takes the answer back later.
    """
    if not 20 <= len(token) <= 100:
        return None
    known = Ask.objects.filter(token_hash__in=keyed.digests(LINK_HOLDS, token), closed_at__isnull=True)
    ask = known.select_related("signatory__person").first()
    if ask is None or ask.signatory.person.removed_at is not None:
        return None
    # A yes keeps its link until it is taken back; without an answer the link ends (F10: it fails closed).
    if ask.expires_at <= timezone.now() and not ask.answers.filter(yes=True).exists():
        return None
    return ask


def token_of(ask: Ask) -> str | None:
    """Return the token of the ask's link, to send it once more; None when its key is honoured no longer."""
    return keyed.token_again(makes=LINK_MAKES, holds=LINK_HOLDS, nonce=ask.nonce, held=ask.token_hash)


def wording(purpose: Purpose, party: Party, language: str) -> Wording:
    """Return the row of the words shown today for `purpose` to `party` in `language`.

    Raises WordsChanged when the text in consent/wordings.py is not the one its version had.
    """
    code, words = wordings.words(purpose, party, language)
    row, _made = Wording.objects.get_or_create(
        purpose=purpose,
        party=wordings.said_as(party),
        language=code,
        version=words.version,
        defaults={"text": words.text},
    )
    if row.text != words.text:
        raise WordsChanged(f"{row}: give the changed text a new version in consent/wordings.py.")
    return row


def _about(subject: Model) -> Q:
    kind = ContentType.objects.get_for_model(subject, for_concrete_model=False)
    return Q(subject_type=kind, subject_id=str(subject.pk))


def _case(person: Person, purpose: Purpose, since: datetime | None, now: datetime) -> Case:
    words: dict[Party, list[Word]] = {}
    for signatory in person.signatories.all():
        last = last_word(signatory, purpose, since=since)
        word = holds(last, now=now) if last is not None else Word.SILENT
        words.setdefault(Party(signatory.party), []).append(word)
    return Case(
        own=person.own,
        needs_guardian=person.needs_guardian,
        care=Care(person.care),
        words={party: rules.loudest(said) for party, said in words.items()},
    )
