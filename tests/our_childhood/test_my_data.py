"""/my-film/: see, put right and take away what we know, with the code alone (S9, S7)."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.urls import reverse

from consent import queries as consent
from consent.enums import Party
from geography.models import Region
from moderation.enums import Verdict
from our_childhood import actions, correcting, gate, known
from our_childhood.enums import AgeBand, WithdrawalRoute
from our_childhood.models import Film
from people import codes
from safeguarding import actions as safeguarding
from safeguarding.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.moderation import fresh, give
from tests.factories.our_childhood import DraftFactory, FilmFactory, upload_of

pytestmark = pytest.mark.django_db

KNOWN = "/my-film/what-we-know/"
PUT_RIGHT = "/my-film/put-right/"
DOWNLOAD = "/my-film/download/"


def sent(client, **kwargs) -> Film:
    """A film that came in by the journey, opened by its code."""
    film, code = actions.submit(draft=(draft := DraftFactory(**kwargs)), upload=upload_of(draft), by="child")
    client.post("/my-film/", {"code": code})
    return film


def opened(client, film: Film) -> Film:
    client.post("/my-film/", {"code": codes.issue(film)})
    return film


def unpacked(response) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def test_without_the_code_nobody_sees_anything(client) -> None:
    FilmFactory(public=True)
    for address in (KNOWN, PUT_RIGHT):
        assert client.get(address)["Location"] == "/my-film/"
    assert client.post(DOWNLOAD)["Location"] == "/my-film/"


def test_all_of_it_is_shown_and_the_look_is_on_record(client) -> None:
    """S9, S22: what was answered, what staff wrote, who was written to, when somebody looked."""
    film = sent(client, young=True)
    Film.objects.filter(pk=film.pk).update(description="a lighthouse", transcript="we said marmalade")
    response = client.get(KNOWN)
    text = response.content.decode()
    for words in (
        film.title,
        "7 to 9",
        "a lighthouse",
        "we said marmalade",
        "sa…@post.example",
        "You said yes",
    ):
        assert words in text, words
    assert "sam@post.example" not in text, "the grown-up's address is the grown-up's"
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"
    assert AuditEntry.objects.filter(act="film.data_seen", actor="child").count() == 1


def test_decisions_and_looks_are_told_without_a_name(client) -> None:
    """S9: that somebody watched it, when, and what they said; never who."""
    film = opened(client, FilmFactory(in_review=True))
    reviewer = UserFactory(moderator=True, first_name="Unmistakable")
    give(film, reviewer, Verdict.APPROVE)
    text = client.get(KNOWN).content.decode()
    assert "Somebody watched it and said yes" in text
    assert text.count("Somebody here looked at it") == 1, "one line a day"
    assert "Unmistakable" not in text
    exported = json.loads(unpacked(client.post(DOWNLOAD)).read("my-film.json"))
    assert [one["decision"] for one in exported["decisions"]] == ["approve"]
    assert "Unmistakable" not in json.dumps(exported)


def test_the_file_holds_the_answers_and_the_film(client) -> None:
    """S9: one ZIP, made while it is sent; the film without a trace of where it was filmed (S3)."""
    film = opened(client, FilmFactory(public=True, description="a lighthouse"))
    response = client.post(DOWNLOAD)
    assert response.streaming
    assert response["Cache-Control"] == "private, no-store"
    assert "attachment" in response["Content-Disposition"]
    packed = unpacked(response)
    assert packed.testzip() is None
    assert json.loads(packed.read("my-film.json"))["description"] == "a lighthouse"
    assert packed.read("my-film.mp4").startswith(b"h264-480.mp4")
    assert AuditEntry.objects.filter(act="film.data_exported", actor="child", subject__endswith=str(film.pk))


def test_a_link_does_not_download(client) -> None:
    """A prefetching browser takes nothing away."""
    opened(client, FilmFactory(public=True))
    assert client.get(DOWNLOAD).status_code == 405
    assert not AuditEntry.objects.filter(act="film.data_exported").exists()


def test_who_looks_after_a_child_is_in_nothing(client) -> None:
    """S7: in care: neither the page nor the file tells it, nor that an authority was asked."""
    film = sent(
        client,
        answers={
            "prompt": "own",
            "age_band": "13-15",
            "region": "unsaid",
            "me": "yes",
            "care": "yes",
            "show": "as_it_is",
            "others": 0,
            "email": "carer@home.example",
            "social_worker": "worker@council.example",
        },
    )
    assert any(voice.party == Party.AUTHORITY for voice in gate.standing(film).missing), "it must be asked"
    page = client.get(KNOWN).content.decode().lower()
    exported = unpacked(client.post(DOWNLOAD)).read("my-film.json").decode().lower()
    for words in ("council.example", "social", "authority", '"care"', "in care"):
        assert words not in page, words
        assert words not in exported, words


def test_a_frozen_film_is_not_copied(client) -> None:
    """S17: what is held is not given out as a film; the words still are."""
    film = opened(client, FilmFactory(in_review=True))
    safeguarding.hold(subject=film, reason="concern", by="system")
    assert unpacked(client.post(DOWNLOAD)).namelist() == ["my-film.json"]


def test_after_it_is_taken_back_there_is_only_the_receipt(client) -> None:
    film = opened(client, FilmFactory(public=True))
    actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE)
    assert client.get(KNOWN)["Location"] == "/my-film/"
    assert client.post(DOWNLOAD)["Location"] == "/my-film/"


def test_a_younger_age_asks_a_grown_up(client) -> None:
    """S7, S9: corrected to under 13: nobody watches it until a grown-up said yes."""
    film = sent(client)
    assert gate.standing(film).ok
    response = client.post(PUT_RIGHT, {"age_band": "10-12", "region": "unsaid"})
    assert response["Location"] == "/my-film/"
    film = fresh(film)
    assert film.age_band == AgeBand.UNDER_13
    assert gate.waits_for_guardian(film)
    assert "We are waiting for your grown-up" in client.get("/my-film/").content.decode()
    assert AuditEntry.objects.get(act="film.answers_corrected").facts == {"fields": ["age_band"]}


def test_nobody_gets_past_the_grown_up_by_growing_older(client) -> None:
    """S7: 'I am 13 after all' would ask nobody: it is for a grown-up to say."""
    film = sent(client, young=True)
    response = client.post(PUT_RIGHT, {"age_band": "13-15", "region": "unsaid"})
    assert response.status_code == 422
    assert "Ask your grown-up to tell us that" in response.content.decode()
    assert fresh(film).age_band == "7-9"
    assert gate.waits_for_guardian(fresh(film))


def test_another_area(client) -> None:
    film = sent(client)
    london = Region.objects.get(code="E12000007")
    client.post(PUT_RIGHT, {"age_band": "13-15", "region": london.code})
    assert fresh(film).region == london
    assert consent.person(film, 1).needs_guardian is False
    client.post(PUT_RIGHT, {"age_band": "13-15", "region": "unsaid"})
    assert fresh(film).region is None


def test_once_people_look_at_it_a_grown_up_writes_to_us(client) -> None:
    """F13: what two people approve is not changed under their hands."""
    film = opened(client, FilmFactory(in_review=True))
    assert reverse("our_childhood:my-film-put-right") not in client.get(KNOWN).content.decode()
    assert client.post(PUT_RIGHT, {"age_band": "4-6", "region": "unsaid"})["Location"] == KNOWN
    assert fresh(film).age_band == "13-15"
    with pytest.raises(correcting.asking.JourneyOver):
        correcting.correct(film=film, age_band=AgeBand.UNDER_7, region=None, by="child")


def test_the_page_costs_as_much_for_a_long_story(client, django_assert_num_queries) -> None:
    """Lists: as many queries for three looks as for one."""
    film = FilmFactory(in_review=True)
    give(film, UserFactory(moderator=True), Verdict.APPROVE)
    film = fresh(film)
    with django_assert_num_queries(3):
        known.moments(film)
    give(film, UserFactory(moderator=True), Verdict.ASK_CHANGE, reason="sound")
    film = fresh(film)
    with django_assert_num_queries(3):
        known.moments(film)
