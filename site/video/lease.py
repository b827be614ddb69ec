"""Who may work on a video: a token on its own row, taken and kept by conditional updates (F2, F8).

Times are the database's, so that workers with different clocks agree; a lease that reaches
further ahead than any lease can was written by a clock that has since been put right (F10).
"""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from video.enums import Stage
from video.models import Video

LENGTH = timedelta(seconds=settings.FILM_LEASE_SECONDS)
BEAT_SECONDS = settings.FILM_LEASE_SECONDS / 4
MOST_TRIES = 3


class Lost(Exception):
    """Somebody else holds the lease, or the video is gone: stop, and write nothing."""


@dataclass(slots=True)
class Lease:
    """The right to work on one video until it is finished, given back or not renewed."""

    video_id: uuid.UUID
    token: uuid.UUID
    _beaten_at: float = field(default_factory=time.monotonic)

    def beat(self) -> None:
        """Renew the lease, at most every BEAT_SECONDS; call it as often as you like. Raises Lost."""
        if time.monotonic() - self._beaten_at >= BEAT_SECONDS:
            self.write(leased_until=Now() + LENGTH)
            self._beaten_at = time.monotonic()

    def write(self, **fields: Any) -> None:
        """Update the video's row, as long as this lease holds. Raises Lost, having written nothing."""
        mine = Video.objects.filter(pk=self.video_id, lease_token=self.token)
        if not mine.filter(erased_at=None, sealed_at=None).update(**fields):
            raise Lost(f"the lease on video {self.video_id} is lost")

    def end(self, **fields: Any) -> None:
        """Update the row and give the lease back in one statement. Raises Lost."""
        self.write(lease_token=None, leased_until=None, **fields)


def free() -> Q:
    """Return the condition under which a video's lease may be taken."""
    return Q(leased_until=None) | Q(leased_until__lt=Now()) | Q(leased_until__gt=Now() + 2 * LENGTH)


def preview_due() -> QuerySet[Video]:
    """Return the videos that wait for a preview, whoever may be at work on them."""
    return Video.objects.filter(stage=Stage.RECEIVED, erased_at=None, sealed_at=None)


def ladder_due() -> QuerySet[Video]:
    """Return the videos whose ladder is wanted and not yet made."""
    return Video.objects.filter(
        stage=Stage.PREVIEWED,
        ladder_wanted_at__isnull=False,
        original_deleted_at=None,
        erased_at=None,
        sealed_at=None,
    )


def take(video_id: uuid.UUID, among: QuerySet[Video]) -> Lease | None:
    """Take the lease on a video `among` those due and count the try; None when it is not to be had."""
    token = uuid.uuid4()
    taken = (
        among.filter(pk=video_id, tries__lt=MOST_TRIES)
        .filter(free())
        .update(lease_token=token, leased_until=Now() + LENGTH, tries=F("tries") + 1)
    )
    return Lease(video_id, token) if taken else None
