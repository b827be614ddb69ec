"""Who has said yes, and to which words (S7)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.utils import timezone

from consent import actions, queries, wordings
from consent.enums import Care, Channel, Party, Purpose
from consent.models import Ask, Person, Signatory
from consent.queries import Voice, standing
from tests.factories.accounts import UserFactory
from tests.factories.consent import AnswerFactory, AskFactory, on_record

pytestmark = pytest.mark.django_db
SHOW = Purpose.PUBLISH_FILM
CHILD, GUARDIAN = Voice(1, Party.CHILD), Voice(1, Party.GUARDIAN)


def somebody(*, needs_guardian: bool = False, **fields):
    """A person stands in for a film: this room does not know films."""
    subject = UserFactory()
    on_record(subject, needs_guardian=needs_guardian, **fields)
    return subject


def test_nobody_has_said_anything():
    """Silence is not a yes."""
    found = standing(somebody(needs_guardian=True), SHOW)
    assert not found.ok
    assert found.missing == [CHILD, GUARDIAN]
    assert found.refused_by == []


def test_nobody_is_on_record():
    """S19: what nobody is known to be in is not agreed to by anybody."""
    assert not standing(UserFactory(), SHOW).ok


def test_everybody_asked_for_said_yes():
    subject = somebody(needs_guardian=True)
    assert not standing(subject, SHOW).ok
    AnswerFactory(subject=subject)
    assert standing(subject, SHOW).missing == [GUARDIAN]
    AnswerFactory(subject=subject, guardian=True)
    assert standing(subject, SHOW).ok


def test_a_later_answer_speaks_louder():
    """S8: changing one's mind is always possible, both ways."""
    subject = somebody()
    AnswerFactory(subject=subject)
    AnswerFactory(subject=subject, no=True)
    assert standing(subject, SHOW).refused_by == [CHILD]
    AnswerFactory(subject=subject)
    assert standing(subject, SHOW).ok


def test_a_no_is_never_outvoted():
    """S7: two disagree, or the child says no: it is a no, whoever else was asked."""
    subject = somebody()
    AnswerFactory(subject=subject)
    AnswerFactory(subject=subject, guardian=True, no=True)
    assert not standing(subject, SHOW).ok


def test_a_yes_runs_out():
    """F10: an end date in the past closes, whatever the answer was."""
    subject = somebody()
    AnswerFactory(subject=subject, until=timezone.now() + timedelta(hours=1))
    assert standing(subject, SHOW).ok
    assert not queries.over().exists()
    subject = somebody()
    ended = AnswerFactory(subject=subject, until=timezone.now() - timedelta(seconds=1))
    assert standing(subject, SHOW).missing == [CHILD]
    assert queries.over().get() == ended


def test_an_answer_about_an_earlier_file_does_not_count():
    """F13: a yes was to what was there when it was given."""
    subject = somebody()
    AnswerFactory(subject=subject)
    later = timezone.now()
    assert standing(subject, SHOW, since=later).missing == [CHILD]
    AnswerFactory(subject=subject)
    assert standing(subject, SHOW, since=later).ok


def test_another_subjects_answers_do_not_count():
    one, other = somebody(), somebody()
    AnswerFactory(subject=one)
    assert not standing(other, SHOW).ok


def test_a_yes_to_one_purpose_is_none_to_another():
    """S2: never bundled. Reports, letters, photos and hosts are asked by themselves."""
    subject = somebody()
    AnswerFactory(subject=subject)
    for purpose in Purpose:
        assert standing(subject, purpose).ok == (purpose == SHOW)
    AnswerFactory(subject=subject, purpose=Purpose.USE_IN_REPORTS, no=True)
    assert standing(subject, SHOW).ok


