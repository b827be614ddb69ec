"""Councils ask decision-makers: checked by two, one vote a council, a list for the day, what came of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cicc_meetups.models import Council, Meetup
from cicc_meetups.questions import actions, queries
from cicc_meetups.questions.enums import Came, QuestionState, Route
from cicc_meetups.questions.models import Question, Vote
from moderation.enums import Verdict
from safeguarding.models import Concern
from tests.factories import between_meetups as make
from tests.factories.accounts import UserFactory
from tests.factories.wishes import decide

pytestmark = pytest.mark.django_db
HERE = "/meetups/questions/"


def text(page: Any) -> str:
    return str(page.content.decode())


def client_of(worker: Any) -> Client:
    client = Client()
    client.force_login(worker.user)
    return client


def test_the_whole_way() -> None:
    """Asked, checked, voted for by another council, on the list for the day, answered, public."""
    at = make.meetup()
    page = make.page(at)
    asks, votes = make.worker(), make.worker()
    ours, theirs = client_of(asks), client_of(votes)
    assert "Ask a question" in text(ours.get(f"{HERE}{at.pk}/"))
    answer = ours.post(f"{HERE}{at.pk}/ask/", {"words": make.WORDS})
    assert answer.headers["Location"] == f"{HERE}{at.pk}/"
    assert make.WORDS in text(ours.get(f"{HERE}{at.pk}/"))
    assert make.WORDS not in text(theirs.get(f"{HERE}{at.pk}/"))
    question = make.approved(Question.objects.get())
    shown = text(theirs.get(f"{HERE}{at.pk}/"))
    assert make.WORDS in shown and asks.council.name in shown and "1 council wants to hear this" in shown
    theirs.post(f"{HERE}vote/{question.pk}/", {"wanted": "yes"})
    assert "2 councils want to hear this" in text(theirs.get(f"{HERE}{at.pk}/"))
    assert make.WORDS not in text(Client().get(page.url))
    make.begun(at)
    staff = Client()
    staff.force_login(UserFactory(moderator=True))
    assert make.WORDS in text(staff.get(f"/admin/questions-asked/{at.pk}/"))
    said = {"came": "answered", "words": ""}
    assert staff.post(f"/admin/questions-asked/note/{question.pk}/", said).status_code == 422
    staff.post(
        f"/admin/questions-asked/note/{question.pk}/", {**said, "words": "Yes. By phone, the week before."}
    )
    read = text(Client().get(page.url))
    assert make.WORDS in read and "By phone, the week before." in read


def test_one_vote_a_council_whoever_gives_it() -> None:
    """Two workers of one council have one vote between them; the database says so too."""
    at = make.meetup()
    question = make.shown_question(at)
    first = make.worker()
    second = make.worker(council=first.council)
    for worker in (first, second):
        client_of(worker).post(f"{HERE}vote/{question.pk}/", {"wanted": "yes"})
    assert queries.ordered(at).get().voters == 2  # the asking council's and theirs
    with pytest.raises(IntegrityError), transaction.atomic():
        Vote.objects.create(question=question, council=first.council)
    client_of(second).post(f"{HERE}vote/{question.pk}/", {"wanted": "no"})
    assert queries.ordered(at).get().voters == 1


def test_what_most_want_to_hear_comes_first() -> None:
    at = make.meetup()
    early, late = make.shown_question(at, words="Who decides about trips?"), make.shown_question(at)
    assert list(queries.ordered(at)) == [early, late]
    actions.vote(question=late, council=make.worker().council, wanted=True, by="system")
    assert list(queries.ordered(at)) == [late, early]


def test_three_for_each_council_and_room_again_when_one_is_taken_back() -> None:
    at, worker = make.meetup(), make.worker()
    asked = [make.question(at, worker, f"Question {number}?") for number in range(3)]
    client = client_of(worker)
    page = client.post(f"{HERE}{at.pk}/ask/", {"words": "A fourth one?"})
    assert page.status_code == 422 and "has asked three" in text(page) and "A fourth one?" in text(page)
    client.post(f"{HERE}take-back/{asked[0].pk}/")
    assert client.post(f"{HERE}{at.pk}/ask/", {"words": "A fourth one?"}).status_code == 302
    assert make.question(at, worker, "A fourth one?") == Question.objects.get(words="A fourth one?")


def test_what_could_name_somebody_is_looked_at_again() -> None:
    """S20: shown once, sent with a tick; and without one when the words are changed."""
    at, worker = make.meetup(), make.worker()
    client = client_of(worker)
    address = f"{HERE}{at.pk}/ask/"
    said = {"words": "Why does Mrs Harper decide about our trips?"}
    page = client.post(address, said)
    assert page.status_code == 422 and "Mrs Harper" in text(page) and "tick the box" in text(page)
    assert not Question.objects.exists()
    assert client.post(address, {**said, "looked": "on"}).status_code == 302
    assert Question.objects.count() == 1
    assert client.post(address, {"words": "Why does one person decide?"}).status_code == 302


def test_words_of_harm_raise_a_concern() -> None:
    """S21: also when the form is not sent."""
    at, worker = make.meetup(), make.worker()
    client_of(worker).post(f"{HERE}{at.pk}/ask/", {"words": "One of us says: i want to die. What do you do?"})
    assert Concern.objects.count() == 1


def test_closed_once_the_meetup_begins_or_falls_through() -> None:
    """No question and no vote from then on, in the page and past it."""
    at, worker = make.meetup(), make.worker()
    question = make.shown_question(at)
    client = client_of(worker)
    make.begun(at)
    client.post(f"{HERE}vote/{question.pk}/", {"wanted": "yes"})
    assert Vote.objects.count() == 1
    assert client.get(f"{HERE}{at.pk}/ask/").status_code == 404
    assert "Questions and votes are closed" in text(client.get(f"{HERE}{at.pk}/"))
    off = make.meetup(cancelled_at=timezone.now(), cancelled_for="venue")
    with pytest.raises(actions.NotNow):
        make.question(off, worker)


def test_nothing_is_noted_before_the_day() -> None:
    question = make.shown_question(make.meetup())
    said = {"came": Came.NO_TIME, "words": "", "user": UserFactory(moderator=True), "by": "system"}
    with pytest.raises(actions.NotNow):
        actions.note(question=question, **said)
    make.begun(question.meetup)
    with pytest.raises(actions.NoAnswer):
        actions.note(question=question, **{**said, "came": Came.ANSWERED})
    actions.note(question=question, **said)
    actions.note(question=question, **{**said, "came": Came.ANSWERED, "words": "Yes."})
    last = queries.came_of(queries.ordered(question.meetup).get())
    assert last is not None and last.words == "Yes."


def test_a_question_that_is_refused_says_why() -> None:
    at, worker = make.meetup(), make.worker()
    question = make.question(at, worker)
    decide(question, UserFactory(moderator=True), Verdict.REFUSE, reason="question-unkind")
    page = text(client_of(worker).get(f"{HERE}{at.pk}/"))
    assert "Ask it again in kinder words" in page and Question.objects.get().state == QuestionState.REFUSED


def test_who_sees_what() -> None:
    """Each address, for a stranger, an unchecked worker, another council, and each of staff's roles."""
    at, worker = make.meetup(), make.worker()
    waiting, shown = make.question(at, worker, "Not checked?"), make.shown_question(at, worker)
    here = [HERE, f"{HERE}{at.pk}/", f"{HERE}{at.pk}/ask/", f"{HERE}tell-us/{shown.pk}/"]
    for path in here:
        assert Client().get(path).status_code == 302, path
        page = client_of(worker).get(path)
        assert page.status_code == 200 and page.headers["Cache-Control"] == "private, no-store", path
        assert client_of(make.worker()).get(path).status_code == 200, path
        unchecked = client_of(make.worker(checked=False)).get(path)
        assert shown.words not in text(unchecked), path
    other = client_of(make.worker())
    assert other.get(f"{HERE}take-back/{shown.pk}/").status_code == 404
    assert other.post(f"{HERE}take-back/{shown.pk}/").status_code == 404
    assert other.post(f"{HERE}vote/{waiting.pk}/", {"wanted": "yes"}).status_code == 404
    assert other.get(f"{HERE}tell-us/{waiting.pk}/").status_code == 404
    desk = [
        f"/admin/question-checks/{waiting.pk}/",
        "/admin/questions-asked/",
        f"/admin/questions-asked/{at.pk}/",
    ]
    desk.append(f"/admin/questions-asked/note/{shown.pk}/")
    for role, status in (("moderator", 200), ("lead", 200), ("editor", 404), ("superuser", 404)):
        client = Client()
        client.force_login(UserFactory(**{role: True}))
        for path in desk:
            assert client.get(path).status_code == status, (role, path)


