"""The ledger at the review desk: what each may see of it, papers, and care for leads only (S2, S7, S22)."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from consent import queries as consent
from consent.enums import Care, Party
from consent.models import Answer
from our_childhood.models import Film
from safeguarding.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.consent import AnswerFactory, on_record
from tests.factories.moderation import fresh
from tests.factories.our_childhood import FilmFactory

pytestmark = pytest.mark.django_db


def signed_in(**kind: bool) -> tuple[Client, object]:
    user, client = UserFactory(**kind), Client()
    client.force_login(user)
    return client, user


def of_a_child_in_care() -> Film:
    film = FilmFactory(in_review=True)
    person = consent.person(film, 1)
    person.care = Care.YES
    person.save()
    AnswerFactory(subject=film, party=Party.AUTHORITY, channel="link", by="link")
    return film


def page(client: Client, film: Film) -> str:
    response = client.get(reverse("review_film", args=[film.pk]))
    assert response.status_code == 200
    return response.content.decode()


def test_only_a_lead_sees_that_an_authority_was_asked():
    """S2: for everybody else the page of a child in care is like any other's."""
    film = of_a_child_in_care()
    moderator, _ = signed_in(moderator=True)
    lead, _ = signed_in(lead=True)
    assert "authority" not in page(moderator, film).lower()
    text = page(lead, film)
    assert "the placing authority" in text
    assert "rather not say" not in text, "the answer itself is one press further, on record"


def test_each_look_at_care_is_on_record_and_for_leads_only():
    """S22: one entry a look; the trail does not say what was seen, nor whether it was noted."""
    film = of_a_child_in_care()
    moderator, _ = signed_in(moderator=True)
    lead, user = signed_in(lead=True)
    look, note = reverse("review_care", args=[film.pk]), reverse("review_note_care", args=[film.pk, 1])
    assert moderator.post(look).status_code == 404
    assert moderator.post(note).status_code == 404
    assert not AuditEntry.objects.filter(act="film.care_opened").exists()
    response = lead.post(look)
    assert response.context["ledger"].care == [(1, "yes")]
    assert response["Cache-Control"] == "private, no-store"
    lead.post(note)
    entries = AuditEntry.objects.filter(act="film.care_opened", actor=f"user:{user.pk}")
    assert [entry.facts for entry in entries] == [{}, {}]


def test_noting_care_takes_a_public_film_off_until_the_authority_says_yes():
    """S7: nobody at staff can note the opposite."""
    film = FilmFactory(public=True)
    lead, _ = signed_in(lead=True)
    lead.post(reverse("review_note_care", args=[film.pk, 1]))
    assert not Film.objects.public().exists()
    assert fresh(film).rested_at is not None


def test_a_paper_is_entered_with_its_reference():
    """S7: who signed, what for, in which words, where the sheet is; a name in its place is not taken."""
    film = FilmFactory(in_review=True)
    on_record(film, others=1)
    desk, user = signed_in(moderator=True)
    address = reverse("review_enter", args=[film.pk])
    sheet = {
        "enter-voice": "2:person",
        "enter-purpose": "publish_film",
        "enter-yes": "yes",
        "enter-channel": "paper",
        "enter-language": "pl",
        "enter-evidence": "F1/2-0",
    }
    for wrong in (
        {"enter-evidence": ""},
        {"enter-evidence": "Ola's (blue) folder"},
        {"enter-voice": "1:authority"},
    ):
        assert desk.post(address, sheet | wrong).status_code == 422
    assert not Answer.objects.filter(channel="paper").exists()
    assert desk.post(address, sheet | {"enter-until": "2031-05-01"}).status_code == 302
    answer = Answer.objects.get(channel="paper")
    assert (answer.entered_by, answer.evidence, answer.wording.language) == (user, "F1/2-0", "pl")
    assert answer.until is not None
    assert answer.until.year == 2031
    assert "F1/2-0" in page(desk, film)


def test_the_desk_writes_to_whoever_is_missing():
    film = FilmFactory(in_review=True)
    on_record(film, others=1)
    desk, _ = signed_in(moderator=True)
    address = reverse("review_ask", args=[film.pk])
    desk.post(address, {"ask-voice": "2:person", "ask-email": "friend@post.example"})
    assert consent.asks(film).get().contact.email == "friend@post.example"
    assert desk.post(address, {"ask-voice": "2:person", "ask-email": "friend"}).status_code == 422


def test_outsiders_find_no_ledger():
    """B: an editor, a stranger: 404 or the sign-in, and nothing written."""
    film = FilmFactory(in_review=True)
    editor, _ = signed_in()
    for name, extra in (("enter", []), ("ask", []), ("care", []), ("note_care", [1])):
        for client in (editor, Client()):
            response = client.post(reverse(f"review_{name}", args=[film.pk, *extra]))
            assert response.status_code in (302, 403, 404)
            assert not AuditEntry.objects.filter(act="film.care_opened").exists()


@pytest.mark.parametrize("others", [1, 3])
def test_the_panel_asks_as_often_for_three_people_as_for_one(others, django_assert_num_queries):
    from our_childhood.desk import ledger

    film = FilmFactory(in_review=True)
    on_record(film, others=others)
    for number in range(2, others + 2):
        AnswerFactory(subject=film, party=Party.PERSON, number=number, channel="link", by="link")
    with django_assert_num_queries(5):
        ledger.panel(film, lead=True)
