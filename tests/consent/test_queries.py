"""Who has said yes, and to which words (S7)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from consent import queries, wordings
from consent.enums import Party, Purpose
from consent.models import Answer, Ask
from consent.queries import standing
from tests.factories.accounts import UserFactory
from tests.factories.consent import AnswerFactory, AskFactory

pytestmark = pytest.mark.django_db
BOTH = [Party.CHILD, Party.GUARDIAN]
SHOW = Purpose.PUBLISH_FILM


def test_nobody_has_said_anything():
    """Silence is not a yes."""
    found = standing(UserFactory(), SHOW, BOTH)
    assert not found.ok
    assert found.missing == BOTH
    assert found.refused_by == []


def test_everybody_asked_for_said_yes():
    subject = UserFactory()
    AnswerFactory(subject=subject)
    assert standing(subject, SHOW, [Party.CHILD]).ok
    assert standing(subject, SHOW, BOTH).missing == [Party.GUARDIAN]
    AnswerFactory(subject=subject, guardian=True)
    assert standing(subject, SHOW, BOTH).ok


def test_a_later_answer_speaks_louder():
    """S8: changing one's mind is always possible, both ways."""
    subject = UserFactory()
    AnswerFactory(subject=subject)
    AnswerFactory(subject=subject, no=True)
    assert standing(subject, SHOW, [Party.CHILD]).refused_by == [Party.CHILD]
    AnswerFactory(subject=subject)
    assert standing(subject, SHOW, [Party.CHILD]).ok


def test_a_no_is_never_outvoted():
    """S7: two disagree, or the child says no: it is a no, whoever else was asked."""
    subject = UserFactory()
    AnswerFactory(subject=subject)
    AnswerFactory(subject=subject, guardian=True, no=True)
    assert not standing(subject, SHOW, [Party.CHILD]).ok


def test_a_yes_runs_out():
    """F10: an end date in the past closes, whatever the answer was."""
    subject = UserFactory()
    answer = AnswerFactory(subject=subject)
    Answer.objects.filter(pk=answer.pk).update(until=timezone.now() - timedelta(seconds=1))
    assert standing(subject, SHOW, [Party.CHILD]).missing == [Party.CHILD]


def test_an_answer_about_an_earlier_file_does_not_count():
    """F13: a yes was to what was there when it was given."""
    subject = UserFactory()
    AnswerFactory(subject=subject)
    later = timezone.now()
    assert standing(subject, SHOW, [Party.CHILD], since=later).missing == [Party.CHILD]
    AnswerFactory(subject=subject)
    assert standing(subject, SHOW, [Party.CHILD], since=later).ok


def test_another_subjects_answers_do_not_count():
    one, other = UserFactory(), UserFactory()
    AnswerFactory(subject=one)
    assert not standing(other, SHOW, [Party.CHILD]).ok


@pytest.mark.parametrize("count", [1, 3])
def test_standing_is_one_query(count, django_assert_num_queries):
    subject = UserFactory()
    for _ in range(count):
        AnswerFactory(subject=subject)
    with django_assert_num_queries(1):
        standing(subject, SHOW, BOTH)


def test_link_opens_its_ask_and_no_other():
    asked, other = AskFactory(), AskFactory()
    assert queries.open_ask(asked.token) == asked
    assert queries.open_ask(asked.token[:-1] + ("A" if asked.token[-1] != "A" else "B")) is None
    assert queries.open_ask("") is None
    assert queries.open_ask("x" * 4000) is None
    assert other.token != asked.token


def test_token_is_not_in_the_database():
    """A stolen database opens no link."""
    asked = AskFactory()
    values = {str(value) for value in Ask.objects.values().get().values()}
    assert asked.token not in values
    with override_settings(SECRET_KEY="somebody-else's"):
        assert queries.token_of(asked) is None
    assert queries.token_of(asked) == asked.token


def test_link_survives_a_changed_key():
    asked = AskFactory()
    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["only-for-tests"]):
        assert queries.open_ask(asked.token) == asked
        assert queries.token_of(asked) == asked.token


def test_link_ends_without_an_answer():
    """F10: an expired link fails closed."""
    assert queries.open_ask(AskFactory(expired=True).token) is None
    assert queries.open_ask(AskFactory(closed=True).token) is None


def test_link_of_a_yes_goes_on_so_that_it_can_be_taken_back():
    """S8: the yes has no end, so neither has the way back."""
    asked = AskFactory()
    AnswerFactory(subject=asked.subject, guardian=True, asked=asked)
    Ask.objects.filter(pk=asked.pk).update(expires_at=timezone.now() - timedelta(days=400))
    assert queries.open_ask(asked.token) == asked


@pytest.mark.parametrize("party", list(Party))
@pytest.mark.parametrize(
    ("asked_in", "answered_in"), [("en", "en"), ("pl", "pl"), ("ar", "ar"), ("cy", "en")]
)
def test_wording_is_in_the_readers_language_or_in_english(party, asked_in, answered_in):
    words = queries.wording(SHOW, party, asked_in)
    assert words.language == answered_in
    assert words.text
    assert queries.wording(SHOW, party, asked_in) == words


def test_changed_words_need_a_new_version(monkeypatch):
    """An answer must go on pointing to the very words that were shown."""
    words = queries.wording(SHOW, Party.CHILD, "en")
    texts = wordings.TEXTS[(SHOW, Party.CHILD)]
    monkeypatch.setitem(texts, "en", wordings.Words(1, "You may do what you like."))
    with pytest.raises(queries.WordsChanged):
        queries.wording(SHOW, Party.CHILD, "en")
    monkeypatch.setitem(texts, "en", wordings.Words(2, "You may do what you like."))
    assert queries.wording(SHOW, Party.CHILD, "en").version == 2
    words.refresh_from_db()
    assert words.version == 1
    assert words.text != "You may do what you like."
