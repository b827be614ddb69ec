"""The one gate between a challenge and children (S13, S23).

`Challenge.publish` calls `lock`, `let_through` and `follow`, whoever asks and however; the database
constraint `challenge_live_only_when_approved` stands behind it. See docs/adr/0122.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from wagtail.actions.publish_revision import PublishPermissionError

from moderation import queries as moderation
from moderation.enums import Check
from places.errors import BelowTaken
from places.models import Allotment
from safeguarding import audit
from safeguarding import queries as safeguarding
from takeover.challenges import seats, signals, words
from takeover.challenges.enums import Blocker
from takeover.enums import Ages
from takeover.models import Host

if TYPE_CHECKING:
    from takeover.challenges.models import Challenge

ADULT_LINE = 16  # hosts are checked for under 16, for 16 and 17, or for both (S24)


class NotCleared(PublishPermissionError):
    """The gate stays shut. `blockers` says why."""

    def __init__(self, blockers: list[Blocker]) -> None:
        self.blockers = blockers
        super().__init__(" ".join(str(blocker.label) for blocker in blockers))


def lock(challenge: Challenge) -> Challenge | None:
    """Make whoever writes this challenge or its host wait until the transaction ends.

    Returns the row as it is now when it is live, None when this would be the first time.
    """
    row = type(challenge).objects.select_for_update().get(pk=challenge.pk)
    Host.objects.select_for_update().get(pk=row.host_id)
    return row if row.live else None


def before_approval(challenge: Challenge) -> list[Blocker]:
    """Return what stands between `challenge`, as it is in memory, and either check's approval."""
    found = []
    if challenge.called_off_at:
        found.append(Blocker.CALLED_OFF)
    if challenge.refused_at:
        found.append(Blocker.REFUSED)
    if challenge.held_at or safeguarding.is_held(challenge):
        found.append(Blocker.HELD)
    if challenge.asked_at:
        found.append(Blocker.ASKED)
    host = Host.objects.fit().select_related("registration").filter(pk=challenge.host_id).first()
    if host is None:
        found.append(Blocker.HOST)
    elif not ages_fit(challenge.youngest, challenge.oldest, host):
        found.append(Blocker.AGES)
    if challenge.starts_at <= timezone.now():
        found.append(Blocker.OVER)
    season = challenge.season
    if not season.starts_date <= challenge.first_date <= challenge.last_date <= season.ends_date:
        found.append(Blocker.SEASON)
    taken = Allotment.objects.about(challenge).values_list("taken", flat=True).first() or 0
    if taken > challenge.capacity:
        found.append(Blocker.BELOW_TAKEN)
    return found


def blockers(challenge: Challenge) -> list[Blocker]:
    """Return everything that stands between `challenge`, as it is in memory, and children."""
    found = before_approval(challenge)
    clearance = moderation.clearance(challenge)
    if not clearance.complete or len(clearance.by) < 2:
        found.append(Blocker.NOT_APPROVED_BY_TWO)
    elif clearance.digest != challenge.review_digest(Check.EDITORIAL):
        found.append(Blocker.CHANGED_SINCE_APPROVAL)
    return found


def let_through(challenge: Challenge, *, user: Any) -> None:
    """Open the gate for `challenge`, a revision's object, and write down for which exact words.

    Raises NotCleared. Call only under `lock`, in the same transaction.
    """
    if why_not := blockers(challenge):
        raise NotCleared(why_not)
    digest = challenge.review_digest(Check.EDITORIAL)
    type(challenge).objects.filter(pk=challenge.pk).update(approved_at=timezone.now(), approved_digest=digest)
    audit.record(by=audit.actor(user), act="challenge.cleared", subject=challenge, digest=digest)


def follow(challenge: Challenge, *, before: Challenge | None, by: str) -> None:
    """Let places follow a challenge that was just published; tell what is new. Raises NotCleared."""
    try:
        seats.follow(challenge, by=by)
    except BelowTaken as error:
        raise NotCleared([Blocker.BELOW_TAKEN]) from error
    if before is None:
        signals.published.send(sender=type(challenge), challenge=challenge, by=by)
    elif fields := words.differing(before.words(), challenge.words()):
        signals.changed.send(sender=type(challenge), challenge=challenge, fields=fields, by=by)


def ages_fit(youngest: int, oldest: int, host: Host) -> bool:
    """Whether `host` was checked for children from `youngest` to `oldest` (S24)."""
    match host.answers().get("ages"):
        case Ages.UNDER_16:
            return oldest < ADULT_LINE
        case Ages.OVER_16:
            return youngest >= ADULT_LINE
        case Ages.BOTH:
            return True
    return False
