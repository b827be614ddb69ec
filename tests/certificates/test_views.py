"""What anybody learns from a number, and nothing more."""

from __future__ import annotations

import pytest
from django.test import Client

from certificates import actions, numbers, views
from certificates.models import Certificate
from certificates.views import UNKNOWN_FROM_ONE_PLACE
from tests.factories.certificates import issue

pytestmark = pytest.mark.django_db


def test_typing_a_number_leads_to_what_is_true(client: Client) -> None:
    """By GET and without a cookie (S10); the page itself is for no cache and no search engine."""
    given = issue()
    page = client.get("/certificates/")
    assert {"public", "max-age=60"} <= set(page["Cache-Control"].split(", "))
    assert not page.cookies
    typed = client.get("/certificates/", {"number": given.shown_number.lower()}, follow=True)
    assert typed.redirect_chain == [(f"/certificates/{given.shown_number}/", 302)]
    text = typed.content.decode()
    assert "This certificate is real" in text and "A young person took over" in text
    assert typed["Cache-Control"] == "private, no-store" and typed["X-Robots-Tag"] == "noindex"
    assert not typed.cookies


@pytest.mark.parametrize("typed", ["", "7K3-PLUM-RIVER", "H4KP", "<script>"])
def test_what_cannot_be_a_number_is_said_kindly(client: Client, typed: str) -> None:
    page = client.get("/certificates/", {"number": typed})
    assert page.status_code == 422
    assert 'href="#id_number"' in page.content.decode()
    assert "<script>" not in page.content.decode().partition("<main")[2]


def test_a_revoked_one_says_so_and_names_nobody(client: Client) -> None:
    """Calmly: it says nothing of who, what or where."""
    given = issue()
    actions.name(certificate=given, first_name="Zofia", by="child")
    actions.revoke(certificate=given, by="system")
    page = client.get(f"/certificates/{given.shown_number}/")
    assert page.status_code == 200
    text = page.content.decode()
    assert "does not count any more" in text
    for secret in ("Zofia", "Choose the next show", "Bristol"):
        assert secret not in text
    assert client.get(f"/certificates/{given.shown_number}/certificate.pdf").status_code == 404


def test_an_unknown_one_says_so(client: Client) -> None:
    issue()
    page = client.get(f"/certificates/{numbers.spell(numbers.make())}/")
    assert page.status_code == 404
    assert "We do not know this number" in page.content.decode()


def test_nobody_tries_a_list_of_numbers(client: Client) -> None:
    """S38: who guesses waits, on the page as for the paper."""
    for end in ("", "certificate.pdf") * (UNKNOWN_FROM_ONE_PLACE // 2):
        assert client.get(f"/certificates/2222-2222-2222/{end}").status_code == 404
    assert client.get("/certificates/2222-2222-2222/").status_code == 429
    assert client.get("/certificates/2222-2222-2223/certificate.pdf").status_code == 429


def test_a_town_hall_opens_its_certificates_as_often_as_it_likes(client: Client) -> None:
    """S38: as many sign behind one address; a number of theirs is not guessed, and never waits."""
    given = issue()
    for _ in range(UNKNOWN_FROM_ONE_PLACE + 20):
        assert client.get(f"/certificates/{given.shown_number}/").status_code == 200
    assert client.get("/certificates/2222-2222-2222/").status_code == 404


def test_nobody_has_one_certificate_set_for_ever(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each paper is typeset anew: as many an hour from one place as people may sign there, no more."""
    monkeypatch.setattr(views, "PAPERS_FROM_ONE_PLACE", 2)
    address = f"/certificates/{issue().shown_number}/certificate.pdf"
    assert [client.get(address).status_code for _ in range(3)] == [200, 200, 429]


def test_what_is_there_asks_little(client: Client, django_assert_num_queries) -> None:
    """The certificate and the site's name and menu: one certificate or three make no difference."""
    counts = []
    for _ in range(3):
        given = issue()
        client.get(f"/certificates/{given.shown_number}/")
        with django_assert_num_queries(1):
            client.get(f"/certificates/{given.shown_number}/")
        counts.append(Certificate.objects.count())
    assert counts == [1, 2, 3]
