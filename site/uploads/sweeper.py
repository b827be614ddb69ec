"""Ends what expired, removes the bytes of what ended, forgets what was taken over."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.db.models import Q
from django.db.models.functions import Now

import storage
from uploads import actions
from uploads.models import Upload

BATCH = 500
# So long a sender still reads 'gone' rather than 'never was'.
REMEMBERED = timedelta(days=1)
HALF_WRITTEN = timedelta(days=1)
log = logging.getLogger(__name__)


def sweep() -> dict[str, int]:
    """Do all of it once; idempotent, and safe beside writers and other sweepers. Returns counts."""
    return {
        "expired": _end_expired(),
        "erased": _erase_ended(),
        "forgotten": _forget(),
        "half_written": _tidy(),
    }


def _end_expired() -> int:
    """End what expired, by the database's clock, unless somebody is writing to it (F10)."""
    expired = Upload.objects.filter(
        Q(writer_until=None) | Q(writer_until__lt=Now()),
        claimed_at=None,
        ended_at=None,
        expires_at__lt=Now(),
    )
    # The condition again in the UPDATE: a claim or a byte may have come since.
    return expired.filter(pk__in=list(expired.values_list("pk", flat=True)[:BATCH])).update(
        ended_at=Now(), writer_token=None, writer_until=None
    )


def _erase_ended() -> int:
    ended = Upload.objects.filter(ended_at__isnull=False, claimed_at=None).exclude(
        backend_state={"erased": True}
    )
    return sum(actions.erase_bytes(upload_id=pk) for pk in list(ended.values_list("pk", flat=True)[:BATCH]))


def _forget() -> int:
    """Delete rows that own no bytes any more: erased ones, and those whose bytes a film owns."""
    done = Q(ended_at__lt=Now() - REMEMBERED, backend_state={"erased": True}) | Q(
        claimed_at__lt=Now() - REMEMBERED
    )
    return Upload.objects.filter(done).delete()[0]


def _tidy() -> int:
    writing = set(Upload.objects.live().filter(completed_at=None).values_list("key", flat=True))
    try:
        return storage.tidy(storage.private(), older_than=HALF_WRITTEN, writing=writing)
    except storage.StorageError:
        log.warning("half-written files stay until the next sweep", exc_info=True)
        return 0
