"""What the rooms above ask for: receive, release, recall, erase."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.db import IntegrityError, transaction

import storage
from tests.factories.video import LADDER_SET, VideoFactory
from video import actions, refusals
from video.enums import Refusal, RenditionKind, Stage
from video.models import Video

pytestmark = pytest.mark.django_db


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def public() -> set[str]:
    return {entry.key for entry in storage.walk(storage.public(), "films/")}


def private(video: Video) -> set[str]:
    return {entry.key for entry in storage.walk(storage.private(), f"video/{video.pk}/")}


def test_receive_asks_for_a_preview(committed: Any) -> None:
    from django.tasks import default_task_backend

    with committed():
        video = actions.receive(key="uploads/a", size=3, sha256="f" * 64)
    assert video.stage == Stage.RECEIVED
    assert [result.args for result in default_task_backend.results] == [[str(video.pk)]]
    video.refresh_from_db()
    assert video.queued_at is not None


def test_release_copies_what_was_approved_and_nothing_else(committed: Any) -> None:
    """S13: public bytes are the approved ones; preview and contact sheet stay private."""
    video = VideoFactory(laddered=True)
    digest = video.digest
    released = actions.release(video=video)
    names = {name for _, name, _, _ in LADDER_SET} | {"poster.jpg"}
    assert {key for key in public() if key.startswith(released.public_prefix)} == {
        f"{released.public_prefix}/{name}" for name in names
    }
    for rendition in released.renditions.exclude(
        kind__in=[RenditionKind.PREVIEW, RenditionKind.CONTACT_SHEET]
    ):
        body = b"".join(storage.public().pieces(f"{released.public_prefix}/{rendition.name}"))
        assert len(body) == rendition.size
    assert released.released_at is not None
    assert released.digest == digest
    assert released.public_url("master.m3u8").endswith(f"{released.public_prefix}/master.m3u8")


def test_release_twice_is_once() -> None:
    first = actions.release(video=VideoFactory(laddered=True))
    again = actions.release(video=first)
    assert (again.public_prefix, again.released_at) == (first.public_prefix, first.released_at)


def test_release_of_altered_rendition_is_refused() -> None:
    """S13: a byte changed since approval reaches nobody, and no part of the film is left in public."""
    video = VideoFactory(laddered=True)
    stream = video.streams[0]
    storage.put(storage.private(), stream.key, io.BytesIO(b"another film"), content_type="video/mp4")
    before = public()
    with pytest.raises(storage.NotStored):
        actions.release(video=video)
    assert public() == before
    video.refresh_from_db()
    assert video.released_at is None


@pytest.mark.parametrize("state", [{}, {"previewed": True}, {"refused": True}, {"stuck": True}])
def test_release_before_the_ladder_is_refused(state: dict[str, bool]) -> None:
    with pytest.raises(actions.NotReady):
        actions.release(video=VideoFactory(**state))


@pytest.mark.parametrize("act", ["recall", "erase"])
def test_recall_wins_over_a_release_under_way(committed: Any, monkeypatch: Any, act: str) -> None:
    """C, F12: the copying had begun before; nothing of it stays."""
    video = VideoFactory(laddered=True)
    copy = actions._copy

    def withdrawn_meanwhile(*arguments: Any) -> None:
        copy(*arguments)
        getattr(actions, act)(video=video)

    monkeypatch.setattr(actions, "_copy", withdrawn_meanwhile)
    before = public()
    with committed(), pytest.raises(actions.NotReady):
        actions.release(video=video)
    assert public() == before
    video.refresh_from_db()
    assert (video.released_at, video.public_prefix) == (None, "")


def test_recall_removes_public_files_and_keeps_the_rest(committed: Any) -> None:
    video = actions.release(video=VideoFactory(laddered=True))
    prefix = video.public_prefix
    with committed():
        actions.recall(video=video)
        actions.recall(video=video)
    assert not any(key.startswith(prefix) for key in public())
    assert private(video)
    video.refresh_from_db()
    with pytest.raises(ValueError, match="not released"):
        video.public_url("master.m3u8")
    again = actions.release(video=video)
    assert again.public_prefix != prefix


def test_erase_leaves_a_row_and_no_byte(committed: Any) -> None:
    """S8: original, renditions and public copies, at once."""
    video = actions.release(video=VideoFactory(laddered=True))
    with committed():
        actions.erase(video=video)
        actions.erase(video=video)
    assert not any(key.startswith("films/") and video.public_prefix in key for key in public())
    assert private(video) == set()
    assert not storage.private().exists(video.original_key)
    video.refresh_from_db()
    assert video.erased_at is not None
    assert video.original_deleted_at is not None
    assert not video.renditions.exists()
    assert video.source == {}


def test_erased_video_cannot_be_released_even_by_hand() -> None:
    """The database says so too."""
    video = VideoFactory(laddered=True)
    actions.erase(video=video)
    with pytest.raises(IntegrityError), transaction.atomic():
        Video.objects.filter(pk=video.pk).update(released_at="2026-01-01T00:00Z", public_prefix="films/x")


def test_drop_original_keeps_renditions(committed: Any) -> None:
    video = VideoFactory(laddered=True)
    with committed():
        actions.drop_original(video=video)
    assert not storage.private().exists(video.original_key)
    assert private(video)


def test_retry_gives_three_more_tries(committed: Any) -> None:
    video = VideoFactory(stuck=True)
    with committed():
        actions.retry(video=video)
    video.refresh_from_db()
    assert (video.stage, video.tries, video.trouble) == (Stage.RECEIVED, 0, "")
    with pytest.raises(actions.NotReady):
        actions.retry(video=video)


def test_digest_follows_every_public_file() -> None:
    """F13: another byte in any file that would be public is another digest."""
    video = VideoFactory(laddered=True)
    before = video.digest
    video.renditions.filter(kind=RenditionKind.CONTACT_SHEET).update(sha256="0" * 64)
    assert Video.objects.get(pk=video.pk).digest == before
    video.renditions.filter(name="av1-480.m3u8").update(sha256="0" * 64)
    assert Video.objects.get(pk=video.pk).digest != before


@pytest.mark.parametrize("code", list(Refusal))
def test_each_refusal_has_a_childs_sentence(code: Refusal) -> None:
    """Kind and short, and it says what to do next."""
    said = refusals.sentence(code.value)
    sentences = [part for part in said.replace("!", ".").split(".") if part.strip()]
    assert len(sentences) == 2
    assert all(len(part.split()) <= 16 for part in sentences)
    assert any(word in said for word in ("Please", "Make", "make", "Use", "Turn", "Ask"))
    assert not any(
        word in said.lower() for word in ("error", "invalid", "codec", "format", "failed", code.value + "_")
    )
