"""/my-film/: a code opens one film, says in plain words where it is, and takes it down (S8, S38)."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from consent.queries import asks
from moderation.models import Reason
from our_childhood import actions, asking, drafts, story
from our_childhood.enums import FilmState, WithdrawalRoute
from our_childhood.models import Film, FilmDraft
from our_childhood.views import my_film
from people import codes
from people.models import Contact
from tests.factories.consent import on_record
from tests.factories.moderation import fresh, say_yes
from tests.factories.our_childhood import DraftFactory, FilmFactory, grown_up, upload_of, video
from video.enums import Stage

pytestmark = pytest.mark.django_db
HERE = "/my-film/"


def enter(client: Client, film: Film) -> None:
    response = client.post(HERE, {"code": codes.issue(film)})
    assert response.status_code == 302, response.content.decode()


def text_of(client: Client, address: str = HERE) -> str:
    return client.get(address).content.decode()


def test_without_a_code_there_is_only_the_question(client):
    for name in ("my-film-take-down", "my-film-ask-again"):
        response = client.get(reverse(f"our_childhood:{name}"))
        assert response["Location"] == HERE
    for name in ("my-film-send-new", "my-film-take-down"):
        assert client.post(reverse(f"our_childhood:{name}"))["Location"] == HERE
    assert "What is your code?" in text_of(client)


def test_a_wrong_code_keeps_what_was_typed(client):
    """S27: no re-asking; the error says what to do and never blames."""
    response = client.post(HERE, {"code": "7K3-PLUM-RIVAR"})
    text = response.content.decode()
    assert response.status_code == 422
    assert 'value="7K3-PLUM-RIVAR"' in text
    assert "find a film with this code" in text
    assert 'href="#id_code"' in text
    assert my_film.COOKIE not in client.cookies


def test_the_code_is_never_in_an_address_or_a_cookie(client):
    """It travels in a form's body only; the cookie holds a signed number for half an hour."""
    film = FilmFactory(public=True)
    code = codes.issue(film)
    response = client.post(HERE, {"code": code})
    assert response["Location"] == HERE
    cookie = response.cookies[my_film.COOKIE]
    assert code not in cookie.value
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 1800)
    assert code not in text_of(client)


def test_a_forged_or_old_cookie_opens_nothing(client, monkeypatch):
    film = FilmFactory(public=True)
    client.cookies[my_film.COOKIE] = str(film.pk)
    assert film.title not in text_of(client)
    enter(client, film)
    assert film.title in text_of(client)
    monkeypatch.setattr(my_film, "SECONDS", -1)
    assert film.title not in text_of(client)


def test_pages_are_private(client):
    """S10, S39: no cache, no search engine."""
    film = FilmFactory(in_review=True, young=True)
    pages = [HERE]
    for address in pages:
        response = client.get(address)
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"
    enter(client, film)
    for address in [
        HERE,
        reverse("our_childhood:my-film-take-down"),
        reverse("our_childhood:my-film-ask-again"),
    ]:
        response = client.get(address)
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"


STATES = {
    FilmState.ARRIVING: lambda: agreed(FilmFactory(video=video(Stage.RECEIVED))),
    FilmState.WAITING_FOR_YOU: lambda: FilmFactory(video=video(Stage.RECEIVED)),
    FilmState.WAITING_FOR_OTHERS: lambda: agreed(FilmFactory(others_in_film=True), others=1),
    FilmState.UNREADABLE: lambda: FilmFactory(video=video(Stage.REFUSED, refusal="too_long")),
    FilmState.WAITING_FOR_GROWN_UP: lambda: agreed(FilmFactory(young=True)),
    FilmState.IN_REVIEW: lambda: FilmFactory(in_review=True),
    FilmState.HELD: lambda: changed(FilmFactory(in_review=True), actions.mark_held),
    FilmState.CHANGE_ASKED: lambda: changed(
        FilmFactory(in_review=True), actions.ask_for_change, reason=Reason.objects.first(), by="system"
    ),
    FilmState.REFUSED: lambda: changed(
        FilmFactory(in_review=True), actions.refuse, reason=Reason.objects.first(), by="system"
    ),
    FilmState.RELEASING: lambda: FilmFactory(approved=True),
    FilmState.PUBLISHED: lambda: FilmFactory(public=True),
    FilmState.WITHDRAWN: lambda: changed(
        FilmFactory(public=True), actions.withdraw, by="child", route=WithdrawalRoute.CODE
    ),
}


def agreed(film: Film, others: int = 0) -> Film:
    on_record(film, others=others)
    say_yes(film)
    return fresh(film)


def changed(film: Film, act, **kwargs) -> Film:
    act(film=film, **kwargs)
    return fresh(film)


@pytest.mark.parametrize("state", list(FilmState))
def test_each_state_is_told_in_plain_words(client, state):
    """The heading says where it is; exactly the right things can be done."""
    film = STATES[state]()
    assert story.state(film) == state
    enter(client, film)
    text = text_of(client)
    assert f"<h1>{state.label}</h1>".replace("'", "&#x27;") in text
    assert (reverse("our_childhood:my-film-take-down") in text) == (state != FilmState.WITHDRAWN)
    new = state in (FilmState.CHANGE_ASKED, FilmState.UNREADABLE)
    assert (reverse("our_childhood:my-film-send-new") in text) == new
    assert (reverse("our_childhood:my-film-ask-again") in text) == (state == FilmState.WAITING_FOR_GROWN_UP)
    if film.reply is not None and state != FilmState.WITHDRAWN:
        assert film.reply.reply.replace("'", "&#x27;") in text


