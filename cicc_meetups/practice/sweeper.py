"""What time does between meetups. Idempotent."""

from __future__ import annotations

import logging

from cicc_meetups.practice import actions
from cicc_meetups.practice.models import Answer, Paper, Post
from moderation import leaving

log = logging.getLogger(__name__)
BATCH = 100


def sweep() -> dict[str, int]:
    """Do all that is due; return how many of each."""
    return {
        "practice_papers_scanned": sum(_scanned(one) for one in _unscanned()),
        "practice_answers_ended": actions.take_back_answers(),
        "practice_posts_erased": leaving.erase_owed(Post),
        "practice_answers_erased": leaving.erase_owed(Answer),
    }


def _unscanned() -> list[Paper]:
    waiting = Paper.objects.filter(scanned_at__isnull=True, post__withdrawn_at__isnull=True)
    return list(waiting.select_related("post").order_by("pk")[:BATCH])


def _scanned(paper: Paper) -> bool:
    try:
        return actions.scan_again(paper)
    except Exception:
        log.exception("sweep: could not scan paper %s", paper.pk)
        return False
