"""Whatever stands still is started again from the rows alone (F2, F7, F10)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from consent import queries as consent_queries
from consent.models import Ask
from our_childhood import actions, second_look, sweeper, tasks
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film, FilmDraft
from outbox.models import Message
from safeguarding import actions as safeguarding
from tests.factories.consent import AnswerFactory
from tests.factories.moderation import fresh, say_yes
from tests.factories.our_childhood import DraftFactory, FilmFactory, grown_up, public_files, upload_of, video
from video.enums import Stage
from video.models import Video

pytestmark = pytest.mark.django_db


@pytest.fixture
def swept(django_capture_on_commit_callbacks, run_tasks):
    """Sweep once, with what it enqueues; return what was done."""

    def sweep() -> dict[str, int]:
        with django_capture_on_commit_callbacks(execute=True):
            done = sweeper.sweep()
            done |= {"film_expiries": sweeper.end_overdue(), "film_drafts_deleted": sweeper.forget_journeys()}
        run_tasks()
        return {name: count for name, count in done.items() if count}

    return sweep


def test_nothing_to_do_is_nothing_done(swept):
    FilmFactory(public=True)
    FilmFactory(in_review=True)
    assert swept() == {}


def test_a_preview_nobody_was_told_about(swept):
    """F2: the worker died between the row and the signal."""
    film = FilmFactory(stage=Stage.PREVIEWED)
    assert swept() == {}, "nobody has said yes yet"
    say_yes(film)
    assert swept() == {"film_reviews_begun": 1}
    assert fresh(film).current_workflow_state is not None
    assert swept() == {}


def test_a_cleared_film_whose_release_was_lost(swept):
    """F7: the queue was wiped."""
    film = FilmFactory(approved=True)
    assert swept() == {"film_releases": 1}
    assert Film.objects.public().get() == film
    assert swept() == {}


def test_a_public_film_whose_files_are_gone_gets_them_back(swept):
    """A recall that came too late for a film that was let go again."""
    film = FilmFactory(public=True)
    tasks.video_actions.recall(video=film.video)
    assert swept() == {"film_releases": 1}
    assert fresh(film).video.public_prefix


def test_public_files_of_a_film_that_is_not_public(swept):
    """B: the worker died between copying and asking the row; nothing stays reachable."""
    film = FilmFactory(public=True)
    Film.objects.filter(pk=film.pk).update(held_at=timezone.now(), released_at=None)
    safeguarding.hold(subject=film, reason="concern", by="system")
    assert swept() == {"film_recalls": 1}
    assert fresh(film).video.public_prefix == ""


def test_public_files_of_no_film_at_all(swept):
    """B: the film was given another file while the old one was being copied."""
    orphan = video()
    tasks.video_actions.release(video=orphan)
    assert swept() == {"film_recalls": 1}
    assert Video.objects.get(pk=orphan.pk).erased_at is not None
    assert public_files(FilmFactory()) == []


def test_a_file_another_one_replaced(swept):
    """S8: the task that discards it was lost; an hour later nothing of it is left."""
    old = video()
    assert swept() == {}
    Video.objects.filter(pk=old.pk).update(received_at=timezone.now() - timedelta(hours=2))
    assert swept() == {"film_files_discarded": 1}
    assert Video.objects.get(pk=old.pk).erased_at is not None


def test_an_original_that_outlived_its_day(swept):
    """Design 3.4: originals go with the release, also when the task was lost; a refused one waits (S15)."""
    film, refused = FilmFactory(public=True), FilmFactory(in_review=True)
    actions.refuse(film=refused, reason=None, by="system")
    Video.objects.filter(pk=film.video_id).update(original_deleted_at=None)
    assert swept() == {"film_originals_dropped": 1}
    assert fresh(film).video.original_deleted_at is not None
    assert fresh(refused).video.original_deleted_at is None


def test_a_withdrawal_whose_erasure_was_lost(swept):
    """S8, F7: gone from the public at once, and from storage with the next sweep."""
    film = FilmFactory(public=True)
    actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE)
    assert swept() == {"film_recalls": 1, "film_erasures": 1}
    assert fresh(film).erased_at is not None
    assert public_files(film) == []
    assert swept() == {}


def test_holds_and_films_fall_into_step(swept):
    """A hold whose receiver was not there, and a lift likewise."""
    film = FilmFactory(in_review=True)
    safeguarding.hold(subject=film, reason="concern", by="system")
    Film.objects.filter(pk=film.pk).update(held_at=None)
    assert swept() == {"film_holds_followed": 1}
    assert fresh(film).held_at is not None


def asked_film(days_ago: int) -> tuple[Film, str]:
    draft = DraftFactory(young=True)
    film, code = actions.submit(draft=draft, upload=upload_of(draft), by="child")
    back = timedelta(days=days_ago)
    for ask in Ask.objects.filter(subject_id=str(film.pk)):
        Ask.objects.filter(pk=ask.pk).update(asked_at=ask.asked_at - back, expires_at=ask.expires_at - back)
    return film, code


def test_one_reminder_after_three_days(swept):
    """D: once, with the same link."""
    film, _ = asked_film(3)
    assert swept() == {"film_reminders": 1}
    assert swept() == {}
    assert Message.objects.filter(template="yes_reminded").count() == 1
    link = f"/say-yes-or-no/{consent_queries.token_of(Ask.objects.get())}/"
    assert [link in letter.body for letter in mail.outbox if "reminder" in letter.subject] == [True]
    assert fresh(film).withdrawn_at is None


def test_no_reminder_before_that_and_none_after_an_answer(swept):
    asked_film(2)
    film = FilmFactory(young=True)
    asked = grown_up(film)
    Ask.objects.filter(pk=asked.pk).update(asked_at=timezone.now() - timedelta(days=5))
    AnswerFactory(subject=film, guardian=True, asked=asked)
    assert "film_reminders" not in swept()


def test_no_answer_in_four_weeks_is_a_no(swept):
    """S7: a film does not lie here for ever waiting; silence is not a yes."""
    film, _ = asked_film(28)
    done = swept()
    assert done["film_expiries"] == 1
    assert "film_reminders" not in done
    assert fresh(film).withdrawn_by == WithdrawalRoute.EXPIRY


def test_a_teenagers_film_does_not_wait_for_a_grown_up(swept):
    """At 13 and over the grown-up may say no, but need not say anything."""
    draft = DraftFactory(answers={"age_band": "16-17", "me": "yes", "others": 0, "email": "dad@post.example"})
    film, _ = actions.submit(draft=draft, upload=upload_of(draft), by="child")
    Ask.objects.update(expires_at=timezone.now() - timedelta(days=1))
    assert "film_expiries" not in swept()
    assert fresh(film).withdrawn_at is None


def test_a_held_film_does_not_expire(swept):
    """What is held may be needed; it waits for the lead."""
    film, _ = asked_film(28)
    safeguarding.hold(subject=film, reason="concern", by="system")
    assert "film_expiries" not in swept()


def test_refused_films_go_after_four_weeks(swept):
    """S1: kept long enough to ask for a second look, and no longer."""
    film = FilmFactory(in_review=True)
    actions.refuse(film=film, reason=None, by="system")
    assert "film_expiries" not in swept()
    Film.objects.filter(pk=film.pk).update(refused_at=timezone.now() - second_look.REFUSED_KEPT)
    assert swept()["film_expiries"] == 1
    assert fresh(film).erased_at is not None


def test_a_wrong_clock_does_not_delete_everything(swept, monkeypatch):
    """F10: at most a few at a time, so that somebody notices."""
    monkeypatch.setattr(sweeper, "MOST_EXPIRED", 2)
    for _ in range(3):
        asked_film(40)
    assert swept()["film_expiries"] == 2


def test_drafts_go_when_their_week_is_over(swept):
    """S1: the answers of a journey nobody sent."""
    DraftFactory(expires_at=timezone.now())
    kept = DraftFactory()
    assert swept() == {"film_drafts_deleted": 1}
    assert FilmDraft.objects.get() == kept


def test_one_film_that_fails_does_not_stop_the_others(swept, monkeypatch):
    first, second = FilmFactory(approved=True), FilmFactory(approved=True)
    release = tasks.video_actions.release

    def fails_once(*, video):
        if video == first.video:
            raise OSError("disk")
        return release(video=video)

    monkeypatch.setattr(tasks.video_actions, "release", fails_once)
    assert swept() == {"film_releases": 1}
    assert Film.objects.public().get() == second
