"""One step of one video, with real films and a real decoder: F2, F3, F5, F8, F11, F16."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models.functions import Now
from django.dispatch import Signal

import storage
from tests.factories.video import VideoFactory
from video import clamd, files, lease, processing, signals, sweeper, tasks, transcode
from video.enums import Refusal, Stage
from video.models import Rendition, Video
from video.sandbox import LimitReached, NoSandbox

pytestmark = [pytest.mark.django_db, pytest.mark.media]


@pytest.fixture
def film(clip: Callable[..., Path]) -> bytes:
    return clip("small.mp4", picture="testsrc2=s=320x180:r=30").read_bytes()


@pytest.fixture
def heard() -> Any:
    """What the room said, as (signal's name, stage at that moment)."""
    said: list[tuple[str, str]] = []
    receivers = []
    for name in ("previewed", "laddered", "refused", "stuck"):
        told: Signal = getattr(signals, name)

        def receive(sender: object, video: Video, name: str = name, **_: Any) -> None:
            said.append((name, video.stage))

        told.connect(receive)
        receivers.append((told, receive))
    yield said
    for told, receive in receivers:
        told.disconnect(receive)


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def stored(video: Video) -> dict[str, str]:
    """Return the files really in private storage, by key, with their hashes."""
    found = {}
    for entry in storage.walk(storage.private(), f"video/{video.pk}/"):
        body = b"".join(storage.private().pieces(entry.key))
        found[entry.key] = hashlib.sha256(body).hexdigest()
    return found


def rows(video: Video) -> dict[str, str]:
    return dict(Rendition.objects.filter(video=video).values_list("key", "sha256"))


def expire(video: Video) -> None:
    """Let a minute pass."""
    Video.objects.filter(pk=video.pk).update(leased_until=Now() - timedelta(seconds=1))


def test_preview_then_ladder(film: bytes, heard: list[Any], committed: Any) -> None:
    """The whole way: a preview for reviewers, then every rendition; rows and files say the same."""
    video = VideoFactory(content=film)
    with committed():
        assert processing.preview(video.pk)
    video.refresh_from_db()
    assert (video.stage, video.tries, video.lease_token) == (Stage.PREVIEWED, 0, None)
    assert {r.name for r in video.renditions.all()} == {"preview.mp4", "contact-sheet.jpg", "poster.jpg"}
    assert stored(video) == rows(video)
    before = video.digest
    video.ladder_wanted_at = video.received_at
    video.save()
    with committed():
        assert processing.ladder(video.pk)
    video.refresh_from_db()
    assert video.stage == Stage.LADDERED
    assert stored(video) == rows(video)
    assert video.master is not None
    assert [stream.name for stream in video.streams] == ["h264-180.mp4"]
    assert video.digest != before
    assert heard == [("previewed", Stage.PREVIEWED), ("laddered", Stage.LADDERED)]


def test_second_delivery_does_nothing(film: bytes, heard: list[Any], committed: Any) -> None:
    """F8: late, and while the first is still at work."""
    video = VideoFactory(content=film)
    held = lease.take(video.pk, lease.preview_due())
    assert held is not None
    with committed():
        assert not processing.preview(video.pk)
    held.end(tries=0)
    with committed():
        assert processing.preview(video.pk)
        assert not processing.preview(video.pk)
    assert heard == [("previewed", Stage.PREVIEWED)]


def test_second_run_makes_the_same_bytes(film: bytes, committed: Any) -> None:
    """F2: a run that is repeated overwrites the same keys with the same bytes."""
    video = VideoFactory(content=film, ladder_wanted_at=None)
    first: dict[str, str] = {}
    for _ in range(2):
        Video.objects.filter(pk=video.pk).update(stage=Stage.RECEIVED, ladder_wanted_at=Now())
        with committed():
            assert processing.preview(video.pk)
            assert processing.ladder(video.pk)
        if first:
            assert stored(video) == first
        first = stored(video)
    assert first == rows(video)


def test_altered_original_is_never_opened(
    film: bytes, heard: list[Any], committed: Any, monkeypatch: Any
) -> None:
    """F11: one bit other than was received; and a file nobody will look at is not kept."""
    monkeypatch.setattr(transcode, "examine", lambda *_, **__: pytest.fail("it was opened"))
    video = VideoFactory(content=film, sha256="0" * 64)
    with committed():
        processing.preview(video.pk)
    video.refresh_from_db()
    assert (video.stage, video.refusal) == (Stage.REFUSED, Refusal.ALTERED)
    assert video.original_deleted_at is not None
    assert not storage.private().exists(video.original_key)
    assert heard == [("refused", Stage.REFUSED)]


def test_refused_film_says_why_and_leaves_nothing(committed: Any) -> None:
    video = VideoFactory(content=b"#EXTM3U\nfile:///etc/passwd\n")
    with committed():
        processing.preview(video.pk)
    video.refresh_from_db()
    assert (video.stage, video.refusal) == (Stage.REFUSED, Refusal.NOT_A_FILM)
    assert stored(video) == {}
    assert not storage.private().exists(video.original_key)


@pytest.mark.parametrize("error", [LimitReached("it ran longer than 9 seconds"), transcode.Failed("no luck")])
def test_three_tries_then_a_person(
    film: bytes, heard: list[Any], committed: Any, monkeypatch: Any, error: Exception
) -> None:
    """F3: killed at the limit; three tries; then 'needs a person'."""

    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(transcode, "make_preview", fail)
    video = VideoFactory(content=film)
    for expected in (Stage.RECEIVED, Stage.RECEIVED, Stage.STUCK, Stage.STUCK):
        with committed():
            processing.preview(video.pk)
        video.refresh_from_db()
        assert video.stage == expected
    assert str(error) in video.trouble
    assert heard == [("stuck", Stage.STUCK)]
    assert storage.private().exists(video.original_key)


@pytest.mark.parametrize(
    ("module", "name", "error"),
    [
        (clamd, "scan", clamd.ScannerDown("clamd does not answer")),
        (transcode, "examine", NoSandbox("none here")),
    ],
)
def test_missing_guard_holds_the_film(
    film: bytes, heard: list[Any], committed: Any, monkeypatch: Any, module: Any, name: str, error: Exception
) -> None:
    """F16, S37: held as long as it takes, never skipped, and not counted as a try."""

    def down(*_: Any, **__: Any) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(module, name, down)
        video = VideoFactory(content=film)
        for _ in range(5):
            with committed():
                processing.preview(video.pk)
    video.refresh_from_db()
    assert (video.stage, video.tries) == (Stage.RECEIVED, 0)
    assert str(error) in video.trouble
    assert heard == []
    with committed():
        assert processing.preview(video.pk)


def test_full_storage_is_tried_again(film: bytes, committed: Any, monkeypatch: Any) -> None:
    """F4, F5: nothing is written down that was not read back."""

    def full(*_: Any, **__: Any) -> None:
        raise storage.StorageFull("no room")

    video = VideoFactory(content=film)
    with monkeypatch.context() as patch:
        patch.setattr(storage, "put", full)
        with committed():
            processing.preview(video.pk)
    video.refresh_from_db()
    assert video.stage == Stage.RECEIVED
    assert not rows(video)
    with committed():
        assert processing.preview(video.pk)


def test_lost_lease_writes_nothing(film: bytes, heard: list[Any], committed: Any, monkeypatch: Any) -> None:
    """F2, F8: only who holds the lease may write the row."""
    video = VideoFactory(content=film)
    keep = files.keep

    def overtaken(*arguments: Any) -> Any:
        made = keep(*arguments)
        Video.objects.filter(pk=video.pk).update(lease_token=uuid.uuid4())
        return made

    monkeypatch.setattr(files, "keep", overtaken)
    with committed():
        assert not processing.preview(video.pk)
    video.refresh_from_db()
    assert video.stage == Stage.RECEIVED
    assert not rows(video)
    assert heard == []


def test_erased_while_at_work_leaves_no_file(film: bytes, committed: Any, monkeypatch: Any) -> None:
    """C: withdrawal wins over work that is under way."""
    from video import actions

    video = VideoFactory(content=film)
    make = transcode.make_preview

    def withdrawn(*arguments: Any, **options: Any) -> Any:
        made = make(*arguments, **options)
        actions.erase(video=video)
        return made

    monkeypatch.setattr(transcode, "make_preview", withdrawn)
    with committed():
        assert not processing.preview(video.pk)
    assert stored(video) == {}
    assert not rows(video)
    assert not storage.private().exists(video.original_key)


def test_task_goes_on_to_a_ladder_already_wanted(film: bytes, run_tasks: Any, committed: Any) -> None:
    video = VideoFactory(content=film, ladder_wanted_at=None)
    Video.objects.filter(pk=video.pk).update(ladder_wanted_at=Now())
    with committed():
        tasks.make_preview.call(str(video.pk))
    assert run_tasks() == 1
    video.refresh_from_db()
    assert video.stage == Stage.LADDERED


def test_broker_down_loses_nothing(monkeypatch: Any, caplog: pytest.LogCaptureFixture) -> None:
    """F7: the row stays due; the sweeper tells the queue again."""
    video = VideoFactory()

    class Broken:
        def enqueue(self, *_: Any) -> None:
            raise ConnectionError("no broker")

    tasks.tell(Broken(), video.pk)
    assert "the sweeper will" in caplog.text
    Video.objects.filter(pk=video.pk).update(queued_at=Now() - timedelta(minutes=2))
    assert sweeper.sweep()["previews restarted"] == 1


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_killed_worker_leaves_work_for_the_next(
    clip: Callable[..., Path], process_env: dict[str, str], settings: Any
) -> None:
    """F2: kill -9 in the middle; after the lease another run makes one set, and nothing is orphaned."""
    busy = clip("busy.mp4", picture="testsrc2=s=1280x720:r=30,noise=alls=20:allf=t", seconds=4.0).read_bytes()
    video = VideoFactory(content=busy)
    script = (
        "import django; django.setup(); import uuid; from video import processing; "
        f"processing.preview(uuid.UUID('{video.pk}'))"
    )
    others = set(_work_folders(process_env))  # what tests before left behind is not this worker's
    worker = subprocess.Popen([sys.executable, "-c", script], env=process_env, cwd=settings.ROOT)
    waited = time.monotonic()
    while not any(list(one.glob("out/preview.mp4")) for one in {*_work_folders(process_env)} - others):
        assert worker.poll() is None, "it was done before it could be killed"
        assert time.monotonic() - waited < 90
        time.sleep(0.05)
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    video.refresh_from_db()
    assert video.stage == Stage.RECEIVED
    assert video.lease_token is not None
    assert not processing.preview(video.pk)
    expire(video)
    assert sweeper.sweep()["previews restarted"] == 1
    assert processing.preview(video.pk)
    assert stored(video) == rows(video)
    assert len(rows(video)) == 3


def _work_folders(env: dict[str, str]) -> list[Path]:
    root = Path(env.get("FILE_UPLOAD_TEMP_DIR") or Path(env["DATA_DIR"]) / "tmp")
    return [folder for folder in root.glob("film-*") if os.access(folder, os.R_OK)]
