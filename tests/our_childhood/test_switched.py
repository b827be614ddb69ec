"""S16: what each address of films answers while the switch is off, and that all of it comes back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import get_resolver

import storage
from our_childhood import switched
from our_childhood.models import Film, FilmDraft
from our_childhood.switched import WAYS, Way
from people import codes
from safeguarding import switch
from tests.factories.our_childhood import FilmFactory, PromptFactory
from tests.our_childhood.journey import address, answer, walk
from uploads.models import Upload

pytestmark = pytest.mark.django_db
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def film() -> Film:
    return FilmFactory(
        public=True,
        prompt=PromptFactory(),
        description="A boat of card.",
        captions="WEBVTT\n\n00:00.000 --> 00:01.000\nAhoy.\n",
    )


@pytest.fixture
def turn(monkeypatch: pytest.MonkeyPatch) -> Callable[[bool], None]:
    """Turn the switch, as another process of the site learns of it."""

    def turned(on: bool) -> None:
        switch.turn(on=on, by="operator", operator="Ope Rator")
        switch.forget()

    return turned


def shown(film: Film) -> list[str]:
    """Every address under which something of a public film can be had."""
    assert film.video is not None
    files = [film.video.public_url(one.name) for one in film.video.renditions.all()]
    return [
        "/films/",
        f"/films/?about={film.prompt.slug}",
        "/pl/films/",
        "/films/feed/",
        f"/films/{film.slug}/",
        f"/ar/films/{film.slug}/",
        f"/films/{film.slug}/captions.vtt",
        *(name for name in files if not name.endswith(("preview.mp4", "sheet.jpg"))),
    ]


def test_every_film_is_gone_and_back(client: Client, film: Film, turn: Callable[[bool], None]) -> None:
    """Pages, lists, feed, captions, pictures and every file: 404 and kept by no cache, then as before.

    Not 503: a cache told of a failure may serve what it kept (ADR 0095).
    """
    before = {}
    for path in shown(film):
        response = client.get(path)
        before[path] = (response.status_code, response.getvalue(), response.get("ETag", ""))
        assert response.status_code == 200, path
    turn(False)
    for path, (_status, _body, tag) in before.items():
        for headers in ({}, {"if-none-match": tag}, {"range": "bytes=0-3"}):
            response = client.get(path, headers=headers)
            assert response.status_code == 404, (path, headers)
            assert response["Cache-Control"] == "no-store", path
            assert film.title.encode() not in response.getvalue()
            assert film.slug in path or film.slug.encode() not in response.getvalue(), path
    turn(True)
    for path, (status, body, _tag) in before.items():
        response = client.get(path)
        assert (response.status_code, response.getvalue()) == (status, body), path


def test_lists_elsewhere_show_no_film(client: Client, film: Film, turn: Callable[[bool], None]) -> None:
    """The sitemap and the cards on editors' pages ask the same question."""
    from our_childhood.templatetags.films import latest_films

    assert film.slug in client.get("/sitemap-films.xml").content.decode()
    assert [card.title for card in latest_films(3)] == [film.title]
    turn(False)
    assert film.slug not in client.get("/sitemap-films.xml").content.decode()
    assert latest_films(3) == []


def test_pages_that_only_know_public_films_stay(client: Client, film: Film, turn: Any) -> None:
    """Help, and editors' own pictures, are no film."""
    storage.put(storage.public(), "images/boat.jpg", io.BytesIO(b"a boat"), content_type="image/jpeg")
    turn(False)
    assert client.get("/help/").status_code == 200
    answer = client.get("/media/images/boat.jpg")
    assert answer.getvalue() == b"a boat"


def test_calm_page_is_kind_and_says_what_to_do(client: Client, turn: Callable[[bool], None]) -> None:
    turn(False)
    page = client.get("/films/").content.decode()
    assert "Films are having a rest" in page
    assert "/my-film/" in page
    assert "/help/" in page


def test_making_waits_and_keeps_what_was_typed(client: Client, turn: Callable[[bool], None]) -> None:
    """Every question answers 503 with when to come back; the journey goes on where it was."""
    walk(client, until="film")
    turn(False)
    draft = FilmDraft.objects.get()
    for step in ("", "idea", "film", "check"):
        response = client.get(address(step))
        assert (response.status_code, response["Retry-After"]) == (503, "60"), step
        assert response["Cache-Control"] == "no-store"
        assert "Your answers are kept" in response.content.decode()
    assert answer(client, "film").status_code == 503
    assert not Upload.objects.exists()
    assert client.post(address("check")).status_code == 503
    draft.refresh_from_db()
    assert draft.answers["age_band"] == "7-9"
    turn(True)
    assert answer(client, "film").status_code == 302
    walk_on = client.get(address("look"))
    assert walk_on.status_code == 200


