"""Signing: a letter, a page, a button. Opening links confirms nobody; no answer tells who has signed."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from outbox.models import Message
from people import proof_of_work
from pledge import actions, queries
from pledge.models import Signature
from safeguarding.models import Concern
from tests.factories import pledge as make

pytestmark = pytest.mark.django_db

SAID = {
    "name": "Robin Ashgrove",
    "role": "social_worker",
    "organisation": "Fernbridge Council",
    "words": "Leeds",
    "email": "robin@work.example",
}


@pytest.fixture(autouse=True)
def pledge() -> None:
    make.version()


def sign(client: Client, kind: str = "person", **changed: str):
    return client.post(f"/pledge/sign/{kind}/", {**SAID, **changed})


def link() -> str:
    """The path of the link in the last letter."""
    address = Message.objects.latest("id").context["link"]
    return str(re.sub(r"^https?://[^/]+", "", address))


def test_a_signature_counts_once_its_link_was_used(client) -> None:
    assert sign(client).url == reverse("pledge:sign-sent")
    assert not Signature.objects.counted().exists()
    page = client.get(link())
    assert "Yes, I promise" in page.content.decode()
    answer = client.post(link(), {"act": "confirm"}, follow=True)
    assert "Your promise counts" in answer.content.decode()
    signature = Signature.objects.counted().get()
    assert signature.name == "Robin Ashgrove" and signature.authority.name == "Leeds"
    assert signature.kept_until == timezone.localdate() + actions.KEPT_FOR


def test_what_opens_every_link_confirms_nobody(client) -> None:
    """Mail scanners fetch each link, with GET and HEAD, with and without its end, often."""
    sign(client)
    scanner = Client(headers={"user-agent": "scanner"})
    for address in (link(), link().rstrip("/"), f"{link()}?act=confirm", f"{link()}change/"):
        for _ in range(3):
            scanner.get(address, follow=True)
            scanner.head(address)
            scanner.options(address)
    assert not Signature.objects.counted().exists()
    assert Signature.objects.count() == 1


def test_a_scanner_that_sends_forms_without_their_token_confirms_nobody(client) -> None:
    sign(client)
    scanner = Client(enforce_csrf_checks=True)
    assert scanner.post(link(), {"act": "confirm"}).status_code == 403
    assert not Signature.objects.counted().exists()


@pytest.mark.parametrize("again", ["robin@work.example", "ROBIN@work.example", "robin+news@WORK.example"])
def test_the_answer_is_the_same_whether_it_has_signed_already(client, again) -> None:
    """One mailbox counts once in each kind; whoever types an address learns nothing of it."""
    first = sign(client)
    client.post(link(), {"act": "confirm"})
    own = link()
    second = sign(client, email=again)
    assert (first.status_code, first.url) == (second.status_code, second.url)
    assert Message.objects.latest("id").context["signed"] is True
    assert link() == own, "the letter leads to the signature there is"
    assert Signature.objects.count() == 1


def test_the_lost_link_is_sent_again_and_nobody_is_told(client) -> None:
    make.signed("robin@work.example")
    before = Message.objects.count()
    known = client.post("/pledge/mine/", {"email": "robin@work.example"})
    assert Message.objects.count() == before + 1
    unknown = client.post("/pledge/mine/", {"email": "nobody@work.example"})
    assert Message.objects.count() == before + 1
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_who_lost_the_link_is_found_by_an_index_confirmed_or_not() -> None:
    """After a rush there are many; 'send it again' must not read them all."""
    for number in range(60):
        make.asked(f"robin{number}@work.example")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "pledge_mailbox" in queries.of_mailbox("robin7@work.example")[:2].explain()


def test_two_links_of_one_mailbox_count_once(client) -> None:
    sign(client)
    first = link()
    sign(client, name="Robin A. Ashgrove")
    second = link()
    assert first != second
    client.post(second, {"act": "confirm"})
    assert client.post(first, {"act": "confirm"}).status_code == 409
    assert Signature.objects.counted().count() == 1


def test_an_organisation_names_its_lead_and_how(client) -> None:
    missing = sign(client, "organisation")
    assert missing.status_code == 422
    sign(client, "organisation", how="We ask each child what they think before a meeting.")
    client.post(link(), {"act": "confirm"})
    signature = Signature.objects.counted().get()
    assert signature.kind == "organisation" and signature.how.startswith("We ask")


def test_the_same_person_may_sign_for_themselves_and_for_their_organisation(client) -> None:
    sign(client)
    client.post(link(), {"act": "confirm"})
    sign(client, "organisation", how="We ask each child.")
    client.post(link(), {"act": "confirm"})
    assert Signature.objects.counted().count() == 2


def test_what_was_typed_stays_when_something_is_wrong(client) -> None:
    answer = sign(client, email="nonsense", words="Nowhereshire")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Robin Ashgrove" in page and "Nowhereshire" in page
    assert "We do not know this council" in page and "no e-mail address" in page


def test_a_bot_that_fills_in_what_nobody_sees_gets_the_same_answer_and_no_letter(client) -> None:
    answer = sign(client, website="https://spam.example")
    assert answer.url == reverse("pledge:sign-sent")
    assert not Message.objects.exists() and not Signature.objects.exists()


def test_words_of_harm_raise_a_concern_and_stop_nobody(client) -> None:
    """S21: in any form."""
    answer = sign(client, "organisation", how="A child here told me: I want to die.")
    assert "help=1" in answer.url
    assert Concern.objects.count() == 1
    assert Signature.objects.count() == 1
    assert "You can talk to someone now" in client.get(answer.url).content.decode()


def test_a_mailbox_is_not_flooded(client) -> None:
    for _ in range(4):
        assert sign(client).status_code == 302
    refused = sign(client)
    assert refused.status_code == 422
    assert "enough e-mails" in refused.content.decode()
    assert Message.objects.count() == 4


@pytest.mark.parametrize("spelt", ["victim+{}@gmail.com", "v.ictim+{}@googlemail.com", "VICTIM+{}@gmail.com"])
def test_a_mailbox_is_not_flooded_however_it_is_spelt(client, spelt) -> None:
    """S38: the letters go to one mailbox, whatever stands behind its plus."""
    make.signed("victim@gmail.com")
    before = Message.objects.count()
    for number in range(10):
        client.post("/pledge/mine/", {"email": spelt.format(number)})
    assert Message.objects.count() == before + 4


def test_without_work_a_team_signs_and_with_it_a_town_hall(client, monkeypatch) -> None:
    """S38: no person is locked out by the address they share, and no browser by what it cannot do."""
    monkeypatch.setattr("pledge.views.sign.FROM_ONE_PLACE_WITHOUT_WORK", 3)
    for number in range(3):
        assert sign(client, email=f"p{number}@work.example").status_code == 302
    assert sign(client, email="late@work.example").status_code == 422
    monkeypatch.setattr(proof_of_work, "done", lambda answer: answer == "worked")
    for number in range(10):
        assert sign(client, email=f"w{number}@work.example", work="worked").status_code == 302


def test_links_are_opened_and_confirmed_without_any_limit(client) -> None:
    signatures = [make.asked() for _ in range(8)]
    for signature in signatures:
        address = f"/pledge/mine/{make.token(signature)}/"
        assert client.get(address).status_code == 200
        assert client.post(address, {"act": "confirm"}).status_code == 302
    assert Signature.objects.counted().count() == 8


@pytest.mark.parametrize(
    "path", ["/pledge/sign/", "/pledge/sign/person/", "/pledge/sign/sent/", "/pledge/mine/"]
)
def test_pages_with_a_form_are_in_no_cache_and_no_search_engine(client, path) -> None:
    answer = client.get(path)
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"


def test_a_link_that_is_none_says_so_calmly(client) -> None:
    assert client.get("/pledge/mine/abc/").status_code == 404
    assert client.get(f"/pledge/mine/{'a' * 43}/").status_code == 404
