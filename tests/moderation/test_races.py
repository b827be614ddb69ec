"""F12 and F13 with real threads on the real database: withdrawal wins, replaced files void approvals.

`RACES=1000` runs each as often as the fault list asks for. The suite runs fewer, and the fewest on SQLite,
which lets one writer at a time begin; from 50 on both orders must have come up.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts.models import User
from moderation import actions
from moderation.enums import Check
from our_childhood import actions as film_actions
from our_childhood import gate
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film
from safeguarding import audit
from tests.at_once import at_once, failures
from tests.factories.accounts import UserFactory
from tests.factories.moderation import film_at_second_check, fresh, new_video, watch
from video.models import Video

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

EITHER_ORDER = 0.02  # seconds
TIMES = int(os.environ.get("RACES") or (12 if connection.vendor == "postgresql" else 6))


def approve(film: Film, user: User) -> Callable[[], object]:
    state = film.current_workflow_task_state
    return lambda: actions.decide(task_state=state, user=user, verdict="approve")


def test_withdrawal_wins_against_approval() -> None:
    """F12: approve ∥ withdraw, both orders: the film is withdrawn and never public."""
    first, second = UserFactory(moderator=True), UserFactory(moderator=True)
    outcomes = {"approved first": 0, "withdrawn first": 0}
    for _ in range(TIMES):
        film, _ = film_at_second_check(first=first)
        watch(film, second)
        results = at_once(
            approve(film, second),
            lambda film=film: film_actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE),
            jitter=EITHER_ORDER,
        )
        raised = failures(results)
        after = fresh(film)
        assert after.withdrawn_at is not None, raised
        assert not after.live
        assert after.cleared_at is None
        assert not Film.objects.public().filter(pk=film.pk).exists()
        unexpected = [error for error in raised if not _is_refusal(error)]
        assert unexpected == []
        outcomes["withdrawn first" if raised else "approved first"] += 1
    assert audit.verify().whole
    if TIMES >= 50:
        assert all(outcomes.values()), f"only one order was tried: {outcomes}"


def test_replaced_file_wins_against_approval() -> None:
    """F13: approve ∥ replace: what is live is what was approved, never the new file under the old yes."""
    first, second = UserFactory(moderator=True), UserFactory(moderator=True)
    for _ in range(TIMES):
        film, _ = film_at_second_check(first=first)
        watch(film, second)
        new = new_video(ladder=True)
        replace = partial(_replace, film, new)
        results = at_once(approve(film, second), replace, jitter=EITHER_ORDER)
        unexpected = [error for error in failures(results) if not _is_refusal(error)]
        assert unexpected == []
        after = fresh(film)
        if after.live:
            assert after.video_id != new.pk
            assert after.cleared_digest == after.content_digest()
        else:
            assert after.video_id == new.pk
            assert after.current_workflow_task.specific.check_kind == Check.SAFEGUARDING
    assert audit.verify().whole


def _replace(film: Film, new: Video) -> None:
    """Give a film that is not live yet another file, as our_childhood.actions does for a child."""
    if Film.objects.filter(pk=film.pk, live=False).update(video=new):
        actions.void_if_changed(subject=fresh(film), by="child")


def _is_refusal(error: BaseException) -> bool:
    return isinstance(error, PermissionDenied | gate.NotCleared | Film.DoesNotExist)
