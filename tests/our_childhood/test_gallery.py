"""What everybody may see of films, and what nobody may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Locale

from our_childhood import paging
from our_childhood.models import Film, Prompt
from tests.factories.our_childhood import FilmFactory, PromptFactory

pytestmark = pytest.mark.django_db
DIGEST = "0" * 64


def public_films(count: int, *, at: datetime | None = None, **fields: Any) -> list[Film]:
    """Rows of public films without files, a minute apart, newest last; for lists, not for playing."""
    start = at or timezone.now() - timedelta(days=1)
    return Film.objects.bulk_create(
        Film(
            title=f"Bright Hopping Hare {number}",
            slug=f"{fields.get('language', 'en')}-bright-hopping-hare-{number}",
            age_band="7-9",
            live=True,
            cleared_at=start,
            cleared_digest=DIGEST,
            released_at=start if at else start + timedelta(minutes=number),
            received_at=start,
            **fields,
        )
        for number in range(count)
    )


@pytest.fixture
def public_film() -> Film:
    """A film that went the whole way, with files in public storage."""
    return FilmFactory(
        public=True,
        description="A cardboard boat sails over a blue carpet.",
        transcript="Ahoy.",
        captions="WEBVTT\n\n00:00.000 --> 00:02.000\nAhoy.\n",
    )


HIDDEN: dict[str, Callable[[Film], dict[str, Any]]] = {
    "not cleared": lambda film: {"live": False, "cleared_at": None, "cleared_digest": ""},
    "not released": lambda film: {"released_at": None},
    "held": lambda film: {"held_at": timezone.now()},
    "withdrawn": lambda film: {"live": False, "withdrawn_at": timezone.now(), "withdrawn_by": "code"},
    "unpublished": lambda film: {"live": False},
}


# --- Who sees what ------------------------------------------------------------------------------


@pytest.mark.parametrize("state", HIDDEN)
def test_hidden_film_is_nowhere(client: Client, state: str) -> None:
    """S13: what is not public is in no list, feed or sitemap; its page is like one that never was."""
    kept, hidden = public_films(
        2, transcript="Secret words", captions="WEBVTT\n\n00:00.000 --> 00:01.000\nSecret\n"
    )
    Film.objects.filter(pk=hidden.pk).update(**HIDDEN[state](hidden))
    for address in ("/films/", "/films/feed/", "/sitemap-films.xml", "/pl/films/"):
        text = client.get(address).content.decode()
        assert hidden.slug not in text, address
        assert hidden.title not in text, address
        assert kept.slug in text, address
    for tail in ("", "captions.vtt"):
        answer = client.get(f"/films/{hidden.slug}/{tail}")
        unknown = client.get(f"/films/no-such-film/{tail}")
        assert answer.status_code == unknown.status_code == 404
        assert answer.content.replace(hidden.slug.encode(), b"no-such-film") == unknown.content
        assert b"Secret" not in answer.content
        # The language links repeat the address that was asked for.
        length = len(hidden.slug) - len("no-such-film")
        assert len(answer.content) - len(unknown.content) == length * answer.content.count(
            hidden.slug.encode()
        )
        assert {**answer.headers, "Content-Length": ""} == {**unknown.headers, "Content-Length": ""}


def test_film_page_shows_the_film_and_nothing_about_the_child(client: Client, public_film: Film) -> None:
    """S2: no age, no place, no counts; S28: captions, transcript, description."""
    Film.objects.filter(pk=public_film.pk).update(age_band="13-15", region_id=None)
    page = client.get(f"/films/{public_film.slug}/").content.decode()
    assert public_film.title in page
    assert "A cardboard boat sails" in page
    assert "Ahoy." in page
    assert f"/films/{public_film.slug}/captions.vtt" in page
    for never in ("13 to 15", "13-15", "views", "likes", "autoplay"):
        assert never not in page


def test_film_page_offers_files_every_browser_can_take(client: Client, public_film: Film) -> None:
    """HLS for browsers that choose, MP4 for the others; every address answers."""
    page = client.get(f"/films/{public_film.slug}/")
    player = page.context["player"]
    assert player.master.endswith("master.m3u8")
    assert [stream.type.split(";")[0] for stream in player.streams] == ["video/mp4"]
    for address in (player.master, player.poster, *(stream.url for stream in player.streams)):
        answer = client.get(address)
        assert answer.status_code == 200, address
        answer.close()


def test_captions_are_text_tracks(client: Client, public_film: Film) -> None:
    response = client.get(f"/films/{public_film.slug}/captions.vtt")
    assert response["Content-Type"] == "text/vtt; charset=utf-8"
    assert response.content.startswith(b"WEBVTT")


def test_film_without_speech_says_so_and_has_no_track(client: Client) -> None:
    (film,) = public_films(1, speech="no_speech", description="Clouds.")
    page = client.get(f"/films/{film.slug}/").content.decode()
    assert "Nobody speaks in this film." in page
    assert "<track" not in page
    assert client.get(f"/films/{film.slug}/captions.vtt").status_code == 404


def test_withdrawn_at_once_everywhere(client: Client, public_film: Film) -> None:
    """S8, F15: the first request after a withdrawal finds nothing, whatever was cached by ETag."""
    from our_childhood import actions
    from our_childhood.enums import WithdrawalRoute

    address, title = f"/films/{public_film.slug}/", public_film.title
    tags = {path: client.get(path)["ETag"] for path in ("/films/", "/films/feed/", address)}
    actions.withdraw(film=public_film, by="child", route=WithdrawalRoute.CODE)
    for path, tag in tags.items():
        response = client.get(path, headers={"if-none-match": tag})
        assert response.status_code == (404 if path == address else 200)
        assert title.encode() not in response.content


# --- Lists ----------------------------------------------------------------------------------------


def test_newest_first_a_dozen_a_page(client: Client) -> None:
    films = public_films(30)
    seen: list[str] = []
    address = "/films/"
    pages = 0
    while address:
        page = client.get(address)
        assert page.status_code == 200
        seen += [card.title for card in page.context["cards"]]
        address = page.context["older"]
        pages += 1
    assert seen == [film.title for film in reversed(films)]
    assert pages == 3


def test_pages_hold_when_films_came_out_in_the_same_moment() -> None:
    """No film is skipped or shown twice, even when the clock did not move."""
    films = public_films(30, at=timezone.now())
    seen: list[int] = []
    mark = ""
    for _ in range(3):
        page = paging.page(Film.objects.public(), mark)
        seen += [film.pk for film in page.rows]
        mark = page.older
    assert sorted(seen) == sorted(film.pk for film in films)
    assert mark == ""


def test_page_is_not_moved_by_a_newer_film(client: Client) -> None:
    public_films(20)
    second = client.get("/films/").context["older"]
    before = [card.title for card in client.get(second).context["cards"]]
    public_films(3, at=timezone.now(), language="pl")
    assert [card.title for card in client.get(second).context["cards"]] == before


@pytest.mark.parametrize("mark", ["x", "1", "-1-a", "123456789012345678-a", "1-a b", "1700000000000000"])
def test_mark_nobody_made_is_not_found(client: Client, mark: str) -> None:
    assert client.get("/films/", {"before": mark}).status_code == 404


def test_mark_gives_no_count_away() -> None:
    """S11: the number of films ever sent in is not in an address."""
    (film,) = public_films(1)
    Film.objects.filter(pk=film.pk).update(id=987654)
    assert "987654" not in paging.mark(film)


def test_question_filters_in_every_language(client: Client) -> None:
    """One address means the same question in each language; its words are the reader's."""
    english = PromptFactory(question="What makes a home?", slug="home")
    polish = english.copy_for_translation(Locale.objects.get_or_create(language_code="pl")[0])
    polish.question, polish.slug = "Co tworzy dom?", "dom"
    polish.save()
    about, other = public_films(2)
    Film.objects.filter(pk=about.pk).update(prompt=english)
    for language, words in (
        ("", "What makes a home?"),
        ("/pl", "Co tworzy dom?"),
        ("/ar", "What makes a home?"),
    ):
        page = client.get(f"{language}/films/", {"about": "home"})
        assert [card.title for card in page.context["cards"]] == [about.title]
        assert page.context["cards"][0].question == words
        assert words in page.content.decode()
        assert other.slug not in page.content.decode()


