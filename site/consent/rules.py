"""Whose yes counts, and what a no does: the precedence of consent as one table (S7, S19).

Pure: facts in, outcome out; nothing here asks the database. `TABLE` is read from the top and the first
line that fits decides about one person. About a film, everybody in it decides: one who is not a yes
keeps all of it from being shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from consent.enums import Care, Party

ADULTS = (Party.GUARDIAN, Party.AUTHORITY)


class Word(StrEnum):
    """The last thing a party said, as far as it still counts."""

    NO = "no"
    YES = "yes"
    SPOKEN = "spoken yes"  # said in person and not in writing
    ENDED = "ended yes"  # its last day is over
    OLD_WORDS = "yes to old words"  # the question means something else now
    STAFF = "staff's yes"  # a member of staff without the person's paper
    SILENT = "silence"


# Two voices of one party, such as two parents: the first of these that was said is the party's word.
_LOUDEST = list(Word)


class Outcome(StrEnum):
    """`NO` ends it; `WAITING` only keeps it from beginning, or from going on."""

    YES = "yes"
    NO = "no"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Case:
    """One person, and what was said about them. A party that is not in `words` was silent."""

    own: Party
    needs_guardian: bool
    care: Care
    words: Mapping[Party, Word] = field(default_factory=dict)

    def of(self, party: Party) -> Word:
        return self.words.get(party, Word.SILENT)

    @property
    def speaks(self) -> bool:
        """Whether they say yes themselves: number 1, and others who need no guardian or are in care."""
        return self.own == Party.CHILD or not self.needs_guardian or self.in_care

    @property
    def in_care(self) -> bool:
        return self.care == Care.YES


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table: when `fits`, the outcome is `then`, because of `party`."""

    name: str
    fits: Callable[[Case], bool]
    then: Outcome
    party: Callable[[Case], Party | None] = lambda case: None


def _said_no(party: Party) -> Callable[[Case], bool]:
    return lambda case: case.of(party) is Word.NO


TABLE: tuple[Rule, ...] = (
    Rule("the child says no", lambda c: c.of(c.own) is Word.NO, Outcome.NO, lambda c: c.own),
    Rule(
        "an adult says no: two disagree, it is a no",
        _said_no(Party.GUARDIAN),
        Outcome.NO,
        lambda c: Party.GUARDIAN,
    ),
    Rule("the authority says no", _said_no(Party.AUTHORITY), Outcome.NO, lambda c: Party.AUTHORITY),
    Rule(
        "they have not said yes themselves",
        lambda c: c.speaks and not _counts(c.own, c.of(c.own)),
        Outcome.WAITING,
        lambda c: c.own,
    ),
    Rule(
        "needs a guardian, and none has said yes",
        lambda c: c.needs_guardian and not _counts(Party.GUARDIAN, c.of(Party.GUARDIAN)),
        Outcome.WAITING,
        lambda c: Party.GUARDIAN,
    ),
    Rule(
        "in care, and the authority has not said yes in writing",
        lambda c: c.in_care and not _counts(Party.AUTHORITY, c.of(Party.AUTHORITY)),
        Outcome.WAITING,
        lambda c: Party.AUTHORITY,
    ),
    Rule("everybody asked has said yes", lambda c: True, Outcome.YES),
)


def decide(case: Case) -> tuple[Outcome, Rule]:
    """Return what holds for one person, and the line of the table that says so."""
    rule = next(rule for rule in TABLE if rule.fits(case))
    return rule.then, rule


def asked(case: Case) -> list[Party]:
    """Return whose yes is needed for this person."""
    found = [case.own] if case.speaks else []
    if case.needs_guardian:
        found.append(Party.GUARDIAN)
    if case.in_care:
        found.append(Party.AUTHORITY)
    return found


def missing(case: Case) -> list[Party]:
    """Return those of `asked` who have not said a yes that counts, and no no either."""
    return [
        party for party in asked(case) if case.of(party) is not Word.NO and not _counts(party, case.of(party))
    ]


def refusing(case: Case) -> list[Party]:
    """Return everybody who said no, asked or not: nobody is outvoted."""
    return [party for party in (case.own, *ADULTS) if case.of(party) is Word.NO]


def all_of(outcomes: Iterable[Outcome]) -> Outcome:
    """Return what holds for a film with these people in it: the worst; with nobody on record, waiting."""
    found = set(outcomes)
    for worst in (Outcome.NO, Outcome.WAITING):
        if worst in found:
            return worst
    return Outcome.YES if found else Outcome.WAITING


def loudest(words: Iterable[Word]) -> Word:
    """Return the one word of a party with several voices: a no first, then a yes."""
    return min(words, key=_LOUDEST.index, default=Word.SILENT)


def _counts(party: Party, word: Word) -> bool:
    """A yes counts when it stands; the authority's only in writing."""
    return word is Word.YES or (word is Word.SPOKEN and party != Party.AUTHORITY)


def table() -> str:
    """Return the table as text, for people."""
    lines = [f"{number}. {rule.name} -> {rule.then}" for number, rule in enumerate(TABLE, 1)]
    lines.append("Everybody in the film is asked this way; one no is a no, one silence is waiting.")
    lines.append("Not a yes: one whose last day is over, one to older words, one that staff gave.")
    return "\n".join(lines)
