"""The precedence of consent: every combination against a plain statement of the same rules (S7, S19)."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from consent import actions, queries, rules, wordings
from consent.enums import Care, Channel, Party, Purpose
from consent.rules import Case, Outcome, Word
from tests.factories.accounts import UserFactory

OWN, GUARDIAN, AUTHORITY = "own", Party.GUARDIAN, Party.AUTHORITY


def plainly(maker: bool, needs_guardian: bool, care: str, own: str, guardian: str, authority: str) -> str:
    """The same in other words, by somebody who has not read consent/rules.py.

    Nothing but 'yes' and 'spoken yes' is a yes, and an authority's has to be in writing.
    """
    if "no" in (own, guardian, authority):
        return "no"
    yes = ("yes", "spoken yes")
    wanted = []
    if maker or care == "yes" or not needs_guardian:
        wanted.append(own in yes)
    if needs_guardian:
        wanted.append(guardian in yes)
    if care == "yes":
        wanted.append(authority == "yes")
    return "yes" if all(wanted) else "waiting"


def combinations():
    """Everybody who can be in a film, and everything that can have been said about them."""
    return product([True, False], [True, False], Care, Word, Word, Word)


def case(maker, needs_guardian, care, own, guardian, authority) -> Case:
    speaker = Party.CHILD if maker else Party.PERSON
    return Case(speaker, needs_guardian, care, {speaker: own, GUARDIAN: guardian, AUTHORITY: authority})


def test_every_combination_for_one_person():
    """S7: 4,116 combinations; run with -s for the table."""
    counted: Counter[str] = Counter()
    for each in combinations():
        outcome, rule = rules.decide(case(*each))
        assert outcome == plainly(*(str(part) if not isinstance(part, bool) else part for part in each)), each
        counted[rule.name] += 1
        # What the ledger says is missing is what keeps it from being a yes, and nothing else.
        lacking = rules.missing(case(*each)) + rules.refusing(case(*each))
        assert (outcome is Outcome.YES) == (not lacking), each
    assert sum(counted.values()) == 2 * 2 * 3 * 7**3 == 4116
    assert set(counted) == {rule.name for rule in rules.TABLE}, "a line nobody needs"
    print(f"\n{rules.table()}\n\n{sum(counted.values())} combinations for one person:")
    for rule in rules.TABLE:
        print(f"  {counted[rule.name]:5}  {rule.then:8} {rule.name}")


def test_every_combination_of_two_people_in_a_film():
    """S19: everyone in frame. Each combination for the one beside each outcome of the other."""
    run = 0
    for each, other in product(combinations(), Outcome):
        outcome = rules.all_of([rules.decide(case(*each))[0], other])
        words = {plainly(*(str(p) if not isinstance(p, bool) else p for p in each)), str(other)}
        assert outcome == ("no" if "no" in words else "waiting" if "waiting" in words else "yes")
        run += 1
    print(f"\n{run} combinations of two people")
    assert run == 12348


def test_nobody_on_record_is_no_yes():
    """S19: a film of which nobody is known to be in it waits."""
    assert rules.all_of([]) is Outcome.WAITING


def test_of_two_voices_of_one_party_a_no_is_louder():
    """S7: two adults disagree: it is a no. A yes is louder than silence."""
    for first, second in product(Word, Word):
        heard = rules.loudest([first, second])
        assert heard in (first, second)
        if Word.NO in (first, second):
            assert heard is Word.NO
        elif Word.YES in (first, second):
            assert heard is Word.YES
    assert rules.loudest([]) is Word.SILENT


# --- The same through rows, on the database at hand ------------------------------------------------


def say(subject, party: Party, word: Word, number: int, monkeypatch) -> None:
    """Let `party` say `word` in the way that makes it so in life."""
    if word is Word.SILENT:
        return
    spoken = word is Word.SPOKEN
    given = {
        "subject": subject,
        "party": party,
        "number": number,
        "purpose": Purpose.PUBLISH_FILM,
        "yes": word is not Word.NO,
        "wording": queries.wording(Purpose.PUBLISH_FILM, party, "en"),
        "channel": Channel.IN_PERSON if spoken else Channel.LINK,
        "by": "link",
    }
    if spoken:
        given |= {"entered_by": UserFactory(moderator=True), "evidence": "F1/2"}
    if word is Word.ENDED:
        given["until"] = timezone.now() - timedelta(seconds=1)
    if word is Word.OLD_WORDS:
        old = wordings.said_as(party)
        given["wording"] = queries.Wording.objects.get_or_create(
            purpose=Purpose.PUBLISH_FILM, party=old, language="en", version=0, defaults={"text": "older"}
        )[0]
    if word is Word.STAFF:
        with pytest.raises(actions.StaffCannotAnswer):
            actions.answer(**given | {"by": "user:7"})
        return
    actions.answer(**given)


@pytest.mark.django_db
def test_a_sample_of_combinations_through_real_rows(monkeypatch):
    """S7, S19: what the table says of words is what `standing` says of rows."""
    chance = random.Random(7)
    everything = list(combinations())
    for each in chance.sample(everything, 60):
        maker, needs_guardian, care, own, guardian, authority = each
        subject = UserFactory()
        if not maker:
            actions.enrol(subject=subject, needs_guardian=False, in_frame=False, care=Care.NO)
            say(subject, Party.CHILD, Word.YES, 1, monkeypatch)
        person = actions.enrol(subject=subject, needs_guardian=needs_guardian, care=care)
        for party, word in ((person.own, own), (GUARDIAN, guardian), (AUTHORITY, authority)):
            say(subject, party, word, person.number, monkeypatch)
        found = queries.standing(subject, Purpose.PUBLISH_FILM)
        wanted = plainly(maker, needs_guardian, str(care), str(own), str(guardian), str(authority))
        assert found.outcome == wanted, each
        assert found.ok == (wanted == "yes")