def test_question_taken_off_show_is_gone_in_every_language(client: Client) -> None:
    english = PromptFactory(question="What makes a home?", slug="home")
    polish = english.copy_for_translation(Locale.objects.get_or_create(language_code="pl")[0])
    polish.save()
    Prompt.objects.filter(pk=english.pk).update(active=False)
    assert client.get("/pl/films/", {"about": "home"}).status_code == 404
    assert not client.get("/pl/films/").context["questions"]


def test_unknown_question_is_not_found(client: Client) -> None:
    assert client.get("/films/", {"about": "nothing-like-this"}).status_code == 404


def test_empty_gallery_invites(client: Client) -> None:
    assert "Yours could be the first one." in client.get("/films/").content.decode()


# --- Cost -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_gallery_costs_the_same_queries_for_any_number(
    client: Client, django_assert_num_queries: Any, count: int
) -> None:
    """Films, their posters, questions; and what the frame of every page asks."""
    for _ in range(count):
        FilmFactory(public=True, prompt=PromptFactory())
    client.get("/films/")
    with django_assert_num_queries(3):
        client.get("/films/")


@pytest.mark.parametrize("questions", [1, 3])
def test_film_page_costs_the_same_queries_for_any_number(
    client: Client, django_assert_num_queries: Any, questions: int, public_film: Film
) -> None:
    """The film, its files, questions, how soon we look; and what the frame of every page asks."""
    Film.objects.filter(pk=public_film.pk).update(prompt=PromptFactory())
    for _ in range(questions - 1):
        PromptFactory()
    client.get(f"/films/{public_film.slug}/")
    with django_assert_num_queries(4):
        client.get(f"/films/{public_film.slug}/")


