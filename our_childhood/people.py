"""Who still has to say yes, told to the child who made the film: numbers, no names, and never a no."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consent import queries as consent
from consent import rules
from consent.enums import Care, Party, Purpose
from consent.models import Person
from consent.queries import Voice
from consent.rules import Word
from our_childhood.following import STAY_OUT
from our_childhood.models import Film

_GROWN_UPS: dict[Party, Promise] = {
    Party.GUARDIAN: _("Your grown-up"),
    # Whoever looks over the child's shoulder must not learn who looks after them.
    Party.AUTHORITY: _("One more grown-up"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One voice whose yes is needed. `key` names it in addresses, by place and not by kind."""

    key: str
    voice: Voice
    said_yes: bool
    hint: str


@dataclass(frozen=True, slots=True)
class Someone:
    """One person on record, with everybody who has to say yes for them."""

    number: int
    asked: list[Asked]

    @property
    def can_go(self) -> bool:
        """Whether the child may take them off the list."""
        return self.number > 1


def of(film: Film) -> list[Someone]:
    """Return everybody in the film, or nobody while it waits for another version because of a no (S19)."""
    if film.reply is not None and film.reply.code == STAY_OUT:
        return []
    addresses = {ask.signatory_id: ask.contact.email for ask in _asks(film) if ask.contact is not None}
    return [Someone(person.number, _asked(film, person, addresses)) for person in consent.people(film)]


def find(film: Film, key: str) -> Asked | None:
    """Return the voice called `key` whose yes is missing."""
    return next(
        (one for person in of(film) for one in person.asked if one.key == key and not one.said_yes), None
    )


def first_grown_up(film: Film) -> Asked | None:
    """Return the first adult who has to answer for the child and has not."""
    return next(
        (
            one
            for person in of(film)
            for one in person.asked
            if person.number == 1 and one.voice.party in rules.ADULTS and not one.said_yes
        ),
        None,
    )


def child_said(film: Film, purpose: Purpose) -> bool | None:
    """Return whether the child's last word to `purpose` is a yes that counts; None for silence."""
    maker = next(one for one in consent.people(film) if one.number == 1)
    words = [
        consent.holds(last)
        for voice in maker.signatories.all()
        if voice.party == Party.CHILD
        if (last := consent.last_word(voice, purpose, since=film.file_received_at))
    ]
    return rules.loudest(words) in (Word.YES, Word.SPOKEN) if words else None


def label(one: Asked) -> Promise | str:
    """Return what the child calls them."""
    if one.voice.number == 1:
        return _GROWN_UPS.get(one.voice.party, _("You"))
    if one.voice.party == Party.PERSON:
        return _("Person %(number)s") % {"number": one.voice.number}
    return _("A grown-up of person %(number)s") % {"number": one.voice.number}


def masked(email: str) -> str:
    """Return enough of an address to see a typing mistake, for a child who may share the tablet."""
    name, _at, host = email.partition("@")
    return f"{name[:2]}…@{host}" if host else ""


def _asks(film: Film) -> list:
    return list(consent.asks(film).filter(contact__isnull=False).select_related("contact").order_by("id"))


def _asked(film: Film, person: Person, addresses: dict[int, str]) -> list[Asked]:
    needed = rules.asked(rules.Case(person.own, person.needs_guardian, Care(person.care)))
    found = []
    for place, party in enumerate(needed):
        voices = [one for one in person.signatories.all() if one.party == party]
        words = [
            consent.holds(last)
            for one in voices
            if (last := consent.last_word(one, Purpose.PUBLISH_FILM, since=film.file_received_at))
        ]
        said_yes = rules.loudest(words) in (Word.YES, Word.SPOKEN)
        hint = next((masked(addresses[one.pk]) for one in voices if one.pk in addresses), "")
        found.append(Asked(f"{person.number}-{place}", Voice(person.number, party), said_yes, hint))
    return found
