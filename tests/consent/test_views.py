"""The grown-up's page: seen by looking, answered by pressing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from consent import subjects
from consent.enums import Party, Purpose
from consent.models import Answer, Wording
from tests.factories.accounts import UserFactory
from tests.factories.consent import AnswerFactory, AskFactory, on_record

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def a_subject(monkeypatch):
    """A person stands in for a film: this room does not know films."""
    here = {"gone": False}
    monkeypatch.setitem(subjects._ways, User, None)
    subjects.register(
        User,
        show=lambda user, asked: (
            None
            if here["gone"]
            else subjects.Shown(
                "Brave Singing Otter", [("Others", "No")], has_preview=True, ends=asked.number == 1
            )
        ),
        preview=lambda request, user: HttpResponse(b"moving picture", content_type="video/mp4"),
        purposes=(Purpose.PUBLISH_FILM, Purpose.USE_IN_REPORTS, Purpose.CONTACT_AGAIN),
    )
    return here


def page(token: str) -> str:
    return reverse("consent:ask-answer", args=[token])


def test_looking_never_answers(client):
    """Mail scanners open links, and follow HEAD too."""
    asked = AskFactory()
    for _ in range(3):
        assert client.get(page(asked.token)).status_code == 200
        assert client.head(page(asked.token)).status_code == 200
    assert not Answer.objects.exists()


def test_page_says_yes_and_no_equally_loud(client):
    """S4: two buttons of the same make, side by side, in one form."""
    text = client.get(page(AskFactory().token)).content.decode()
    yes = text.index('name="answer" value="yes"')
    no = text.index('name="answer" value="no"')
    for place in (yes, no):
        button = text[text.rindex("<button", 0, place) : place]
        assert 'class="button button--main"' in button


def test_page_sets_no_cookie_and_tells_nobody(client):
    """S10, S39: the address is a key, so nothing may pass it on."""
    response = client.get(page(AskFactory().token))
    assert not response.cookies
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "no-referrer"


def test_help_for_children_is_not_in_a_grown_ups_view(client):
    """S6: neither bar, menu nor footer leads there."""
    pages = [page(AskFactory().token), page("z" * 43), reverse("consent:ask-done", args=["no"])]
    for address in pages:
        text = client.get(address).content.decode()
        assert "/help/" not in text
        assert "help-bar" not in text


def test_yes_is_written_down_with_the_words_that_were_shown():
    """A strict client without any cookie: the token alone carries the answer."""
    client = Client(enforce_csrf_checks=True)
    asked = AskFactory()
    words = client.get(page(asked.token)).context["main"].words
    response = client.post(page(asked.token), {"answer": "yes", "words": words.pk})
    assert response.status_code == 302
    assert response["Location"] == page(asked.token)
    answer = Answer.objects.get()
    assert answer.yes
    assert answer.wording == words
    assert answer.ask == asked
    assert answer.channel == "link"
    assert "You said yes" in client.get(page(asked.token)).content.decode()


def test_words_are_those_of_the_readers_language(client):
    """The answer names the Polish words because those stood above the button."""
    asked = AskFactory()
    with translation.override("pl"):
        address = page(asked.token)
    words = client.get(address).context["main"].words
    assert words.language == "pl"
    client.post(address, {"answer": "yes", "words": words.pk})
    assert Answer.objects.get().wording.language == "pl"


def test_words_of_another_question_are_not_taken(client):
    asked = AskFactory()
    other = Wording.objects.create(purpose="publish_film", party="child", language="en", version=99, text="x")
    client.post(page(asked.token), {"answer": "yes", "words": other.pk})
    assert Answer.objects.get().wording == asked.wording


def test_no_leads_to_a_page_without_the_link(client):
    asked = AskFactory()
    response = client.post(page(asked.token), {"answer": "no"})
    assert response["Location"] == reverse("consent:ask-done", args=["no"])
    assert asked.token not in client.get(response["Location"]).content.decode()
    assert [answer.yes for answer in Answer.objects.all()] == [False]


def test_a_yes_can_be_taken_back_by_the_same_link(client):
    """S8: later, without an account, with the e-mail they have."""
    asked = AskFactory()
    client.post(page(asked.token), {"answer": "yes"})
    text = main_form(client.get(page(asked.token)).content.decode())
    assert 'value="no"' in text
    assert 'value="yes"' not in text
    client.post(page(asked.token), {"answer": "no"})
    assert list(Answer.objects.order_by("id").values_list("yes", flat=True)) == [True, False]


def test_pressing_twice_is_one_answer(client):
    """F8: a double tap."""
    asked = AskFactory()
    for _ in range(2):
        client.post(page(asked.token), {"answer": "yes"})
    assert Answer.objects.count() == 1


def test_neither_yes_nor_no_asks_once_more(client):
    response = client.post(page(AskFactory().token), {"answer": "perhaps"})
    assert response.status_code == 422
    assert "Choose yes or no" in response.content.decode()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("state", ["expired", "closed", "altered", "gone"])
def test_a_link_that_is_over_is_told_kindly_and_answers_nothing(client, a_subject, state):
    """F10: expired, used, altered or of a deleted film: the same page, whoever asks."""
    asked = AskFactory(expired=state == "expired", closed=state == "closed")
    a_subject["gone"] = state == "gone"
    token = asked.token[::-1] if state == "altered" else asked.token
    for response in (client.get(page(token)), client.post(page(token), {"answer": "yes"})):
        assert response.status_code == 404
        assert "does not work any more" in response.content.decode()
    assert client.get(reverse("consent:ask-preview", args=[token])).status_code == 404
    assert not Answer.objects.exists()


def test_preview_needs_the_link(client):
    """S13: nobody without the grown-up's link sees an unapproved film."""
    asked = AskFactory()
    response = client.get(reverse("consent:ask-preview", args=[asked.token]))
    assert response.content == b"moving picture"
    assert response["Cache-Control"] == "private, no-store"
    assert client.get(reverse("consent:ask-preview", args=["0" * 43])).status_code == 404