def test_words_that_mean_something_else_are_asked_again(monkeypatch):
    """A yes counts for the words it was given to, and for later ones that ask for nothing more."""
    subject = somebody()
    AnswerFactory(subject=subject)
    texts = wordings.TEXTS[(SHOW, Party.CHILD)]
    monkeypatch.setitem(texts, "en", wordings.Words(2, "You may show my film, please."))
    assert standing(subject, SHOW).ok
    monkeypatch.setitem(texts, "en", wordings.Words(2, "You may show my film on the radio.", counts_from=2))
    assert standing(subject, SHOW).missing == [CHILD]
    assert queries.over().count() == 1
    AnswerFactory(subject=subject)
    assert standing(subject, SHOW).ok


def test_everyone_in_it_counts_until_they_are_taken_off():
    """S19: one missing yes keeps it all; somebody who is not in it after all is asked no more."""
    subject = somebody(others=2)
    AnswerFactory(subject=subject)
    AnswerFactory(subject=subject, party=Party.PERSON, number=2)
    assert standing(subject, SHOW).missing == [Voice(3, Party.PERSON)]
    assert queries.in_frame(subject) == 3
    asked = AskFactory(subject=subject, party=Party.PERSON, number=3)
    assert actions.remove(person=queries.person(subject, 3))
    assert not actions.remove(person=queries.everybody(subject).get(number=3))
    assert standing(subject, SHOW).ok
    assert queries.in_frame(subject) == 2
    assert queries.open_ask(asked.token) is None
    assert not actions.remove(person=queries.person(subject, 1)), "who made it stays"
    assert actions.enrol(subject=subject, needs_guardian=False).number == 4, "a number is never given again"


def test_in_care_the_authority_says_yes_in_writing():
    """S7: the child's own, and the authority's on paper or by link; what it says in person is not enough."""
    subject = somebody(care=Care.YES)
    AnswerFactory(subject=subject)
    authority = {"subject": subject, "party": Party.AUTHORITY}
    AnswerFactory(
        **authority, channel=Channel.IN_PERSON, entered_by=UserFactory(moderator=True), evidence="F1/1"
    )
    assert standing(subject, SHOW).missing == [Voice(1, Party.AUTHORITY)]
    AnswerFactory(**authority, channel=Channel.LINK, by="link")
    assert standing(subject, SHOW).ok
    AnswerFactory(**authority, channel=Channel.LINK, by="link", no=True)
    assert standing(subject, SHOW).refused_by == [Voice(1, Party.AUTHORITY)]


@pytest.mark.parametrize(
    ("care", "in_frame", "lead"),
    [(Care.YES, True, True), (Care.UNSAID, True, True), (Care.NO, True, False), (Care.UNSAID, False, False)],
)
def test_a_lead_is_needed_for_care_and_for_what_is_not_said(care, in_frame, lead):
    """S7: so that who needs a lead does not tell who is in care."""
    assert queries.needs_a_lead(somebody(care=care, in_frame=in_frame)) == lead


def test_no_row_tells_who_is_in_care():
    """S2: in the database everybody looks alike: same rows, same lengths, no word of it."""
    for care in Care:
        AnswerFactory(subject=somebody(care=care))
    AnswerFactory(subject=somebody(care=Care.YES), party=Party.AUTHORITY, channel=Channel.LINK, by="link")
    AnswerFactory(subject=somebody(), guardian=True)
    with connection.cursor() as cursor:
        for model, column in ((Person, "care"), (Signatory, "party")):
            cursor.execute(f'SELECT {column} FROM "{model._meta.db_table}"')
            stored = [value for (value,) in cursor.fetchall()]
            assert len({len(value) for value in stored}) == 1
            assert len(set(stored)) == len(stored)
        for table in ("consent_ask", "consent_answer", "consent_wording", "consent_signatory"):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "authority" not in {str(value) for row in cursor.fetchall() for value in row}


@pytest.mark.parametrize("count", [1, 3])
def test_standing_is_three_queries(count, django_assert_num_queries):
    subject = somebody(others=count)
    for number in range(2, count + 2):
        AnswerFactory(subject=subject, party=Party.PERSON, number=number)
    with django_assert_num_queries(3):
        standing(subject, SHOW)


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
