"""F1, F2, F3, F7: what stands still is started again, and what belongs to nobody goes."""

from __future__ import annotations

import io
import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db.models.functions import Now
from django.tasks import default_task_backend

import storage
from tests.factories.video import VideoFactory
from video import actions, lease, signals, sweeper
from video.enums import Stage
from video.models import Video

pytestmark = pytest.mark.django_db

TWO_HOURS_AGO = time.time() - 7200


@pytest.fixture(autouse=True)
def looks_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sweeper, "WALK_SECONDS", 0.0)


def told() -> list[tuple[str, str]]:
    return [(result.task.name, result.args[0]) for result in default_task_backend.results]


def put(store: storage.Store, key: str) -> None:
    storage.put(store, key, io.BytesIO(b"left behind"), content_type="video/mp4")
    os.utime(store.path(key), (TWO_HOURS_AGO, TWO_HOURS_AGO))


def age() -> None:
    for store, prefix in ((storage.private(), "video/"), (storage.public(), "films/")):
        for entry in storage.walk(store, prefix):
            os.utime(store.path(entry.key), (TWO_HOURS_AGO, TWO_HOURS_AGO))


def test_wiped_queue_goes_on_from_the_rows() -> None:
    """F7: previews and ladders that are due, and only those; told once, not again at once."""
    waiting = VideoFactory()
    previewed = VideoFactory(previewed=True)
    wanted = VideoFactory(previewed=True, ladder_wanted_at=previewed.received_at)
    VideoFactory(laddered=True)
    VideoFactory(stuck=True)
    assert sweeper.sweep()["previews restarted"] == 1
    assert told() == [("make_preview", str(waiting.pk)), ("make_ladder", str(wanted.pk))]
    assert sweeper.sweep()["previews restarted"] == 0
    Video.objects.update(queued_at=Now() - timedelta(minutes=2))
    assert sweeper.sweep()["ladders restarted"] == 1


def test_work_in_hand_is_left_alone_and_a_dead_workers_is_not() -> None:
    """F2: after the lease, at once, however recently the queue was told."""
    video = VideoFactory(queued_at=None)
    Video.objects.update(queued_at=Now())
    assert lease.take(video.pk, lease.preview_due())
    assert sweeper.sweep()["previews restarted"] == 0
    Video.objects.update(leased_until=Now() - timedelta(seconds=1))
    assert sweeper.sweep()["previews restarted"] == 1


def test_killer_of_three_workers_is_for_a_person() -> None:
    """F3: a film that eats its worker cannot count its own last try."""
    heard: list[str] = []

    def receive(sender: object, video: Video, **_: Any) -> None:
        heard.append(video.stage)

    signals.stuck.connect(receive)
    try:
        video = VideoFactory(tries=3)
        Video.objects.filter(pk=video.pk).update(
            lease_token=video.pk, leased_until=Now() - timedelta(seconds=1)
        )
        assert sweeper.sweep()["stuck"] == 1
        assert sweeper.sweep()["stuck"] == 0
    finally:
        signals.stuck.disconnect(receive)
    video.refresh_from_db()
    assert (video.stage, video.lease_token) == (Stage.STUCK, None)
    assert heard == [Stage.STUCK]


def test_long_queue_is_not_made_longer() -> None:
    for _ in range(sweeper.AT_ONCE + 3):
        VideoFactory()
    assert sweeper.sweep()["previews restarted"] == sweeper.AT_ONCE


def test_orphans_go_and_what_has_a_row_stays() -> None:
    """F2: files of a run that was killed before it wrote its row; copies of a release that was."""
    kept = actions.release(video=VideoFactory(laddered=True))
    age()
    sweeper.sweep()
    put(storage.private(), f"video/{kept.pk}/left.mp4")
    put(storage.private(), "video/nobody/preview.mp4")
    put(storage.public(), "films/0123456789abcdef0123456789abcdef/h264-480.mp4")
    storage.put(
        storage.private(), "video/young/preview.mp4", io.BytesIO(b"at work"), content_type="video/mp4"
    )
    assert sweeper.sweep()["orphans removed"] == 3
    assert sweeper.sweep()["orphans removed"] == 0
    assert storage.private().exists("video/young/preview.mp4")
    for rendition in kept.renditions.all():
        assert storage.private().exists(rendition.key)
    assert storage.public().exists(f"{kept.public_prefix}/master.m3u8")


def test_originals_that_could_not_be_deleted_are_deleted_later() -> None:
    refused, erased, kept = VideoFactory(refused=True), VideoFactory(), VideoFactory()
    Video.objects.filter(pk=erased.pk).update(erased_at=Now())
    assert sweeper.sweep()["originals removed"] == 2
    assert not storage.private().exists(refused.original_key)
    assert not storage.private().exists(erased.original_key)
    assert storage.private().exists(kept.original_key)


def test_work_folders_of_killed_workers_go() -> None:
    """They hold a child's film."""
    root = Path(settings.FILE_UPLOAD_TEMP_DIR)
    old, young = root / "film-old", root / "film-young"
    for folder in (old, young):
        folder.mkdir(exist_ok=True)
        (folder / "original").write_bytes(b"film")
    long_ago = time.time() - sweeper.WORK_AGE_SECONDS - 60
    os.utime(old, (long_ago, long_ago))
    sweeper.sweep()
    assert not old.exists()
    assert young.exists()