def test_film_on_its_way_keeps_its_bytes_and_goes_on(client: Client, turn: Callable[[bool], None]) -> None:
    """A: no acknowledged byte is lost. The script is told when to try again, in words of its language."""
    walk(client, until="film")
    content = b"\0\0\0\x18ftyp" + bytes(40_000)

    def ask(method: str, path: str, body: bytes = b"", **headers: str) -> Any:
        return client.generic(
            method, path, body, content_type="application/offset+octet-stream", headers={**TUS, **headers}
        )

    made = ask("POST", "/upload/", **{"Upload-Length": str(len(content))})
    path = made["Location"]
    assert ask("PATCH", path, content[:30_000], **{"Upload-Offset": "0"}).status_code == 204
    turn(False)
    for stopped in (
        ask("POST", "/upload/", **{"Upload-Length": "10"}),
        ask("PATCH", path, content[30_000:], **{"Upload-Offset": "30000"}),
        ask("HEAD", path),
    ):
        assert (stopped.status_code, stopped["Retry-After"]) == (503, "60")
    assert Upload.objects.count() == 1
    turn(True)
    assert ask("HEAD", path)["Upload-Offset"] == "30000"
    assert ask("PATCH", path, content[30_000:], **{"Upload-Offset": "30000"}).status_code == 204
    upload = Upload.objects.get()
    assert b"".join(storage.private().pieces(upload.key)) == content


def test_taking_back_goes_on(client: Client, film: Film, turn: Callable[[bool], None]) -> None:
    """C, S8: the switch stands in no child's way; the page says why the film cannot be watched."""
    code = codes.issue(film)
    turn(False)
    assert client.post("/my-film/", {"code": code}).status_code == 302
    assert "Films are having a rest" in client.get("/my-film/").content.decode()
    assert client.post("/my-film/take-it-down/").status_code == 302
    film.refresh_from_db()
    assert film.withdrawn_at is not None
    turn(True)
    assert client.get("/films/").status_code == 200
    assert not Film.objects.shown().exists()


def test_film_being_sent_is_cut_off(client: Client, film: Film, turn: Callable[[bool], None]) -> None:
    """A player that holds an answer open for an hour gets no more of it."""
    assert film.video is not None
    key = f"{film.video.public_prefix}/long.mp4"
    storage.put(storage.public(), key, io.BytesIO(bytes(1_000_000)), content_type="video/mp4")
    response = client.get(f"/media/{key}")
    pieces = iter(response.streaming_content)
    assert len(next(pieces)) < 1_000_000
    turn(False)
    with pytest.raises(BrokenPipeError):
        next(pieces)
    response.close()


def test_switch_is_a_curtain_and_moves_no_file(film: Film, turn: Any, run_tasks: Any) -> None:
    """The sweeper takes no film for one that left the public, so that everything is back at once."""
    from our_childhood import sweeper
    from tests.factories.our_childhood import public_files

    before = public_files(film)
    turn(False)
    sweeper.sweep()
    run_tasks()
    assert public_files(film) == before != []
    film.refresh_from_db()
    assert film.released_at is not None


def test_what_a_new_address_of_films_does_is_hide() -> None:
    """No rule is idle, and only what is meant to stays open."""
    names = {"storage:media"}
    for pattern in get_resolver().url_patterns:
        for inner in (pattern, *getattr(pattern, "url_patterns", ())):
            if getattr(inner, "namespace", None) in ("our_childhood", "uploads"):
                names |= {f"{inner.namespace}:{one.name}" for one in inner.url_patterns}
    for start, _ in WAYS:
        assert any(name.startswith(start) for name in names), start
    still_open = {name for name in names if switched.way(name, "films/x.mp4") is Way.OPEN}
    assert {name for name in still_open if not name.startswith("our_childhood:my-film")} == {
        "our_childhood:make-done",
        "our_childhood:make-clear",
        "our_childhood:film-tell-us",
    }
    assert switched.way("our_childhood:anything-new") is Way.HIDDEN
    assert "our_childhood.switched.Switched" in django_settings.MIDDLEWARE
