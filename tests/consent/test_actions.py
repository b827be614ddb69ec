"""Asking, reminding once, and closing."""

from __future__ import annotations

import pytest

from consent import actions, queries
from consent.models import Answer, Ask
from consent.signals import answered
from tests.factories.consent import AnswerFactory, AskFactory

pytestmark = pytest.mark.django_db


def test_asking_again_ends_the_earlier_link():
    first = AskFactory()
    second = AskFactory(subject=first.subject)
    assert queries.open_ask(first.token) is None
    assert queries.open_ask(second.token) == second


def test_answer_tells_the_subjects_room_in_the_same_transaction():
    heard = []
    asked = AskFactory()

    def listen(answer, subject, by, **kwargs):
        heard.append((answer.yes, subject, by))

    answered.connect(listen)
    try:
        AnswerFactory(subject=asked.subject, guardian=True, asked=asked)
    finally:
        answered.disconnect(listen)
    assert heard == [(True, asked.subject, "guardian")]


def test_answer_to_a_closed_link_is_not_taken():
    """Closed while somebody was looking at the page."""
    asked = AskFactory(closed=True)
    with pytest.raises(actions.LinkOver):
        AnswerFactory(subject=asked.subject, guardian=True, asked=asked)
    assert not Answer.objects.exists()


def test_remind_gives_the_same_link_once():
    """D: one reminder, and the first e-mail goes on working."""
    asked = AskFactory()
    assert actions.remind(asked=asked) == asked.token
    assert actions.remind(asked=asked) is None
    assert queries.open_ask(asked.token) == asked


@pytest.mark.parametrize("answer", [True, False])
def test_nobody_is_reminded_of_what_they_did(answer):
    asked = AskFactory()
    AnswerFactory(subject=asked.subject, guardian=True, asked=asked, yes=answer)
    assert actions.remind(asked=asked) is None
    assert actions.remind(asked=AskFactory(closed=True)) is None


def test_answers_are_only_added():
    asked = AskFactory()
    for yes in (True, False, True):
        AnswerFactory(subject=asked.subject, guardian=True, asked=asked, yes=yes)
    assert list(queries.answers(asked.subject).order_by("id").values_list("yes", flat=True)) == [
        True,
        False,
        True,
    ]


def test_close_ends_every_link_of_a_subject():
    asked = AskFactory()
    assert actions.close(subject=asked.subject) == 1
    assert actions.close(subject=asked.subject) == 0
    assert Ask.objects.get().closed_at is not None