@pytest.mark.parametrize("about", [False, True])
def test_gallery_reads_only_its_index(about: bool) -> None:
    """A hundred thousand films cost what a hundred do: the database walks an index and sorts nothing."""
    prompt = PromptFactory()
    public_films(400, prompt=prompt)
    films = Film.objects.public()
    if about:
        films = films.filter(prompt=prompt)
    older = paging.page(films).older
    moment, _slug = older.split("-", 1)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    wanted = films.filter(
        released_at__lte=datetime.fromtimestamp(int(moment) / 1e6, tz=timezone.get_current_timezone())
    )
    plan = wanted.newest_first()[:13].explain()
    assert "film_public_" in plan, plan
    assert "TEMP B-TREE" not in plan, plan
    assert "Sort" not in plan, plan


# --- Caches, feed, sitemap ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address", ["/films/", "/films/{slug}/", "/films/feed/", "/films/{slug}/captions.vtt"]
)
def test_public_pages_are_kept_a_minute_and_asked_again_by_content(
    client: Client, public_film: Film, address: str
) -> None:
    """S10, F15: no cookie, a minute in caches, then 304 while nothing changed; never 'not since Tuesday'."""
    address = address.format(slug=public_film.slug)
    first = client.get(address)
    assert first.status_code == 200
    assert set(first["Cache-Control"].split(", ")) == {"public", "max-age=50"}
    assert "Last-Modified" not in first
    assert not first.cookies
    assert "Cookie" not in first.get("Vary", "")
    again = client.get(address, headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    dated = client.get(address, headers={"if-modified-since": "Fri, 01 Jan 2038 00:00:00 GMT"})
    assert dated.status_code == 200


def test_feed_is_atom_with_public_films_only(client: Client) -> None:
    films = public_films(3)
    response = client.get("/films/feed/")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    text = response.content.decode()
    assert all(f"/films/{film.slug}/" in text for film in films)
    assert "7-9" not in text


def test_feed_speaks_the_readers_language(client: Client) -> None:
    public_films(1)
    text = client.get("/pl/films/feed/").content.decode()
    assert 'xml:lang="pl"' in text
    assert "Filmy dzieci" in text


def test_sitemap_lists_public_films(client: Client) -> None:
    films = public_films(2)
    assert "sitemap-films.xml" in client.get("/sitemap.xml").content.decode()
    text = client.get("/sitemap-films.xml").content.decode()
    assert all(f"/films/{film.slug}/" in text for film in films)
