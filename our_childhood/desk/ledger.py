"""The desk's view of who said yes to what: the ledger of one film, and entering what is on paper.

That an authority is asked, and the answer about care itself, are for safeguarding leads only; each look
at the latter is on record (S2, S7, S22).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consent import actions as consent_actions
from consent import queries as consent
from consent import rules
from consent.enums import Care, Channel, Party, Purpose
from consent.models import Answer, Person
from consent.queries import Voice
from consent.rules import Word
from consent.subjects import further
from moderation import queries as moderation
from our_childhood import asking, following, gate
from our_childhood.models import Film
from people import addresses
from safeguarding import audit

_WORDS = {
    Word.YES: _("yes"),
    Word.SPOKEN: _("yes, said in person"),
    Word.NO: _("no"),
    Word.ENDED: _("ended"),
    Word.OLD_WORDS: _("yes, to older words"),
    Word.STAFF: _("not valid"),
    Word.SILENT: _("nothing yet"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """What one voice said to one purpose. `counts` says that it is a yes that holds."""

    purpose: str
    word: str
    counts: bool
    needed: bool
    answer: Answer | None


@dataclass(frozen=True, slots=True)
class Speaker:
    """One voice of a person. `asked_until`: the last day of a link nobody has answered yet."""

    voice: Voice
    who: str
    lines: list[Line]
    asked_until: datetime | None


@dataclass(slots=True)
class Panel:
    """Everything the ledger's part of the page shows."""

    people: list[tuple[Person, list[Speaker]]]
    counted: int | None
    enter: EnterForm
    ask: AskForm
    lead: bool
    reports: bool
    care: list[tuple[int, str]] = field(default_factory=list)


