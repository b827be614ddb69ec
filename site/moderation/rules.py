"""Who may give which verdict. Pure: facts in, objections out; nothing here asks the database.

two people        nobody approves two checks of one round; the starter approves none
members only      of the check's own groups; being a superuser counts for nothing
seen first        approving, refusing and asking take a look at this exact content, on record
exact content     an approval is bound to the digest it was given for (S13, F13)
no own paper      whoever entered somebody's signed yes approves nothing it was entered for (S7)
a lead            where consent asks for one, one of the two is a safeguarding lead (S7)
everyone counted  the first check says how many people it sees; that many are on record (S19)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied

from moderation.enums import Check, Objection, Verdict

ORDER = (Check.SAFEGUARDING, Check.EDITORIAL)
_WITH_REASON = (Verdict.REFUSE, Verdict.ASK_CHANGE)
LATER = -1  # the count of people is not asked yet: the form is still empty
_SEEN_FIRST = (Verdict.APPROVE, Verdict.REFUSE, Verdict.ASK_CHANGE)


class NotAllowed(PermissionDenied):
    """A verdict nobody may give, or not this person. `objections` says why, `blockers` what is missing."""

    def __init__(self, objections: list[Objection], blockers: Iterable[str] = ()) -> None:
        self.objections = objections
        self.blockers = [str(blocker) for blocker in blockers]
        super().__init__(" ".join(self.sentences))

    @property
    def sentences(self) -> list[str]:
        said = [str(objection.label) for objection in self.objections if objection != Objection.BLOCKED]
        return said + self.blockers


@dataclass(frozen=True)
class Approval:
    """An approval given in this round: which check, by whom, for which content."""

    check: Check
    by: int
    digest: str
    by_lead: bool = False


@dataclass(frozen=True)
class Situation:
    """Everything that decides whether one person may give a verdict on one check.

    `digests` is what each check looks at now: {check: 64 hex digits}. `people` is how many are on
    record as seen or heard in it, None where nobody is counted.
    """

    check: Check
    user_id: int
    active: bool
    groups: frozenset[int]
    check_groups: frozenset[int]
    started_by: int | None
    waiting: bool
    seen: bool
    claimed_by: int | None = None
    approvals: tuple[Approval, ...] = ()
    refusers: frozenset[int] = frozenset()
    digests: dict[Check, str] = field(default_factory=dict)
    blockers: tuple[str, ...] = ()
    is_lead: bool = False
    lead_needed: bool = False
    entered_a_paper: bool = False
    people: int | None = None


def objections(
    verdict: Verdict, now: Situation, *, reason_verdict: str | None = None, people: int | None = None
) -> list[Objection]:
    """Return every reason why this person cannot give this verdict now; empty means they can.

    `reason_verdict` is the verdict the chosen reason belongs to, None without a reason, and ""
    to leave the question of a reason aside (before a form is filled in); `people` is how many this
    person counted, and LATER leaves that aside.
    """
    found = []
    if not now.active:
        found.append(Objection.SIGNED_OUT)
    if not now.groups & now.check_groups:
        found.append(Objection.NOT_A_MEMBER)
    if not now.waiting:
        found.append(Objection.NOT_WAITING)
    if now.claimed_by is not None and now.claimed_by != now.user_id and verdict != Verdict.HOLD:
        found.append(Objection.CLAIMED)
    if verdict != Verdict.HOLD and now.user_id in now.refusers:
        found.append(Objection.REFUSED_EARLIER)
    if verdict == Verdict.APPROVE:
        if now.started_by == now.user_id:
            found.append(Objection.STARTED_IT)
        if any(approval.by == now.user_id for approval in now.approvals):
            found.append(Objection.APPROVED_EARLIER)
        if now.entered_a_paper:
            found.append(Objection.ENTERED_A_PAPER)
        if now.lead_needed and not now.is_lead and _is_last(now) and not _by_a_lead(now.approvals):
            found.append(Objection.LEAD_NEEDED)
        if now.people is not None and now.check == ORDER[0] and people != LATER:
            if people is None:
                found.append(Objection.NOT_COUNTED)
            elif people != now.people:
                found.append(Objection.OTHER_COUNT)
        if now.blockers:
            found.append(Objection.BLOCKED)
    if verdict in _SEEN_FIRST and not now.seen:
        found.append(Objection.NOT_OPENED)
    if verdict in _WITH_REASON and reason_verdict != "":
        if reason_verdict is None:
            found.append(Objection.NEEDS_A_REASON)
        elif reason_verdict != verdict:
            found.append(Objection.WRONG_REASON)
    return found


def stale(approvals: Iterable[Approval], digests: dict[Check, str]) -> list[Approval]:
    """Return the approvals that were given for something else than what is there now (F13)."""
    return [approval for approval in approvals if digests.get(approval.check) != approval.digest]


def complete(
    approvals: Iterable[Approval],
    *,
    started_by: int | None,
    barred: Iterable[int] = (),
    lead_needed: bool = False,
) -> bool:
    """Whether every check is approved, each by a different person and none by the starter or the barred."""
    given = list(approvals)
    people = {approval.by for approval in given}
    return (
        {approval.check for approval in given} == set(ORDER)
        and len(people) >= len(ORDER)
        and started_by not in people
        and not people.intersection(barred)
        and (not lead_needed or _by_a_lead(given))
    )


def _is_last(now: Situation) -> bool:
    return {now.check, *(approval.check for approval in now.approvals)} == set(ORDER)


def _by_a_lead(approvals: Iterable[Approval]) -> bool:
    return any(approval.by_lead for approval in approvals)
