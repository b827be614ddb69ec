"""From cleared to public: files first, then the row, and only if nothing has happened meanwhile (B, C)."""

from __future__ import annotations

import pytest

import storage
from our_childhood import actions, story, tasks
from our_childhood.enums import FilmState, WithdrawalRoute
from our_childhood.models import Film
from outbox.models import Message
from safeguarding import actions as safeguarding
from safeguarding.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.moderation import film_at_second_check, fresh, give
from tests.factories.our_childhood import FilmFactory, grown_up, public_files, video

pytestmark = pytest.mark.django_db


def test_the_second_approval_releases(django_capture_on_commit_callbacks, run_tasks):
    """S13: each public byte is one of an approved rendition, by hash; the original is gone."""
    film, _ = film_at_second_check(video=video())
    with django_capture_on_commit_callbacks(execute=True):
        give(film, UserFactory(moderator=True), "approve")
    assert story.state(fresh(film)) == FilmState.RELEASING
    assert not Film.objects.public().exists()
    run_tasks()
    film = fresh(film)
    assert Film.objects.public().get() == film
    approved = {rendition.name: rendition.sha256 for rendition in film.video.renditions.all()}
    shown = public_files(film)
    assert shown
    for key in shown:
        prefix, name = key.rsplit("/", 1)
        assert prefix == film.video.public_prefix
        with storage.public().open(key) as file:
            import hashlib

            assert hashlib.sha256(file.read()).hexdigest() == approved[name]
    assert not {"preview.mp4", "sheet.jpg"} & {key.rsplit("/", 1)[1] for key in shown}
    assert film.video.original_deleted_at is not None
    assert list(storage.walk(storage.private(), "originals")) == []


def test_release_tells_the_grown_up_once(run_tasks):
    """F8: the task twice, one letter, one entry in the trail."""
    film = FilmFactory(approved=True)
    grown_up(film)
    for _ in range(2):
        assert tasks.release.call(film.pk)
    assert Message.objects.filter(template="film_news").count() == 1
    assert AuditEntry.objects.filter(act="film.released").count() == 1


INTERRUPTIONS = {
    "withdrawn": lambda film: actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE),
    "held": lambda film: safeguarding.hold(subject=film, reason="concern", by="system"),
    "refused": lambda film: actions.refuse(film=film, reason=None, by="system"),
    "unpublished": lambda film: fresh(film).unpublish(),
}


@pytest.mark.parametrize("interruption", INTERRUPTIONS)
def test_whoever_stops_the_film_while_it_is_copied_wins(interruption, monkeypatch):
    """C, F12: the copies are made, the row says no, the copies go again."""
    film = FilmFactory(approved=True)
    copy = tasks.video_actions.release

    def copy_then_interrupt(*, video):
        copy(video=video)
        assert public_files(film)
        INTERRUPTIONS[interruption](film)

    with monkeypatch.context() as patch:
        patch.setattr(tasks.video_actions, "release", copy_then_interrupt)
        assert not tasks.release.call(film.pk)
    assert not Film.objects.public().exists()
    assert fresh(film).released_at is None
    assert fresh(film).video.public_prefix == ""


def test_content_nobody_approved_is_not_released():
    """B: a rendition changed after the gate: nothing is copied."""
    film = FilmFactory(approved=True)
    film.video.renditions.filter(name="h264-480.mp4").update(sha256="0" * 64)
    assert not tasks.release.call(film.pk)
    assert public_files(film) == []


def test_bytes_that_are_not_the_approved_ones_are_not_released():
    """B: somebody swapped the file in private storage."""
    import io

    film = FilmFactory(approved=True)
    key = film.video.renditions.get(name="h264-480.mp4").key
    storage.remove(storage.private(), [key])
    storage.put(storage.private(), key, io.BytesIO(b"another film"), content_type="video/mp4")
    with pytest.raises(storage.NotStored):
        tasks.release.call(film.pk)
    assert not Film.objects.public().exists()
    assert public_files(film) == []


def test_a_film_that_is_not_live_is_not_released():
    film = FilmFactory(in_review=True)
    assert not tasks.release.call(film.pk)
    assert not tasks.release.call(999_999)
    assert public_files(film) == []


def test_edited_again_a_public_film_keeps_its_place():
    """A corrected caption, approved by two anew, does not push the film to the top of the gallery."""
    film = FilmFactory(public=True)
    released_at, prefix = film.released_at, film.video.public_prefix
    film.description = "A paper boat crosses a big puddle."
    film.save_revision()
    from moderation import actions as moderation

    moderation.start_review(subject=film, by="system")
    assert Film.objects.public().get() == film
    for _ in range(2):
        give(fresh(film), UserFactory(moderator=True), "approve")
    tasks.release.call(film.pk)
    film = fresh(film)
    assert film.description == "A paper boat crosses a big puddle."
    assert (film.released_at, film.video.public_prefix) == (released_at, prefix)
