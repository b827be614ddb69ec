"""Asking, reminding once, and closing."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from consent import actions, queries, wordings
from consent.enums import Care, Channel, Party, Purpose
from consent.models import Answer, Ask
from consent.signals import answered
from tests.factories.accounts import UserFactory
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
    assert heard == [(True, asked.subject, "link")]


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


def test_the_database_refuses_to_change_what_somebody_said():
    """S7: answers are only added, whoever asks: the ORM, raw SQL, a superuser's shell."""
    answer = AnswerFactory(subject=AskFactory().subject)
    for change in (
        lambda: Answer.objects.filter(pk=answer.pk).update(yes=False),
        lambda: Answer.objects.filter(pk=answer.pk).update(until=timezone.now()),
        lambda: Answer.objects.filter(pk=answer.pk).delete(),
        answer.save,
    ):
        with pytest.raises(DatabaseError, match="answers are only added"), transaction.atomic():
            change()
    if connection.vendor == "postgresql":
        connection.check_constraints()  # settles what the insert left for the end of the transaction
        with pytest.raises(DatabaseError, match="answers are only added"), transaction.atomic():
            connection.cursor().execute("TRUNCATE consent_answer CASCADE")
    assert Answer.objects.get().yes


def test_paper_says_who_entered_it_and_where_it_is():
    """S7: by the database itself: neither half alone, and neither beside a link's answer."""
    subject, staff = AskFactory().subject, UserFactory(moderator=True)
    paper = {"subject": subject, "channel": Channel.PAPER, "by": f"user:{staff.pk}"}
    given = AnswerFactory(**paper, entered_by=staff, evidence="F7/2")
    assert (given.entered_by, given.evidence) == (staff, "F7/2")
    assert queries.entered_by(subject) == {staff.pk}
    for wrong in (
        {**paper, "entered_by": staff},
        {**paper, "by": "child", "evidence": "F7/2"},
        {**paper, "channel": Channel.LINK, "entered_by": staff, "evidence": "F7/2"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            AnswerFactory(**wrong)


def test_staff_cannot_answer_for_anybody():
    """S7: neither on the site nor by a link, for no purpose and no party."""
    subject = AskFactory().subject
    for purpose, party in wordings.TEXTS:
        if party != Party.PERSON:
            with pytest.raises(actions.StaffCannotAnswer):
                AnswerFactory(subject=subject, purpose=purpose, party=party, by="user:1")
    assert not Answer.objects.exists()


def test_one_adult_answers_for_two_children_by_two_links():
    """The same address for the maker of one film and somebody in another: two voices, each its own word."""
    one, other = AskFactory(contact__email="sam@post.example"), AskFactory(contact__email="sam@post.example")
    AnswerFactory(subject=one.subject, guardian=True, asked=one)
    AnswerFactory(subject=other.subject, guardian=True, asked=other, no=True)
    assert not queries.standing(one.subject, Purpose.PUBLISH_FILM).refused_by
    assert queries.standing(other.subject, Purpose.PUBLISH_FILM).refused_by


def test_care_is_forgotten_with_what_it_was_about():
    """S8: numbers and answers stay, age and care go."""
    asked = AskFactory()
    person = queries.person(asked.subject, 1)
    actions.note_care(person=person)
    assert queries.person(asked.subject, 1).care == Care.YES
    assert actions.forget_people(subject=asked.subject) == 1
    forgotten = queries.person(asked.subject, 1)
    assert (forgotten.care, forgotten.needs_guardian) == (Care.UNSAID, False)


def test_close_ends_every_link_of_a_subject():
    asked = AskFactory()
    assert actions.close(subject=asked.subject) == 1
    assert actions.close(subject=asked.subject) == 0
    assert Ask.objects.get().closed_at is not None