def test_everybody_can_tell_us_about_it_once_everybody_reads_it() -> None:
    """S14: not before the meetup has begun; what the law forbids is put away at once."""
    at = make.meetup()
    page, question = make.page(at), make.shown_question(at)
    address = f"/meetups/year/questions/{question.pk}/tell-us/"
    assert Client().get(address).status_code == 404
    assert Client().post(address, {"what": ["law"]}).status_code == 404
    make.begun(at)
    assert address in text(Client().get(page.url))
    form = text(Client().get(address)).split('name="form" value="')[1].split('"')[0]
    Client().post(address, {"what": ["law"], "words": "", "email": "", "form": form})
    assert question.words not in text(Client().get(page.url))


def test_taken_back_for_good(django_capture_on_commit_callbacks: Any) -> None:
    """S8: words, votes' meaning and what came of it go."""
    at = make.meetup()
    question = make.shown_question(at, words="What about marmalade?")
    make.begun(at)
    user = UserFactory(moderator=True)
    actions.note(question=question, came=Came.ANSWERED, words="Marmalade it is.", user=user, by="system")
    with django_capture_on_commit_callbacks(execute=True):
        assert actions.take_back(question=question, by="system", route=Route.COUNCIL)
    gone = Question.objects.get()
    assert not gone.words and gone.erased_at is not None and not gone.outcomes.exists()
    assert not actions.take_back(question=question, by="system", route=Route.COUNCIL)


