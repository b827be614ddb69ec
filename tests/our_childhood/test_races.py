"""Two at once, on real connections: whoever comes second sees what the first one did (C, F8, F12, F13).

RACES says how many rounds of each (the closing figures were made with 1000). Without it there are six on
Postgres, and three on SQLite, which lets one writer at a time begin.
"""

from __future__ import annotations

import os

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import connection

from consent import withdrawal
from consent.actions import LinkOver
from consent.models import Answer, Tombstone
from moderation import actions as moderation
from our_childhood import actions, gate, story, tasks, tombstone
from our_childhood.enums import FilmState, WithdrawalRoute
from our_childhood.models import Film
from people.models import ReceiptCode
from tests.at_once import at_once, failures
from tests.factories.accounts import UserFactory
from tests.factories.consent import AnswerFactory
from tests.factories.moderation import film_at_second_check, fresh, give, watch
from tests.factories.our_childhood import DraftFactory, FilmFactory, grown_up, public_files, upload_of, video

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROUNDS = int(os.environ.get("RACES") or (6 if connection.vendor == "postgresql" else 3))


def take_back(film: Film) -> bool:
    done = actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE)
    tasks.erase.call(film.pk)
    return done


def must_be_gone(film: Film) -> None:
    film = fresh(film)
    assert story.state(film) == FilmState.WITHDRAWN
    assert not film.live
    assert not Film.objects.public().exists()
    assert public_files(film) == []
    assert tombstone.remains(film) == []


def test_approve_and_withdraw():
    """F12: the second approval publishes and releases, the child takes it back: C, in either order."""
    for _ in range(ROUNDS):
        film, _ = film_at_second_check(video=video())
        second = UserFactory(moderator=True)
        watch(film, second)
        state = fresh(film).current_workflow_task_state

        def approve(film: Film = film, second: object = second, state: object = state) -> bool:
            moderation.decide(task_state=state, user=second, verdict="approve")
            return tasks.release.call(film.pk)

        outcome, withdrawn = at_once(approve, lambda film=film: take_back(film))
        assert withdrawn is True, repr(withdrawn)
        # Told no, told that the review is gone, or too late: never a deadlock, never a half.
        assert isinstance(outcome, bool | PermissionDenied | ObjectDoesNotExist), repr(outcome)
        tasks.erase.call(film.pk)
        must_be_gone(film)


def test_release_and_withdraw():
    """F12: the worker copies while the child takes it back: no copy is left."""
    for _ in range(ROUNDS):
        film = FilmFactory(approved=True)
        released, withdrawn = at_once(
            lambda film=film: tasks.release.call(film.pk), lambda film=film: take_back(film)
        )
        assert withdrawn is True, repr(withdrawn)
        assert isinstance(released, bool), repr(released)
        tasks.erase.call(film.pk)
        must_be_gone(film)


