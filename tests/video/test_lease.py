"""F2, F8, F10: who may work on a video."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now

from tests.factories.video import VideoFactory
from video import lease
from video.enums import Stage
from video.models import Video

pytestmark = pytest.mark.django_db


def take(video: Video) -> lease.Lease | None:
    return lease.take(video.pk, lease.preview_due())


def test_one_at_a_time() -> None:
    video = VideoFactory()
    assert take(video) is not None
    assert take(video) is None


@pytest.mark.parametrize(
    ("ahead", "free"),
    [(timedelta(seconds=-1), True), (timedelta(seconds=30), False), (timedelta(days=1), True)],
)
def test_taken_over_when_over(ahead: timedelta, free: bool) -> None:
    """Also when a clock that was wrong by a day wrote it (F10)."""
    video = VideoFactory()
    assert take(video) is not None
    Video.objects.filter(pk=video.pk).update(leased_until=Now() + ahead)
    assert (take(video) is not None) is free


def test_three_takes_and_no_more() -> None:
    video = VideoFactory()
    for expected in (True, True, True, False):
        taken = take(video)
        assert (taken is not None) is expected
        Video.objects.filter(pk=video.pk).update(leased_until=Now() - timedelta(seconds=1))


@pytest.mark.parametrize(
    "state", [{"refused": True}, {"stuck": True}, {"previewed": True}, {"laddered": True}]
)
def test_only_what_is_due(state: dict[str, bool]) -> None:
    assert take(VideoFactory(**state)) is None


def test_loser_writes_nothing() -> None:
    video = VideoFactory()
    first = take(video)
    Video.objects.filter(pk=video.pk).update(leased_until=Now() - timedelta(seconds=1))
    second = take(video)
    assert first is not None
    assert second is not None
    with pytest.raises(lease.Lost):
        first.end(stage=Stage.PREVIEWED)
    second.end(stage=Stage.REFUSED, refusal="image")
    video.refresh_from_db()
    assert video.stage == Stage.REFUSED


def test_beat_keeps_it(monkeypatch: Any) -> None:
    video = VideoFactory()
    held = take(video)
    assert held is not None
    Video.objects.filter(pk=video.pk).update(leased_until=Now() + timedelta(seconds=1))
    held.beat()
    monkeypatch.setattr(lease, "BEAT_SECONDS", 0.0)
    before = Video.objects.get(pk=video.pk).leased_until
    held.beat()
    after = Video.objects.get(pk=video.pk).leased_until
    assert before is not None
    assert after is not None
    assert after - before > timedelta(seconds=50)
