"""The one gate between a film and the public (design 3.5, S13, S28).

`Film.publish` calls `lock`, then `clear`. The lock is the first write of the transaction and a
conditional one: whoever withdraws, replaces the file or publishes at the same time waits, and then
sees what the other did. A database constraint stands behind it all: live means cleared and not
withdrawn. See docs/adr/0051.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from wagtail.actions.publish_revision import PublishPermissionError

from consent import queries as consent
from consent.enums import Party, Purpose
from consent.queries import Standing, Voice
from consent.rules import ADULTS
from moderation import queries as moderation
from our_childhood.enums import Blocker, Speech
from our_childhood.signals import cleared as film_cleared
from our_childhood.signals import shut as film_shut
from safeguarding import audit
from safeguarding import queries as safeguarding
from video.enums import Stage

if TYPE_CHECKING:
    from our_childhood.models import Film

# Columns whose change shows nobody anything new.
WORDLESS = frozenset(
    {
        "live",
        "has_unpublished_changes",
        "latest_revision",
        "live_revision",
        "locked",
        "locked_by",
        "locked_at",
    }
)

# The columns that take a film out of the public, for use in one conditional UPDATE.
OUT_OF_PUBLIC: dict[str, Any] = {
    "live": False,
    "released_at": None,
    "cleared_at": None,
    "cleared_digest": "",
    "live_revision": None,
}


class NotCleared(PublishPermissionError):
    """The gate stays shut. `blockers` says why, in the order of our_childhood.enums.Blocker."""

    def __init__(self, blockers: list[Blocker]) -> None:
        self.blockers = blockers
        super().__init__(" ".join(str(blocker.label) for blocker in blockers))


def standing(film: Film) -> Standing:
    """Return who still has to say yes to the film as it is now, and who said no (S7, S19)."""
    return consent.standing(film, Purpose.PUBLISH_FILM, since=film.file_received_at)


def waits_for_guardian(film: Film) -> bool:
    """Whether a grown-up who has to answer for the child has not."""
    return any(voice.number == 1 and voice.party in ADULTS for voice in standing(film).missing)


def blockers(film: Film) -> list[Blocker]:
    """Return everything that stands between `film`, as it is in memory, and the public.

    Pass a revision's object to ask about what would be published. An empty list means: open.
    """
    found = []
    if film.withdrawn_at:
        found.append(Blocker.WITHDRAWN)
    if film.refused_at:
        found.append(Blocker.REFUSED)
    if film.held_at or safeguarding.is_held(film):
        found.append(Blocker.HELD)
    if film.change_asked_at:
        found.append(Blocker.CHANGE_ASKED)
    found += _of_consent(film)
    if film.video is None or film.video.stage != Stage.LADDERED or film.video.erased_at:
        found.append(Blocker.NOT_READY)
    clearance = moderation.clearance(film)
    if not clearance.complete or len(clearance.by) < 2:
        found.append(Blocker.NOT_APPROVED_BY_TWO)
    elif clearance.digest != film.content_digest():
        found.append(Blocker.CHANGED_SINCE_APPROVAL)
    if film.speech == Speech.UNKNOWN or (film.speech == Speech.CAPTIONED and not film.captions.strip()):
        found.append(Blocker.NO_CAPTIONS)
    if not film.description.strip() and not film.transcript.strip():
        found.append(Blocker.NO_DESCRIPTION)
    return found


def lock(film: Film, *, withdrawn_too: bool = False) -> None:
    """Make everybody else who writes this film wait until the transaction ends.

    Raises NotCleared when the film has been withdrawn meanwhile (or is gone), unless
    `withdrawn_too`.
    """
    rows = type(film).objects.filter(pk=film.pk)
    if not withdrawn_too:
        rows = rows.filter(withdrawn_at__isnull=True)
    if not rows.update(has_unpublished_changes=F("has_unpublished_changes")) and not withdrawn_too:
        raise NotCleared([Blocker.WITHDRAWN])


def clear(film: Film, *, user: Any) -> None:
    """Open the gate for `film`, a revision's object, and write down for which exact content.

    Raises NotCleared. Call only under `lock`, in the same transaction.
    """
    if why_not := blockers(film):
        raise NotCleared(why_not)
    digest = film.content_digest()
    rows = type(film).objects.filter(pk=film.pk, withdrawn_at__isnull=True, refused_at__isnull=True)
    if not rows.update(cleared_at=timezone.now(), cleared_digest=digest):
        raise NotCleared([Blocker.WITHDRAWN])
    audit.record(by=audit.actor(user), act="film.cleared", subject=film, digest=digest)
    transaction.on_commit(lambda: film_cleared.send(sender=type(film), film_id=film.pk), robust=True)


def shut(film: Film) -> None:
    """Undo `clear` for a film that is live no more."""
    type(film).objects.filter(pk=film.pk).update(cleared_at=None, cleared_digest="", released_at=None)
    transaction.on_commit(lambda: film_shut.send(sender=type(film), film_id=film.pk), robust=True)


def must_be_what_was_cleared(film: Film) -> None:
    """Raise NotCleared unless a live film's content is the very content that was cleared (S13)."""
    row = type(film).objects.filter(pk=film.pk).values_list("cleared_digest", flat=True).first()
    if not row or row != film.content_digest():
        raise NotCleared([Blocker.CHANGED_SINCE_APPROVAL])


def _of_consent(film: Film) -> list[Blocker]:
    """Name the child and their guardian; anybody else is somebody, so that nothing tells who is in care."""
    now = standing(film)
    if now.ok:
        return []
    found = []
    if now.lacks(Party.CHILD):
        found.append(Blocker.CHILD_HAS_NOT_SAID_YES)
    if now.lacks(Party.GUARDIAN, number=1):
        found.append(Blocker.GROWN_UP_HAS_NOT_SAID_YES)
    others = {Voice(1, Party.CHILD), Voice(1, Party.GUARDIAN)}
    if not found or {*now.missing, *now.refused_by} - others:
        found.append(Blocker.SOMEBODY_HAS_NOT_SAID_YES)
    return found
