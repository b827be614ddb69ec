"""Somebody without an account tries everything, while films in every state lie in the database.

S13 and invariant B: nothing without a live approval of that exact content can be reached by any
address. The films are full of words and bytes found nowhere else; a control proves that the crawl
finds such words where they may be found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db.models import Model
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, Revision, TaskState, WorkflowState

from accounts.models import User
from config.demo import base, staff
from consent.models import Ask, Wording
from moderation.models import Decision
from our_childhood.models import Film
from people.models import ReceiptCode
from tests.journeys.crawler import Crawler, every_address
from tests.journeys.planted import PUBLIC_WORDS, Planted, Planter
from tests.journeys.servers import gunicorn, raw
from uploads.models import Upload
from video.models import Video

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HOST = "127.0.0.1"
ENVIRONMENT = {"ALLOWED_HOSTS": HOST, "DJANGO_SETTINGS_MODULE": "tests.journeys.server_settings"}
STARTS = (
    "/",
    "/pl/",
    "/ar/",
    "/films/",
    "/films/feed/",
    "/films/make/",
    "/my-film/",
    "/help/",
    "/search/",
    "/privacy/",
    "/accessibility/",
    "/sitemap.xml",
    "/robots.txt",
    "/admin/",
    "/staff/",
    "/healthz",
    "/readyz",
)


def films_in_every_state() -> list[Planted]:
    """One public film, and one in each state in which nobody may see it; some were public once."""
    base.seed()
    planter = Planter(staff.person("moderator1"), staff.person("moderator2"), "my-street")
    return [
        planter.plant("public", until=planter.public),
        planter.plant("waiting"),
        planter.plant("inreview", until=planter.in_review),
        planter.plant("secondcheck", until=planter.second_check),
        planter.plant("cleared", until=planter.cleared),
        planter.plant("held", until=planter.held),
        planter.plant("heldpublic", until=planter.held_while_public),
        planter.plant("refused", until=planter.refused),
        planter.plant("change", until=planter.change_asked),
        planter.plant("withdrawn", until=planter.withdrawn),
        planter.plant("erased", until=planter.erased),
    ]


@pytest.fixture(scope="module", autouse=True)
def films(stage: Callable[..., Any]) -> Iterator[list[Planted]]:
    with stage(films_in_every_state) as planted:
        yield planted


@pytest.fixture
def public(films: list[Planted]) -> Planted:
    return films[0]


@pytest.fixture
def secret(films: list[Planted]) -> list[Planted]:
    return films[1:]


@pytest.fixture(scope="module")
def crawler() -> Crawler:
    """One for all: nothing is changed, so what it was told once it need not ask again."""
    return Crawler(host=HOST)


def test_control_the_crawler_finds_what_may_be_found(public: Planted, crawler: Crawler) -> None:
    """The crawl below proves something only if this one finds words, bytes and playlists."""
    # Given one public film
    # When a stranger follows every link
    crawler.follow(STARTS)
    # Then all of it that is public was found,
    found = {name for name in PUBLIC_WORDS if crawler.found({name: public.markers[name]})}
    assert found == set(PUBLIC_WORDS)
    # and nothing that belongs to reviewers or the grown-up
    hidden = {name: marker for name, marker in public.markers.items() if name not in PUBLIC_WORDS}
    assert crawler.found(hidden) == []


def test_nothing_unapproved_is_found_by_anybody(
    public: Planted, secret: list[Planted], crawler: Crawler
) -> None:
    """S13, B: every link, every URL pattern with every id, every key, every old address, search."""
    # Given a public film, and ten in states in which nobody may see them
    markers = {f"{film.name}/{kind}": marker for film in secret for kind, marker in film.markers.items()}
    keys = {key for film in [*secret, public] for key in film.keys}
    # When a stranger follows every link,
    crawler.follow(STARTS)
    # tries every address the site knows with everything there is in the database,
    for address in every_address(_values(), default=_default()):
        if not address.startswith("/admin/"):
            crawler.ask(address)
    for address in every_address(_values(), default=_default(), most=4):  # the same door in front of each
        if address.startswith("/admin/"):
            crawler.ask(address)
    # guesses keys and folders,
    for address in _guesses(secret):
        crawler.ask(address)
    # and searches for every word, in each language and by each filter for the one a page is known by
    for film in secret:
        for marker in film.markers.values():
            crawler.ask(f"/search/?q={quote(marker.decode())}")
        slug = quote(film.markers["slug"].decode())
        for search in (
            "/pl/search/?q=",
            "/ar/search/?q=",
            "/search/?query=",
            "/films/?about=",
            "/films/?before=",
        ):
            crawler.ask(search + slug)
    # Then none of it came back: neither a word, nor a byte, nor a key
    assert crawler.found(markers) == []
    assert crawler.found({key: key.encode() for key in keys}) == []
    # and the crawl was worth its name
    assert len(crawler.answers) > 800
    print(f"{len(crawler.answers):,} addresses asked, {len(markers)} markers and {len(keys)} keys looked for")
    assert crawler.found({"slug": public.markers["slug"]})


def test_where_a_film_was_answers_like_where_none_ever_was(secret: list[Planted], crawler: Crawler) -> None:
    """S13: unknown, waiting, refused, held and withdrawn are one and the same 404."""
    # Given films that were public once, and some that never were
    addresses = sorted(address for film in secret for address in film.addresses)
    assert any(address.startswith("/media/films/") for address in addresses), (
        "Nothing was ever public: no test."
    )
    nowhere = crawler.ask("/films/no-such-film-ever/")
    for address in addresses:
        # When a stranger asks where they were
        answer = crawler.ask(address)
        # Then the answer does not tell them apart
        assert answer.status == 404, address
        if address.startswith("/films/") and not address.endswith(".vtt"):
            assert answer.body.replace(address.encode(), b"") == nowhere.body.replace(
                b"/films/no-such-film-ever/", b""
            )


def test_the_server_itself_climbs_out_of_no_folder(
    process_env: dict[str, str], tmp_path: Path, secret: list[Planted], public: Planted
) -> None:
    """S13: raw requests, which no client has tidied up, against the server production runs."""
    # Given that server, and files in private storage
    markers = [marker for film in secret for marker in film.markers.values()]
    # A path is climbed the same way whatever lies at its end: both kinds of key, never and once public.
    keys = [
        key for film in secret if film.name in ("waiting", "withdrawn") for key in _one_of_each_kind(film)
    ]
    paths = list(_climbs(keys))
    assert len(paths) > 60
    with gunicorn({**process_env, **ENVIRONMENT}, tmp_path / "server.log") as port:
        for path in paths:
            # When somebody sends a path with dots, escapes and double slashes
            answer = _get(port, path)
            # Then nothing private comes back
            assert not any(marker in answer for marker in markers), path
            assert answer.split()[1] in (b"301", b"302", b"400", b"404"), (path, answer[:80])
        # and the very same way serves what may be served
        poster = next(address for address in public.addresses if address.endswith("poster.jpg"))
        assert public.markers["poster"] in _get(port, poster)


def _get(port: int, path: str) -> bytes:
    return raw(port, f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n".encode("latin-1"))


# --- What there is to try ------------------------------------------------------------------------


def _ids() -> list[str]:
    films = Film.objects.values_list("pk", flat=True)
    return [str(pk) for pk in films]


def _default() -> list[str]:
    return [*_ids()[:6], "1", "film"]


def _values() -> dict[str, list[str]]:
    """Everything in the database that an address could be made of, by the names patterns give their parts."""

    def pks(model: type[Model], most: int = 40) -> list[str]:
        return [str(pk) for pk in model._default_manager.order_by("-pk").values_list("pk", flat=True)[:most]]

    films = _ids()
    slugs = list(Film.objects.values_list("slug", flat=True))
    videos = pks(Video)
    revisions = pks(Revision, 60)
    return {
        "pk": [*films, *videos[:8]],
        "id": films,
        "object_id": films,
        "film_id": films,
        "instance_id": films,
        "slug": slugs,
        "revision_id": revisions,
        "revision_id_a": revisions[:4],
        "revision_id_b": revisions[:4],
        "content_type_id": [str(ContentType.objects.get_for_model(Film).pk)],
        "app_label": ["our_childhood", "video"],
        "model_name": ["film", "video", "prompt"],
        "task_state_id": pks(TaskState),
        "workflow_state_id": pks(WorkflowState),
        "upload_id": pks(Upload),
        "video_id": videos,
        "uuid": [*videos, *pks(Upload)],
        "image_id": pks(get_image_model(), 5),
        "document_id": pks(get_document_model(), 5),
        "page_id": pks(Page, 12),
        "collection_id": pks(Collection, 3),
        "decision_id": pks(Decision),
        "wording_id": pks(Wording),
        "ask_id": pks(Ask),
        "code": pks(ReceiptCode, 4),
        "user_id": pks(User, 4),
        "token": ["a" * 43, *[ask.token_hash for ask in Ask.objects.all()[:6]]],
        "name": ["preview.mp4", "poster.jpg", "contact_sheet.jpg", "h264_240.mp4", "master.m3u8"],
        "path": [
            key
            for video in Video.objects.all()
            for key in (video.original_key, *video.renditions.values_list("key", flat=True))
        ],
        "query": slugs,
    }


def _one_of_each_kind(film: Planted) -> list[str]:
    """Return one key for each folder of private storage that holds something of the film."""
    return list({key.split("/")[0]: key for key in sorted(film.keys)}.values())


def _guesses(secret: list[Planted]) -> Iterator[str]:
    keys = [key for film in secret for key in _one_of_each_kind(film)]
    for film in secret:
        yield from film.addresses
        for address in film.addresses:
            yield f"/pl{address}"
            yield f"/ar{address}"
    for key in keys:
        yield f"/media/{key}"
        yield f"/media/private/{key}"
        yield f"/media/../private/{key}"
        yield f"/static/{key}"
        yield f"/{key}"
        yield f"/upload/{key.rsplit('/', 1)[-1]}"
        yield f"/documents/1/{key.rsplit('/', 1)[-1]}"
    for video in Video.objects.all():
        for folder in (
            f"/media/films/{video.pk}",
            f"/media/video/{video.pk}",
            f"/media/{video.public_prefix}",
        ):
            yield f"{folder}/"
            for name in (
                "preview.mp4",
                "poster.jpg",
                "contact_sheet.jpg",
                "master.m3u8",
                "h264_240.mp4",
                "original",
            ):
                yield f"{folder}/{name}"
    yield from ("/media/", "/media/films/", "/media/video/", "/media/originals/", "/media/private/")
    yield from (
        "/api/",
        "/api/v2/pages/",
        "/api/v2/images/",
        "/api/v2/documents/",
        "/admin/api/main/pages/",
        "/admin/api/main/documents/",
    )


def _climbs(keys: list[str]) -> Iterator[str]:
    private = str(settings.PRIVATE_ROOT)
    for key in keys:
        for up in (
            "..",
            "%2e%2e",
            "..%2f..",
            "%2e%2e%2f",
            "....//",
            "..%5c",
            "%252e%252e",
            "./..",
            "films/../..",
            "films/%2e%2e/%2e%2e",
        ):
            yield f"/media/{up}/private/{key}"
        yield f"/media//{private}/{key}"
        yield f"/media/{quote(private, safe='')}%2f{key}"
        yield f"/static/../private/{key}"
        yield f"/static/%2e%2e/private/{key}"
        yield f"/media/{key}%00.jpg"
        yield f"//media/../private/{key}"


def test_documents_of_a_private_collection_stay_there() -> None:
    """S39: an editor's document behind a password answers nobody, by any address."""
    from wagtail.models import CollectionViewRestriction

    crawler = Crawler(host=HOST)

    # Given a document in a collection for signed-in people only
    collection = Collection.get_first_root_node().add_child(name="For staff")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    paper = get_document_model().objects.create(
        title="zqpaperzq title",
        collection=collection,
        file=ContentFile(b"zqpaperzq-bytes", name="zqpaperzq.txt"),
    )
    # When a stranger follows links, and guesses its addresses
    crawler.follow(STARTS)
    for address in (
        paper.url,
        f"/media/{paper.file.name}",
        f"/documents/{paper.pk}/x.txt",
        f"/media/documents/{paper.filename}",
    ):
        crawler.ask(address)
    # Then nothing of it came back
    assert crawler.found({"bytes": b"zqpaperzq-bytes", "title": b"zqpaperzq title"}) == []
