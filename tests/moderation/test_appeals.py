"""S15: a refusal can be looked at again, by somebody who did not refuse."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from moderation import appeals, queries, reports, rules
from moderation.enums import Check, Objection, Unfit, Verdict
from moderation.models import Appeal, Reason
from our_childhood import actions, second_look, story, sweeper
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film
from people import codes
from safeguarding.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.moderation import add_ladder, film_in_review, fresh, give
from tests.factories.our_childhood import FilmFactory
from tests.factories.told import appeal, watched

pytestmark = pytest.mark.django_db


@pytest.fixture
def refuser() -> User:
    return UserFactory(moderator=True)


@pytest.fixture
def other() -> User:
    return UserFactory(moderator=True)


@pytest.fixture
def film(refuser: User) -> Film:
    film = film_in_review()
    give(film, refuser, Verdict.REFUSE, reason="school")
    return fresh(film)


def test_second_look_begins_the_review_afresh_without_whoever_refused(
    film: Film, refuser: User, other: User
) -> None:
    """The whole way: asked, watched by somebody else, reviewed by two who never refused it, public."""
    asked = appeal(film)
    watched(film, other, Check.SAFEGUARDING)
    appeals.begin_again(appeal=asked, user=other)
    film = fresh(film)
    assert (film.refused_at, film.reply) == (None, None)
    state = film.current_workflow_task_state
    with pytest.raises(rules.NotAllowed) as refused:
        give(film, refuser, Verdict.APPROVE)
    assert refused.value.objections == [Objection.REFUSED_EARLIER]
    assert Objection.REFUSED_EARLIER in queries.objections(state, refuser, Verdict.REFUSE)
    assert Objection.REFUSED_EARLIER not in queries.objections(state, refuser, Verdict.HOLD)
    give(film, other, Verdict.APPROVE)
    add_ladder(fresh(film).video)
    give(film, UserFactory(moderator=True), Verdict.APPROVE)
    assert fresh(film).live


def test_refuser_decides_on_no_appeal_and_nobody_does_unseen(film: Film, refuser: User, other: User) -> None:
    asked = appeal(film)
    watched(film, refuser, Check.SAFEGUARDING)
    assert appeals.objections(asked, refuser) == [Unfit.REFUSED_IT]
    assert appeals.objections(asked, other) == [Unfit.NOT_SEEN]
    for person in (UserFactory(superuser=True), UserFactory(editor=True)):
        assert Unfit.NOT_A_MEMBER in appeals.objections(asked, person)
    for person in (refuser, other):
        with pytest.raises(reports.NotFit):
            appeals.begin_again(appeal=asked, user=person)
    assert fresh(film).refused_at is not None


def test_no_stays_no_with_a_reply_of_its_own(film: Film, other: User) -> None:
    asked = appeal(film)
    watched(film, other, Check.SAFEGUARDING)
    reason = Reason.objects.get(code="name")
    appeals.stay(appeal=asked, reason=reason, user=other)
    look = second_look.tell(fresh(film))
    assert look is not None
    assert look.stays_no == reason.reply
    with pytest.raises(appeals.NothingToAppeal):
        appeals.ask(subject=film, by="child")
    with pytest.raises(reports.NotFit):
        appeals.begin_again(appeal=asked, user=UserFactory(lead=True))
    assert AuditEntry.objects.filter(act="appeal.decided").count() == 1


def test_asked_twice_is_once_and_has_a_clock(film: Film) -> None:
    """F8."""
    first = appeal(film)
    assert appeal(film) == first
    assert Appeal.objects.count() == 1
    assert timezone.now() + timedelta(days=4) < first.due_at


def test_what_nobody_refused_cannot_be_appealed() -> None:
    with pytest.raises(appeals.NothingToAppeal):
        appeals.ask(subject=FilmFactory(in_review=True), by="child")


# --- What is kept for it, and for how long ---------------------------------------------------------


def refused_with_files(refuser: User) -> Film:
    film = FilmFactory(in_review=True)
    give(film, refuser, Verdict.REFUSE, reason="school")
    return fresh(film)


def test_refused_film_is_kept_for_a_second_look_and_then_goes_whole(
    refuser: User, run_tasks: Any, django_capture_on_commit_callbacks: Any
) -> None:
    """S8: the original too; it was deleted with the refusal before there was a second look."""
    with django_capture_on_commit_callbacks(execute=True):
        film = refused_with_files(refuser)
    run_tasks()
    sweeper.sweep()
    film = fresh(film)
    assert film.video.original_deleted_at is None
    Film.objects.filter(pk=film.pk).update(
        refused_at=timezone.now() - second_look.REFUSED_KEPT + timedelta(minutes=1)
    )
    assert sweeper.end_overdue() == 0
    assert fresh(film).withdrawn_at is None
    Film.objects.filter(pk=film.pk).update(refused_at=timezone.now() - second_look.REFUSED_KEPT)
    with django_capture_on_commit_callbacks(execute=True):
        assert sweeper.end_overdue() == 1
    run_tasks()
    film = fresh(film)
    assert film.withdrawn_by == WithdrawalRoute.EXPIRY
    assert film.video.erased_at is not None


def test_open_question_stops_the_clock_and_an_answer_can_be_read(film: Film, other: User) -> None:
    asked = appeal(film)
    Film.objects.filter(pk=film.pk).update(refused_at=timezone.now() - timedelta(days=60))
    sweeper.end_overdue()
    assert fresh(film).withdrawn_at is None
    watched(film, other, Check.SAFEGUARDING)
    appeals.stay(appeal=asked, reason=Reason.objects.get(code="name"), user=other)
    sweeper.end_overdue()
    assert fresh(film).withdrawn_at is None
    Appeal.objects.update(decided_at=timezone.now() - second_look.ANSWER_KEPT)
    sweeper.end_overdue()
    assert fresh(film).withdrawn_at is not None


def test_withdrawal_ends_the_question(film: Film) -> None:
    """C: what is taken back is looked at by nobody."""
    asked = appeal(film)
    actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE)
    asked.refresh_from_db()
    assert asked.decided_at is not None
    assert second_look.tell(fresh(film)) is None


# --- The child's side -------------------------------------------------------------------------------


def text(client: Client) -> str:
    return client.get("/my-film/").content.decode()


def test_child_asks_with_one_press_and_is_told_when_and_what(client: Client, film: Film, other: User) -> None:
    client.post("/my-film/", {"code": codes.issue(film)})
    page = text(client)
    assert "Ask someone else to look again" in page
    assert client.post("/my-film/ask-someone-else/").status_code == 302
    assert client.post("/my-film/ask-someone-else/").status_code == 302
    page = text(client)
    assert "Someone else looks at it again" in page
    assert "Ask someone else to look again" not in page
    asked = Appeal.objects.get()
    Appeal.objects.update(due_at=timezone.now() - timedelta(minutes=1))
    assert "We are sorry" in text(client)
    watched(film, other, Check.SAFEGUARDING)
    appeals.stay(appeal=asked, reason=Reason.objects.get(code="name"), user=other)
    assert "The answer is still no." in text(client)


def test_no_button_where_there_is_nothing_to_ask(client: Client, film: Film) -> None:
    """After the 28 days, and for a film that is not refused."""
    client.post("/my-film/", {"code": codes.issue(film)})
    Film.objects.filter(pk=film.pk).update(refused_at=timezone.now() - second_look.REFUSED_KEPT)
    assert "Ask someone else" not in text(client)
    client.post("/my-film/ask-someone-else/")
    assert not Appeal.objects.exists()
    waiting = FilmFactory(in_review=True)
    client.post("/my-film/", {"code": codes.issue(waiting)})
    assert "Ask someone else" not in text(client)
    assert story.tell(waiting).state == "in_review"