class SpeakerForm(forms.Form):
    """Takes one of the voices that whoever looks may know of."""

    voice = forms.ChoiceField(label=_("Who"))

    def __init__(self, *args: Any, people: list[tuple[Person, list[Speaker]]], **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{kwargs['prefix']}-%s")
        super().__init__(*args, **kwargs)
        choice = self.fields["voice"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [
            (f"{one.voice.number}:{one.voice.party.value}", f"{person.number}: {one.who}")
            for person, speakers in people
            for one in speakers
        ]

    def clean_voice(self) -> Voice:
        number, _colon, party = self.cleaned_data["voice"].partition(":")
        return Voice(int(number), Party(party))


class EnterForm(SpeakerForm):
    """What stands on somebody's sheet, or was said in front of two of us; never staff's own word."""

    purpose = forms.ChoiceField(
        label=_("What for"), choices=[(one.value, one.label) for one in further(Film)]
    )
    yes = forms.ChoiceField(label=_("Said"), choices=[("yes", _("yes")), ("no", _("no"))])
    channel = forms.ChoiceField(
        label=_("How"), choices=[(one.value, one.label) for one in (Channel.PAPER, Channel.IN_PERSON)]
    )
    language = forms.ChoiceField(label=_("Language of the words"), choices=settings.LANGUAGES)
    evidence = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9 ./-]{1,39}$",
        label=_("Where the sheet is kept"),
        help_text=_("A reference such as F12/3. Never a name."),
        error_messages={"invalid": _("Letters, digits, dots, slashes and dashes, up to 40.")},
    )
    until = forms.DateField(
        label=_("Until (if the sheet says so)"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )

    def clean_until(self) -> datetime | None:
        """The yes ends with that day, in London."""
        day = self.cleaned_data["until"]
        if day is None:
            return None
        if day <= timezone.localdate():
            raise forms.ValidationError(_("That day is over."))
        return datetime.combine(day, time.max, tzinfo=timezone.get_current_timezone())


class AskForm(SpeakerForm):
    """An address to write to, as the child could."""

    email = forms.EmailField(label=_("E-mail"), max_length=addresses.LONGEST)


class AlreadyApproved(PermissionDenied):
    """Whoever approved this film cannot vouch for somebody's paper too (S7)."""


def panel(
    film: Film, *, lead: bool, enter: EnterForm | None = None, ask: AskForm | None = None, care: bool = False
) -> Panel:
    """Return the ledger of `film` as a reviewer, or a safeguarding `lead`, may see it.

    With `care`, also the answers about care: only for a look that is already on record.
    """
    persons = consent.people(film)
    asks = consent.asks(film).filter(closed_at__isnull=True, answers__isnull=True)
    open_until = {ask.signatory_id: ask.expires_at for ask in asks}
    people = [(person, _speakers(film, person, open_until, lead=lead)) for person in persons]
    return Panel(
        people=people,
        counted=consent.in_frame(film),
        enter=enter or EnterForm(prefix="enter", people=people),
        ask=ask or AskForm(prefix="ask", people=people),
        lead=lead,
        reports=consent.standing_of(persons, Purpose.USE_IN_REPORTS, since=film.file_received_at).ok,
        care=[(person.number, str(Care(person.care).label)) for person in persons] if care and lead else [],
    )


def _speakers(film: Film, person: Person, open_until: dict[int, datetime], *, lead: bool) -> list[Speaker]:
    needed = rules.asked(rules.Case(person.own, person.needs_guardian, Care(person.care)))
    by_party: dict[Party, list[Any]] = {party: [] for party in (person.own, Party.GUARDIAN)}
    for signatory in person.signatories.all():
        by_party.setdefault(Party(signatory.party), []).append(signatory)
    if not lead:
        by_party.pop(Party.AUTHORITY, None)
    elif Party.AUTHORITY in needed:
        by_party.setdefault(Party.AUTHORITY, [])
    found = []
    for party, signatories in by_party.items():
        lines = [
            _line(film, purpose, signatory, needed=party in needed)
            for signatory in signatories
            for purpose in further(Film)
        ]
        waits = [open_until[one.pk] for one in signatories if one.pk in open_until]
        found.append(Speaker(Voice(person.number, party), str(party.label), lines, max(waits, default=None)))
    return found


def _line(film: Film, purpose: Purpose, signatory: Any, *, needed: bool) -> Line:
    answer = consent.last_word(signatory, purpose, since=film.file_received_at)
    word = consent.holds(answer) if answer is not None else Word.SILENT
    return Line(str(purpose.label), str(_WORDS[word]), word in (Word.YES, Word.SPOKEN), needed, answer)


@transaction.atomic
def enter(*, film: Film, user: Any, given: dict[str, Any]) -> Answer:
    """Write down what a sheet says (S7). Raises AlreadyApproved for who approved this film in this round."""
    gate.lock(film)
    round_ = moderation.current_round(film)
    if round_ is not None and any(one.by == user.pk for one in moderation.approvals(round_)):
        raise AlreadyApproved(str(_("You approved this film, so somebody else enters the paper.")))
    voice, purpose = given["voice"], Purpose(given["purpose"])
    return consent_actions.answer(
        subject=film,
        party=voice.party,
        number=voice.number,
        purpose=purpose,
        yes=given["yes"] == "yes",
        wording=consent.wording(purpose, voice.party, given["language"]),
        channel=Channel(given["channel"]),
        by=audit.actor(user),
        until=given["until"],
        entered_by=user,
        evidence=given["evidence"].strip(),
    )


def ask(*, film: Film, user: Any, given: dict[str, Any]) -> None:
    """Write to somebody whose yes is missing. Raises asking.JourneyOver and asking.TooManyAsks."""
    asking.ask_again(film=film, voice=given["voice"], email=given["email"], by=audit.actor(user))


@transaction.atomic
def note_care(*, film: Film, number: int, user: Any) -> None:
    """Write down that somebody in the film is in care: their authority is asked too, and until it has
    said yes the film is not public (S7). The trail tells it from a mere look no more than the page does.
    """
    gate.lock(film)
    consent_actions.note_care(person=consent.person(film, number))
    look_at_care(film=film, user=user)
    following.rest(film=film, by=audit.actor(user))


def look_at_care(*, film: Film, user: Any) -> None:
    """Put on record that somebody opened the answers about care (S22)."""
    audit.record(by=audit.actor(user), act="film.care_opened", subject=film)
