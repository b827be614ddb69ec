"""Looking at somebody from outside, and hearing their answer: alike in every room that checks people."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.permissions import policy_registry

from accounts.models import User
from moderation.checked import Checked, LookBase, Seen


def may_check(model: type[Checked], user: Any) -> bool:
    """Whether `user` checks rows of `model`: by group, superusers like everybody else (ADR 0042)."""
    return policy_registry.get_by_type(model).user_has_permission(user, "change")


def look[Row: Checked](
    checked: Row, *, own: int, verdict: Seen, words: str, user: User, ends_date: date | None
) -> tuple[Row, LookBase]:
    """Put on record what `user` saw of `checked`, whose account is `own` (S26).

    Returns the row, locked, and the look. Call it in a transaction, with `checked.looks` there. Raises
    PermissionDenied for whoever may not check such people or is this one, ValueError without words or, for
    a check, a day to come.
    """
    if not may_check(type(checked), user) or own == user.pk:
        raise PermissionDenied
    counts = verdict == Seen.CHECKED
    if not words.strip() or counts != (ends_date is not None and ends_date > timezone.localdate()):
        raise ValueError("A look needs words, and a check a last day that is to come.")
    row = type(checked)._default_manager.select_for_update().get(pk=checked.pk)
    now = timezone.now()
    made: LookBase = row.looks.create(verdict=verdict, words=words, ends_date=ends_date, looked_by=user)  # type: ignore[attr-defined]
    row.checked_at, row.checked_until = (now, ends_date) if counts else (None, None)
    row.asked_at = now if verdict == Seen.ASKED else None
    row.refused_at = now if verdict == Seen.REFUSED else None
    row.save(update_fields=["checked_at", "checked_until", "asked_at", "refused_at"])
    return row, made


def answer(checked: Checked, look: LookBase, *, words: str) -> bool:
    """Keep what `checked` answers to the question in `look`; it waits again. False if nothing was asked."""
    rows = type(look)._default_manager.filter(pk=look.pk, verdict=Seen.ASKED)
    if not rows.update(answer=words, answered_at=timezone.now()):
        return False
    type(checked)._default_manager.filter(pk=checked.pk).update(asked_at=None)
    return True
