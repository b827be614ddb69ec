"""The queue's side: an id in, one step, the next one told. Losing or repeating a task is harmless."""

from __future__ import annotations

import logging
import uuid

from django.db.models.functions import Now
from django.tasks import task

from video import lease, processing
from video.models import Video

log = logging.getLogger(__name__)


@task(queue_name="video")
def make_preview(video_id: str) -> None:
    """Make a video's preview, and go on with its ladder when that is wanted already."""
    if processing.preview(uuid.UUID(video_id)) and lease.ladder_due().filter(pk=video_id).exists():
        tell(make_ladder, uuid.UUID(video_id))


@task(queue_name="video")
def make_ladder(video_id: str) -> None:
    """Make a video's ladder."""
    processing.ladder(uuid.UUID(video_id))


def tell(step: object, video_id: uuid.UUID) -> None:
    """Enqueue `step` for a video. A broker that is down is logged: the sweeper finds the row still due."""
    Video.objects.filter(pk=video_id).update(queued_at=Now())
    try:
        step.enqueue(str(video_id))  # type: ignore[attr-defined]
    except Exception:  # every broker has its own errors
        log.exception("the queue did not take video %s; the sweeper will", video_id)