WAYS = {
    "code": lambda film: withdrawal.withdraw(subject=film, by="child", route=WithdrawalRoute.CODE),
    "guardian": lambda film: AnswerFactory(subject=film, guardian=True, no=True),
    "staff": lambda film: withdrawal.withdraw(subject=film, by="user:1", route=WithdrawalRoute.STAFF),
    "expiry": lambda film: withdrawal.withdraw(subject=film, by="system", route=WithdrawalRoute.EXPIRY),
    "child's no": lambda film: AnswerFactory(subject=film, no=True),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_out_wins_against_approval(way):
    """F12: by code, by a grown-up's no, by staff, by expiry, by the child's ended yes: C, in either order."""
    for _ in range(max(1, ROUNDS // 3)):
        film, _ = film_at_second_check(video=video())
        second = UserFactory(moderator=True)
        watch(film, second)
        state = fresh(film).current_workflow_task_state

        def approve(film: Film = film, second: object = second, state: object = state) -> bool:
            moderation.decide(task_state=state, user=second, verdict="approve")
            return tasks.release.call(film.pk)

        outcome, ended = at_once(approve, lambda film=film: WAYS[way](fresh(film)))
        assert not failures([ended]), repr(ended)
        assert isinstance(outcome, bool | PermissionDenied | ObjectDoesNotExist), repr(outcome)
        tasks.erase.call(film.pk)
        must_be_gone(film)
        assert Tombstone.objects.filter(key=str(film.pk)).count() == 1


def test_the_code_and_a_no_by_link_at_once():
    """F12: child and grown-up in the same moment, by code and by link: neither locks the other out."""
    for _ in range(ROUNDS):
        film = FilmFactory(public=True)
        asked = grown_up(film)
        said_no, taken = at_once(
            lambda film=film, asked=asked: AnswerFactory(subject=film, guardian=True, no=True, asked=asked),
            lambda film=film: withdrawal.withdraw(subject=film, by="child", route=WithdrawalRoute.CODE),
        )
        assert isinstance(said_no, Answer | LinkOver), repr(said_no)
        assert isinstance(taken, bool), repr(taken)
        tasks.erase.call(film.pk)
        must_be_gone(film)
        assert Tombstone.objects.filter(key=str(film.pk)).count() == 1


def test_release_twice_at_once():
    """F8: two workers, one set of files."""
    for _ in range(ROUNDS):
        film = FilmFactory(approved=True)
        assert failures(at_once(*[lambda film=film: tasks.release.call(film.pk)] * 3)) == []
        film = fresh(film)
        assert Film.objects.public().filter(pk=film.pk).exists()
        folders = {key.rsplit("/", 1)[0] for key in public_files(film)}
        assert folders == {film.video.public_prefix}
        take_back(film)


def test_withdraw_from_both_sides_at_once():
    """The child's code and the grown-up's link in the same moment: one withdrawal, no error."""
    for _ in range(ROUNDS):
        film = FilmFactory(public=True)
        results = at_once(
            lambda film=film: actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE),
            lambda film=film: actions.withdraw(film=film, by="guardian", route=WithdrawalRoute.GUARDIAN),
            lambda film=film: tasks.erase.call(film.pk),
        )
        assert sorted(map(repr, results[:2])) == ["False", "True"], results
        tasks.erase.call(film.pk)
        must_be_gone(film)


def test_edit_and_withdraw():
    """S8: Wagtail's autosave in the same moment does not bring the words back."""
    for _ in range(ROUNDS):
        film = FilmFactory(in_review=True)

        def edit(film: Film = film) -> object:
            film = fresh(film)
            film.title = "Still Being Typed"
            return film.save_revision(clean=False)

        _edited, withdrawn = at_once(edit, lambda film=film: take_back(film))
        assert withdrawn is True, repr(withdrawn)
        tasks.erase.call(film.pk)
        must_be_gone(film)
        assert fresh(film).title == ""


def test_approve_and_replace():
    """F13: the approval is void: what goes live is never a file that was not watched."""
    for _ in range(ROUNDS):
        film, _ = film_at_second_check(video=video())
        second = UserFactory(moderator=True)
        watch(film, second)
        watched = film.video_id
        actions.ask_for_change(film=film, reason=None, by="system")
        draft = DraftFactory(replaces=film, answers={"me": "yes", "others": 0})
        upload = upload_of(draft)
        approved, replaced = at_once(
            lambda film=film, second=second: give(film, second, "approve", seen=False),
            lambda draft=draft, upload=upload: actions.submit(draft=draft, upload=upload, by="child"),
        )
        assert not failures([replaced]), repr(replaced)
        film = fresh(film)
        assert film.video_id != watched, repr(approved)
        assert not film.live
        assert gate.Blocker.NOT_APPROVED_BY_TWO in gate.blockers(film)


def test_submit_twice_at_once():
    """F8: a double tap: one film, one code, the same answer to both."""
    for _ in range(ROUNDS):
        draft = DraftFactory(young=True)
        upload = upload_of(draft)
        before = Film.objects.count()
        first, second = at_once(
            *[lambda draft=draft, upload=upload: actions.submit(draft=draft, upload=upload, by="child")] * 2
        )
        assert first == second, (first, second)
        assert first.code
        assert Film.objects.count() == ReceiptCode.objects.count() == before + 1


def test_review_begun_twice_at_once():
    """F8: the signal and the sweeper together start one round."""
    for _ in range(ROUNDS):
        draft = DraftFactory()
        film, _ = actions.submit(draft=draft, upload=upload_of(draft), by="child")
        type(film.video).objects.filter(pk=film.video_id).update(stage="previewed")
        results = at_once(*[lambda film=film: actions.begin_review(film=film, by="system")] * 3)
        assert sorted(map(repr, results)) == ["False", "False", "True"], results
        assert fresh(film).workflow_states.count() == 1
