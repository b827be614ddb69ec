"""Two people: the rules themselves, without a database."""

from __future__ import annotations

from dataclasses import replace

import pytest

from moderation import rules
from moderation.enums import Check, Objection, Verdict

READY = rules.Situation(
    check=Check.EDITORIAL,
    user_id=1,
    active=True,
    groups=frozenset({7}),
    check_groups=frozenset({7, 8}),
    started_by=None,
    waiting=True,
    seen=True,
    approvals=(rules.Approval(Check.SAFEGUARDING, by=2, digest="a"),),
    digests={Check.SAFEGUARDING: "a", Check.EDITORIAL: "b"},
)


def test_member_who_watched_may_approve() -> None:
    assert rules.objections(Verdict.APPROVE, READY) == []


@pytest.mark.parametrize(
    ("change", "objection"),
    [
        ({"groups": frozenset({1})}, Objection.NOT_A_MEMBER),
        ({"groups": frozenset()}, Objection.NOT_A_MEMBER),
        ({"active": False}, Objection.SIGNED_OUT),
        ({"waiting": False}, Objection.NOT_WAITING),
        ({"started_by": 1}, Objection.STARTED_IT),
        ({"approvals": (rules.Approval(Check.SAFEGUARDING, by=1, digest="a"),)}, Objection.APPROVED_EARLIER),
        ({"seen": False}, Objection.NOT_OPENED),
        ({"claimed_by": 9}, Objection.CLAIMED),
        ({"blockers": ("There is no standing yes.",)}, Objection.BLOCKED),
    ],
)
def test_approval_is_refused_when(change: dict, objection: Objection) -> None:
    """Each rule alone is enough to say no."""
    assert rules.objections(Verdict.APPROVE, replace(READY, **change)) == [objection]


@pytest.mark.parametrize("verdict", [Verdict.REFUSE, Verdict.ASK_CHANGE])
def test_a_no_needs_its_own_reason(verdict: Verdict) -> None:
    assert rules.objections(verdict, READY) == [Objection.NEEDS_A_REASON]
    assert rules.objections(verdict, READY, reason_verdict="hold") == [Objection.WRONG_REASON]
    assert rules.objections(verdict, READY, reason_verdict=verdict) == []


def test_who_approved_once_may_still_stop_it() -> None:
    """Somebody who sees it too late can hold or refuse; only a second yes is not theirs."""
    once = replace(READY, approvals=(rules.Approval(Check.SAFEGUARDING, by=1, digest="a"),))
    assert rules.objections(Verdict.HOLD, once) == []
    assert rules.objections(Verdict.REFUSE, once, reason_verdict="refuse") == []


def test_holding_waits_for_nothing() -> None:
    """A worry is acted on at once: unwatched, and whoever else is looking."""
    assert rules.objections(Verdict.HOLD, replace(READY, seen=False, claimed_by=9, blockers=("x",))) == []


def test_approval_is_stale_when_its_content_is_gone() -> None:
    """F13: an approval counts for the content it was given for."""
    given = READY.approvals
    assert rules.stale(given, READY.digests) == []
    assert rules.stale(given, {**READY.digests, Check.SAFEGUARDING: "z"}) == list(given)


@pytest.mark.parametrize(
    ("given", "starter", "expected"),
    [
        ([(Check.SAFEGUARDING, 1), (Check.EDITORIAL, 2)], None, True),
        ([(Check.SAFEGUARDING, 1), (Check.EDITORIAL, 2)], 3, True),
        ([(Check.SAFEGUARDING, 1), (Check.EDITORIAL, 1)], None, False),
        ([(Check.SAFEGUARDING, 1), (Check.EDITORIAL, 2)], 2, False),
        ([(Check.SAFEGUARDING, 1), (Check.SAFEGUARDING, 2)], None, False),
        ([(Check.EDITORIAL, 1)], None, False),
        ([], None, False),
    ],
)
def test_complete_only_when_two_people_did_two_checks(
    given: list, starter: int | None, expected: bool
) -> None:
    approvals = [rules.Approval(check, by=by, digest="a") for check, by in given]
    assert rules.complete(approvals, started_by=starter) is expected


# --- What consent asks of those who check (S7, S19) -------------------------------------------------


@pytest.mark.parametrize(
    ("change", "objection"),
    [
        ({"entered_a_paper": True}, Objection.ENTERED_A_PAPER),
        ({"lead_needed": True}, Objection.LEAD_NEEDED),
        ({"lead_needed": True, "is_lead": True}, None),
        (
            {"lead_needed": True, "approvals": (rules.Approval(Check.SAFEGUARDING, 2, "a", by_lead=True),)},
            None,
        ),
        ({"lead_needed": True, "check": Check.SAFEGUARDING, "approvals": ()}, None),
    ],
)
def test_papers_and_leads(change: dict, objection: Objection | None) -> None:
    """S7: nobody checks what they vouched for; the last of the two is a lead where neither was."""
    found = rules.objections(Verdict.APPROVE, replace(READY, **change))
    assert found == ([objection] if objection else [])
    assert rules.objections(Verdict.HOLD, replace(READY, **change)) == []


@pytest.mark.parametrize(
    ("on_record", "counted", "objection"),
    [
        (2, 2, None),
        (2, 3, Objection.OTHER_COUNT),
        (0, 1, Objection.OTHER_COUNT),
        (0, 0, None),
        (2, None, Objection.NOT_COUNTED),
        (2, rules.LATER, None),
        (None, None, None),
    ],
)
def test_the_first_check_counts(
    on_record: int | None, counted: int | None, objection: Objection | None
) -> None:
    """S19: as many as are on record; the second check counts nobody."""
    first = replace(READY, check=Check.SAFEGUARDING, approvals=(), people=on_record)
    assert rules.objections(Verdict.APPROVE, first, people=counted) == ([objection] if objection else [])
    assert rules.objections(Verdict.APPROVE, replace(READY, people=on_record), people=counted) == []


def test_complete_without_a_lead_or_with_somebody_who_vouched_is_not_complete() -> None:
    """The gate asks again, whatever happened since the verdicts."""
    given = (rules.Approval(Check.SAFEGUARDING, 1, "a"), rules.Approval(Check.EDITORIAL, 2, "b"))
    assert rules.complete(given, started_by=None)
    assert not rules.complete(given, started_by=None, lead_needed=True)
    assert not rules.complete(given, started_by=None, barred={2})
    led = (given[0], rules.Approval(Check.EDITORIAL, 2, "b", by_lead=True))
    assert rules.complete(led, started_by=None, lead_needed=True)