@pytest.mark.parametrize(("days_ago", "left"), [(3 * 365 - 2, 1), (3 * 365 + 2, 0)])
def test_its_time_is_over_three_years_after_the_meetup(days_ago: int, left: int) -> None:
    question = make.shown_question(make.meetup())
    make.begun(question.meetup, days_ago=days_ago)
    actions.erase_old()
    assert Question.objects.exclude(words="").count() == left


def test_a_council_that_leaves_takes_its_questions_and_votes_along() -> None:
    at, worker = make.meetup(), make.worker()
    make.question(at, worker)
    shown = make.shown_question(at)
    actions.vote(question=shown, council=worker.council, wanted=True, by="system")
    assert actions.leave(council=worker.council, by="system") == 1
    assert queries.ordered(at).get().voters == 1
    other = make.question(at, make.worker(), "And who forgets?")
    Council.objects.filter(pk=other.council_id).update(left_at=timezone.now())
    assert actions.erase_old() == 1 and not Question.objects.get(pk=other.pk).words


def test_questions_cost_the_same_for_three(django_assert_num_queries: Any) -> None:
    at, worker = make.meetup(), make.worker()
    client = client_of(worker)
    for count in (1, 3):
        while Question.objects.count() < count:
            make.shown_question(at, words=f"Number {Question.objects.count()}?")
        client.get(f"{HERE}{at.pk}/")
        with django_assert_num_queries(7):
            page = client.get(f"{HERE}{at.pk}/")
        assert text(page).count("wants to hear this") == count


def test_meetups_to_come_only() -> None:
    make.begun(make.meetup())
    soon = make.meetup(days=3)
    later = make.meetup(days=60)
    assert list(queries.open_meetups()) == [soon, later]
    Meetup.objects.filter(pk=soon.pk).update(
        ends_at=timezone.now() + timedelta(hours=1), starts_at=timezone.now()
    )
    assert list(queries.open_meetups()) == [later]