def test_an_answered_link_still_shows_when_the_answer_was_yes(client):
    asked = AskFactory()
    AnswerFactory(subject=asked.subject, guardian=True, asked=asked)
    assert client.get(page(asked.token)).context["agreed"]


# --- Further questions, each by itself --------------------------------------------------------


def main_form(text: str) -> str:
    """The first form of the page: the question the link was sent for."""
    return text[text.index("<form") : text.index("</form>")]


def test_further_questions_come_after_a_yes_and_one_by_one(client):
    """S2, S4: never bundled, never a condition; yes and no of one make; unanswered stays no."""
    asked = AskFactory()
    for purpose in (Purpose.USE_IN_REPORTS, Purpose.CONTACT_AGAIN):
        response = client.post(page(asked.token), {"answer": "yes", "purpose": purpose})
        assert response.status_code == 422, "nothing but the first question can be answered first"
    assert [question.purpose for question in client.get(page(asked.token)).context["further"]] == []
    client.post(page(asked.token), {"answer": "yes"})
    response = client.get(page(asked.token))
    assert [question.purpose for question in response.context["further"]] == [
        Purpose.USE_IN_REPORTS,
        Purpose.CONTACT_AGAIN,
    ]
    assert response.content.decode().count('name="purpose"') == 2
    assert Answer.objects.count() == 1
    client.post(page(asked.token), {"answer": "yes", "purpose": "use_in_reports"})
    client.post(page(asked.token), {"answer": "no", "purpose": "use_in_reports"})
    said = list(Answer.objects.order_by("id").values_list("purpose", "yes"))
    assert said == [("publish_film", True), ("use_in_reports", True), ("use_in_reports", False)]
    assert client.get(page(asked.token)).context["agreed"], "a no to one is none to the other"


def test_words_of_one_question_are_not_taken_for_another(client):
    asked = AskFactory()
    client.post(page(asked.token), {"answer": "yes"})
    main = client.get(page(asked.token)).context["main"].words
    client.post(page(asked.token), {"answer": "yes", "purpose": "use_in_reports", "words": main.pk})
    assert Answer.objects.order_by("id").last().wording.purpose == "use_in_reports"


def test_a_yes_that_has_ended_is_asked_for_again(client):
    """Expiry is a no; the same link says yes once more."""
    asked = AskFactory()
    AnswerFactory(subject=asked.subject, guardian=True, asked=asked, until=timezone.now() - timedelta(days=1))
    assert not client.get(page(asked.token)).context["agreed"]
    client.post(page(asked.token), {"answer": "yes"})
    assert Answer.objects.count() == 2
    assert client.get(page(asked.token)).context["agreed"]


def test_somebody_else_in_it_can_say_no_and_yes_again(client):
    """S19: their no deletes nothing, so their link goes on; contradictory answers: the last one counts."""
    subject = UserFactory()
    on_record(subject, others=1)
    asked = AskFactory(subject=subject, party=Party.PERSON, number=2)
    assert "delete" not in main_form(client.get(page(asked.token)).content.decode())
    response = client.post(page(asked.token), {"answer": "no"})
    assert response["Location"] == reverse("consent:ask-done", args=["out"])
    assert "do not tell" in client.get(response["Location"]).content.decode()
    text = main_form(client.get(page(asked.token)).content.decode())
    assert 'value="yes"' in text
    assert 'value="no"' not in text
    client.post(page(asked.token), {"answer": "yes"})
    assert list(Answer.objects.order_by("id").values_list("yes", flat=True)) == [False, True]


def test_two_tabs_of_one_link(client):
    """Yes in one, then the older tab's no: the later press counts, and is written down as such."""
    asked = AskFactory()
    one, two = Client(), Client()
    words = one.get(page(asked.token)).context["main"].words.pk
    two.get(page(asked.token))
    one.post(page(asked.token), {"answer": "yes", "words": words})
    two.post(page(asked.token), {"answer": "no", "words": words})
    assert list(Answer.objects.order_by("id").values_list("yes", flat=True)) == [True, False]


@pytest.mark.parametrize("days", [-1, 1, 40])
def test_a_clock_that_is_wrong_opens_nothing(client, days, monkeypatch):
    """F10: a day ahead or behind changes no answer; far ahead, the link is over."""
    asked = AskFactory()
    moved = timezone.now() + timedelta(days=days)
    monkeypatch.setattr("consent.queries.timezone.now", lambda: moved)
    response = client.post(page(asked.token), {"answer": "yes"})
    assert response.status_code == (404 if days == 40 else 302)
    assert Answer.objects.exists() == (days != 40)
