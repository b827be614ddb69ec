"""What is due: concerns heard but not raised, answers nobody gave, witnesses, and old concerns (F7)."""

from __future__ import annotations

import logging

from django.utils import timezone

from safeguarding import actions, hearing, witness
from safeguarding.models import Concern

log = logging.getLogger(__name__)


def sweep() -> dict[str, int]:
    """Do all that is due; return how many of each. One failure stops none of the others."""
    return {
        "concerns_raised_late": _try(hearing.raise_kept),
        "concerns_escalated": _try(_escalate),
        "audit_heads_witnessed": _try(witness.note),
        "concerns_erased": _try(actions.erase_old),
    }


def _escalate() -> int:
    due = Concern.objects.late(timezone.now()).filter(escalated_at__isnull=True).defer("words")
    return sum(actions.escalate(concern=concern) for concern in due.order_by("respond_by")[:100])


def _try(act: object) -> int:
    try:
        return int(act())  # type: ignore[operator]
    except Exception:
        log.exception("sweep: %s failed", getattr(act, "__name__", act))
        return 0
