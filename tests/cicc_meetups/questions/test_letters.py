"""Workers hear that a question of their council was checked and what came of it: once, never its words."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from cicc_meetups.models import Worker
from cicc_meetups.questions import actions
from cicc_meetups.questions.enums import Came, Route
from cicc_meetups.questions.models import Outcome, Question
from moderation.enums import Verdict
from outbox.letters import write
from outbox.models import Message
from tests.factories import between_meetups as make
from tests.factories.accounts import UserFactory
from tests.factories.wishes import decide

pytestmark = pytest.mark.django_db
HERE = "/meetups/questions/"


def letters() -> list[Message]:
    return list(Message.objects.filter(template="question_news").order_by("id"))


def bodies() -> list[str]:
    return [write(letter).body for letter in letters()]


def noted(question: Question, came: Came = Came.ANSWERED, words: str = "Yes. We ring first.") -> Outcome:
    user = UserFactory(moderator=True)
    return actions.note(question=question, came=came, words=words, user=user, by="system")


def page_of(worker: Worker) -> str:
    client = Client()
    client.force_login(worker.user)
    answer = client.get(HERE)
    assert answer["Cache-Control"] == "private, no-store"
    return answer.text


def test_accepted_is_told_after_the_second_yes_and_once() -> None:
    worker = make.worker()
    question = make.question(make.meetup(), worker)
    decide(question, UserFactory(lead=True))
    assert letters() == []
    decide(question, UserFactory(moderator=True))
    (letter,) = letters()
    assert letter.to == worker.user.email and letter.context["what"] == "shown"
    (body,) = bodies()
    assert "vote for it" in body and f"{HERE}#q-{question.pk}" in body
    assert make.WORDS not in body and make.WORDS not in str(letter.context)


def test_refused_is_told_and_why_is_on_the_page() -> None:
    worker = make.worker()
    question = make.question(make.meetup(), worker)
    decide(question, UserFactory(moderator=True), Verdict.REFUSE, reason="question-unkind")
    (body,) = bodies()
    assert "cannot show it" in body and make.WORDS not in body
    page = page_of(worker)
    assert "Ask it again in kinder words" in page and make.WORDS in page


@pytest.mark.parametrize(
    ("came", "words", "said"),
    [
        (Came.ANSWERED, "Yes. We ring first.", "was answered"),
        (Came.LATER, "", "comes later"),
        (Came.NO_TIME, "", "no time"),
    ],
)
def test_what_came_of_it_is_told_once_for_each_note(came: Came, words: str, said: str) -> None:
    """A double click is one note and one letter; what is noted later is another (F8)."""
    worker = make.worker()
    question = make.shown_question(make.meetup(), worker)
    make.begun(question.meetup)
    Message.objects.all().delete()
    first = noted(question, came, words)
    assert noted(question, came, words) == first
    (body,) = bodies()
    assert said in body and "We ring first." not in body
    assert str(came.label) in page_of(worker)
    noted(question, words="No. We write.")
    assert len(letters()) == 2
    assert "No. We write." in page_of(worker)


def test_every_checked_worker_of_that_council_in_their_language_and_nobody_else() -> None:
    first = make.worker()
    second = make.worker(council=first.council)
    Worker.objects.filter(pk=second.pk).update(language="pl")
    make.worker(council=first.council, checked=False)
    other = make.worker()
    make.shown_question(make.meetup(), first)
    assert [(letter.to, letter.language) for letter in letters()] == [
        (first.user.email, "en"),
        (second.user.email, "pl"),
    ]
    assert f"/pl{HERE}" in bodies()[1]
    assert make.WORDS not in page_of(other)


def test_what_is_taken_back_is_written_about_no_more() -> None:
    """S8: a letter that waits is cancelled with it."""
    question = make.shown_question(make.meetup())
    actions.take_back(question=question, by="system", route=Route.COUNCIL)
    (letter,) = letters()
    assert letter.state == Message.State.CANCELLED and letter.to == ""


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_three(django_assert_num_queries: Any, count: int) -> None:
    worker = make.worker()
    for number in range(count):
        question = make.shown_question(make.meetup(), worker, f"Number {number}?")
        make.begun(question.meetup)
        noted(question)
    client = Client()
    client.force_login(worker.user)
    client.get(HERE)
    with django_assert_num_queries(LIST_QUERIES):
        assert client.get(HERE).text.count("We ring first.") == count


LIST_QUERIES = 6
