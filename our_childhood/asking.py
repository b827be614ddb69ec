"""Asking everybody in a film for their yes, and keeping who they are on record (S7, S19).

Each locks the film's row first where two could ask at once. What follows from an answer is in
our_childhood/following.py.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import get_language

from consent import actions as consent_actions
from consent import queries as consent_queries
from consent.enums import Channel, Party, Purpose
from consent.models import Answer, Ask, Person, Wording
from consent.queries import Voice
from our_childhood import emails, gate
from our_childhood.models import Film
from people.models import Contact
from safeguarding import audit

MOST_ASKS = (
    5  # letters one file can cause beyond one for each other person in it, whoever types the addresses
)


class JourneyOver(Exception):
    """The journey has expired, or the film it was to give a new file does not wait for one any more."""


class TooManyAsks(Exception):
    """This film has caused as many e-mails to grown-ups as it may."""


def childs_words(purpose: Purpose = Purpose.PUBLISH_FILM) -> Wording:
    """Return the words a child says yes to, in the language of the page."""
    return consent_queries.wording(purpose, Party.CHILD, get_language() or "en")


def child_says(film: Film, purpose: Purpose, *, yes: bool, by: str) -> Answer:
    """Write down what the child says to one purpose; a later word of theirs speaks louder (S2, S7)."""
    return consent_actions.answer(
        subject=film,
        party=Party.CHILD,
        purpose=purpose,
        yes=yes,
        wording=childs_words(purpose),
        channel=Channel.WEB,
        by=by,
    )


def child_says_yes(film: Film, *, by: str) -> Answer:
    """Write down the yes that a child says by sending the film, or says once more."""
    return child_says(film, Purpose.PUBLISH_FILM, yes=True, by=by)


def enrol_other(film: Film, *, under_13: bool, email: str, by: str) -> Person:
    """Put somebody else in the film on record; write to them, or to their grown-up, if we can."""
    person = consent_actions.enrol(subject=film, needs_guardian=under_13)
    if email:
        party = Party.GUARDIAN if under_13 else Party.PERSON
        ask_somebody(film=film, voice=Voice(person.number, party), email=email, by=by)
    return person


@transaction.atomic
def ask_somebody(*, film: Film, voice: Voice, email: str, by: str, language: str = "") -> Ask:
    """Write to whoever speaks as `voice`; their earlier link ends, and the address we had of them goes.

    `language` is the letter's; without one, that of the page.

    Raises TooManyAsks.
    """
    of_this_file = consent_queries.asks(film).filter(asked_at__gte=film.file_received_at)
    allowed = MOST_ASKS + consent_queries.everybody(film).filter(number__gt=1).count()
    if of_this_file.count() >= allowed:
        raise TooManyAsks
    contact = Contact.objects.create(subject=film, email=email, language=language or get_language() or "en")
    asked, token = consent_actions.ask(
        subject=film,
        party=voice.party,
        purpose=Purpose.PUBLISH_FILM,
        contact=contact,
        wording=consent_queries.wording(Purpose.PUBLISH_FILM, voice.party, contact.language),
        number=voice.number,
    )
    Contact.objects.filter(asks__signatory_id=asked.signatory_id).exclude(pk=contact.pk).delete()
    emails.asked(film=film, contact=contact, ask=asked, token=token)
    audit.record(by=by, act="film.yes_asked", subject=film, person=voice.number)
    return asked


@transaction.atomic
def ask_everybody(*, film: Film, by: str, missing_only: bool = True) -> int:
    """Write to everybody who has not said a yes that counts; return how many letters that were.

    Without `missing_only`, also to those who need not answer: there is a new file, and their no counts.
    """
    waiting = gate.standing(film).missing
    asks = consent_queries.asks(film).filter(
        contact__isnull=False, signatory__person__removed_at__isnull=True
    )
    sent = 0
    for asked in asks.select_related("contact"):
        voice = Voice(asked.number, asked.party)
        if asked.contact is None or (missing_only and voice not in waiting):
            continue
        ask_somebody(
            film=film, voice=voice, email=asked.contact.email, by=by, language=asked.contact.language
        )
        sent += 1
    return sent


@transaction.atomic
def ask_again(*, film: Film, voice: Voice, email: str, by: str) -> Ask:
    """Ask somebody again, at the address the child now gives; earlier links end, earlier addresses go.

    Raises TooManyAsks, and JourneyOver when the film has been withdrawn or they have answered.
    """
    gate.lock(film)
    film.refresh_from_db()
    if voice not in gate.standing(film).missing:
        raise JourneyOver
    return ask_somebody(film=film, voice=voice, email=email, by=by)


@transaction.atomic
def remind(*, film: Film, asked: Ask, by: str) -> bool:
    """Write once more, with the same link, to somebody who has not answered. True for the one caller."""
    token = consent_actions.remind(asked=asked)
    if token is None or asked.contact is None or film.withdrawn_at is not None:
        return False
    emails.reminded(film=film, contact=asked.contact, ask=asked, token=token)
    audit.record(by=by, act="film.yes_reminded", subject=film, person=asked.signatory.person.number)
    return True
