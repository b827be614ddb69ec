"""The one gate between an organisation and being a host (S23).

`Host.publish` calls `open_for`, whoever asks and however; the database constraint
`host_live_only_when_approved` stands behind it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.actions.publish_revision import PublishPermissionError

from moderation import queries as moderation
from moderation.enums import Check
from safeguarding import audit
from safeguarding import queries as safeguarding
from takeover import proofs, signals
from takeover.enums import Blocker, Proof, ProofState, SuspendedFor

if TYPE_CHECKING:
    from takeover.models import Host, Tick


class NotFit(PublishPermissionError):
    """The gate stays shut. `blockers` says why."""

    def __init__(self, blockers: list[Blocker]) -> None:
        self.blockers = blockers
        super().__init__(" ".join(str(blocker.label) for blocker in blockers))


@dataclass(frozen=True, slots=True)
class Standing:
    """One proof as it stands today. `tick` is the last one given, for whatever it was given."""

    proof: Proof
    state: ProofState
    tick: Tick | None
    digest: str
    ends_within: int | None = None

    @property
    def good(self) -> bool:
        return self.state == ProofState.GOOD


def standings(host: Host, *, today: date | None = None) -> list[Standing]:
    """Return how each proof stands for what the host last sent."""
    today = today or timezone.localdate()
    answers, papers = host.answers(), host.papers()
    last: dict[str, Tick] = {tick.proof: tick for tick in host.ticks.select_related("ticked_by")}
    found = []
    for proof in Proof:
        tick = last.get(proof)
        now = proofs.digest(proof, answers, papers)
        found.append(
            Standing(
                proof=proof,
                state=proofs.state(
                    now, tick.digest if tick else None, tick.ends_date if tick else None, today
                ),
                tick=tick,
                digest=now,
                ends_within=proofs.warning(tick.ends_date, today) if tick else None,
            )
        )
    return found


def ended(host: Host, *, today: date | None = None) -> list[Proof]:
    """Return the proofs whose last tick has ended, or that were never ticked."""
    over = (ProofState.ENDED, ProofState.MISSING)
    return [standing.proof for standing in standings(host, today=today) if standing.state in over]


def before_approval(host: Host) -> list[Blocker]:
    """Return what stands between the host and either check's approval; the review itself aside."""
    found = []
    if host.left_at:
        found.append(Blocker.LEFT)
    if host.refused_at:
        found.append(Blocker.REFUSED)
    if safeguarding.is_held(host):
        found.append(Blocker.HELD)
    if host.asked_at:
        found.append(Blocker.ASKED)
    if host.suspended_for == SuspendedFor.STAFF:
        found.append(Blocker.SUSPENDED)
    registration = getattr(host, "registration", None)
    if registration is not None and registration.documents.sent().filter(scanned_at__isnull=True).exists():
        found.append(Blocker.UNSCANNED)
    if not all(standing.good for standing in standings(host)):
        found.append(Blocker.NOT_CHECKED)
    return found


def blockers(host: Host) -> list[Blocker]:
    """Return everything that stands between `host` and being one."""
    found = before_approval(host)
    clearance = moderation.clearance(host)
    if not clearance.complete or len(clearance.by) < 2:
        found.append(Blocker.NOT_APPROVED_BY_TWO)
    elif clearance.digest != host.review_digest(Check.EDITORIAL):
        found.append(Blocker.CHANGED_SINCE_APPROVAL)
    return found


def open_for(host: Host, *, user: Any) -> None:
    """Approve `host` for exactly what it says now. Raises NotFit.

    The row is locked and read again: what the caller holds may be a minute old. A suspension that
    time brought ends with it, since every proof is good again.
    """
    row = type(host).objects.select_for_update().get(pk=host.pk)
    if why_not := blockers(row):
        raise NotFit(why_not)
    digest = row.review_digest(Check.EDITORIAL)
    type(host).objects.filter(pk=host.pk, left_at__isnull=True, refused_at__isnull=True).update(
        approved_at=timezone.now(), approved_digest=digest, suspended_at=None, suspended_for=""
    )
    audit.record(by=audit.actor(user), act="host.cleared", subject=row, digest=digest)
    signals.approved.send(sender=type(host), host=row)