@pytest.mark.parametrize("state", list(FilmState))
def test_the_timeline_has_one_place_where_the_film_is(state):
    moments = story.tell(STATES[state]()).moments
    here = [moment for moment in moments if moment["state"] in ("here", "stopped")]
    if state == FilmState.WITHDRAWN:
        assert moments == []
    elif state == FilmState.PUBLISHED:
        assert here == []
        assert all(moment["state"] == "done" for moment in moments)
    else:
        assert len(here) == 1
        states = [moment["state"] for moment in moments]
        assert states == sorted(states, key=["done", "here", "stopped", "next"].index)


def test_take_it_down(client, django_capture_on_commit_callbacks, run_tasks):
    """S8: one question, one press, gone, with a receipt; and nothing more to ask."""
    film = FilmFactory(public=True)
    slug = film.slug
    assert client.get(f"/films/{slug}/").status_code == 200
    enter(client, film)
    address = reverse("our_childhood:my-film-take-down")
    assert "Take your film down?" in text_of(client, address)
    assert Film.objects.public().exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address)["Location"] == HERE
    assert client.get(f"/films/{slug}/").status_code == 404
    run_tasks()
    text = text_of(client)
    assert "Your receipt" in text
    assert film.title not in text
    assert client.post(address)["Location"] == HERE
    assert fresh(film).withdrawn_by == WithdrawalRoute.CODE


def test_looking_at_the_question_takes_nothing_down(client):
    """A prefetching browser, or a HEAD."""
    film = FilmFactory(public=True)
    enter(client, film)
    client.get(reverse("our_childhood:my-film-take-down"))
    client.head(reverse("our_childhood:my-film-take-down"))
    assert fresh(film).withdrawn_at is None


def test_another_site_cannot_press_the_button():
    """S39: with the child's cookie but without the page's token, nothing happens."""
    client = Client(enforce_csrf_checks=True)
    film = FilmFactory(public=True)
    page = client.get(HERE).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    client.post(HERE, {"code": codes.issue(film), "csrfmiddlewaretoken": token})
    assert client.post(reverse("our_childhood:my-film-take-down")).status_code == 403
    assert fresh(film).withdrawn_at is None


def test_send_a_new_one_starts_a_journey_for_the_file_only(client):
    film = STATES[FilmState.CHANGE_ASKED]()
    enter(client, film)
    response = client.post(reverse("our_childhood:my-film-send-new"))
    assert response["Location"] == reverse("our_childhood:make-step", args=["film"])
    assert FilmDraft.objects.get().replaces == film
    assert drafts.COOKIE in response.cookies


def test_send_a_new_one_is_not_for_other_films(client):
    enter(client, FilmFactory(in_review=True))
    assert client.post(reverse("our_childhood:my-film-send-new"))["Location"] == HERE
    assert not FilmDraft.objects.exists()


def test_ask_again_corrects_the_address(client):
    """The old address is shown only in part: a tablet may be shared."""
    film, code = actions.submit(
        draft=(draft := DraftFactory(young=True)), upload=upload_of(draft), by="child"
    )
    client.post(HERE, {"code": code})
    address = reverse("our_childhood:my-film-ask-again")
    text = text_of(client, address)
    assert "sa…@post.example" in text
    assert "sam@post.example" not in text
    assert client.post(address, {"email": "not an address"}).status_code == 422
    response = client.post(address, {"email": "right@post.example"})
    assert response["Location"] == f"{HERE}?asked=1"
    assert "We sent a new e-mail." in text_of(client, response["Location"])
    assert Contact.objects.get().email == "right@post.example"
    assert asks(film).count() == 2


def test_ask_again_ends_politely(client):
    _, code = actions.submit(draft=(draft := DraftFactory(young=True)), upload=upload_of(draft), by="child")
    client.post(HERE, {"code": code})
    address = reverse("our_childhood:my-film-ask-again")
    for number in range(asking.MOST_ASKS):
        response = client.post(address, {"email": f"someone{number}@post.example"})
    assert response.status_code == 422
    assert "asked enough times" in response.content.decode()


def test_a_class_may_mistype_but_a_machine_may_not_guess(client):
    """S38: thirty children behind one address, and then a polite stop that keeps what was typed."""
    answers = [client.post(HERE, {"code": f"7K3-PLUM-{number}"}).status_code for number in range(91)]
    assert answers[:90] == [422] * 90
    assert answers[90] == 429
    film = FilmFactory(public=True)
    assert client.post(HERE, {"code": codes.issue(film)}).status_code == 429


def test_close_forgets_the_code_in_this_browser(client):
    film = FilmFactory(public=True)
    enter(client, film)
    client.post(reverse("our_childhood:my-film-leave"))
    assert film.title not in text_of(client)


def test_one_code_opens_one_film(client):
    mine, other = FilmFactory(public=True), FilmFactory(public=True)
    enter(client, mine)
    text = text_of(client)
    assert mine.title in text
    assert other.title not in text


def test_the_grown_ups_page_shows_this_film(client):
    """S6: the film's made-up name and preview, and neither code nor answers beyond what is asked about."""
    film = FilmFactory(young=True)
    asked = grown_up(film)
    address = reverse("consent:ask-answer", args=[asked.token])
    text = text_of(client, address)
    assert film.title in text
    assert "7 to 9" not in text
    response = client.get(reverse("consent:ask-preview", args=[asked.token]))
    assert b"".join(response.streaming_content).startswith(b"preview.mp4")
    ranged = client.get(reverse("consent:ask-preview", args=[asked.token]), headers={"range": "bytes=2-5"})
    assert ranged.status_code == 206
    assert b"".join(ranged.streaming_content) == b"evie"
    client.post(address, {"answer": "no"})
    assert client.get(address).status_code == 404
    assert client.get(reverse("consent:ask-preview", args=[asked.token])).status_code == 404
    assert fresh(film).withdrawn_by == WithdrawalRoute.GUARDIAN
