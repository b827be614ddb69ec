"""What everybody reads of the Pledge: no cookie, nobody's number, and a count that is exact."""

from __future__ import annotations

from datetime import date, timedelta

import pypdfium2
import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone, translation
from wagtail.models import Locale

from config.demo import pledge as demo
from geography.suppression import THRESHOLD
from moderation.models import Report
from pledge import actions, figures, poster, queries
from pledge.enums import Gone, Kind, Reader, Role
from pledge.models import Promise, Signature, Snapshot
from tests.factories import pledge as make

pytestmark = pytest.mark.django_db
PUBLIC = ["/pledge/", "/pledge/who/", "/pledge/who/?kind=person", "/pledge/where/", "/pledge/badge/"]


@pytest.fixture
def pledge() -> None:
    make.version()


@pytest.mark.parametrize("path", [*PUBLIC, "/pledge/badge.svg", "/pledge/did-it-happen/"])
def test_public_pages_set_no_cookie_and_may_be_kept(client, pledge, path) -> None:
    """S10."""
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "public" in answer["Cache-Control"]


@pytest.mark.parametrize("path", PUBLIC)
def test_before_there_is_a_pledge_every_page_says_so(client, path) -> None:
    assert client.get(path).status_code == 200
    assert client.get("/pledge/sign/").status_code == 200
    assert client.get("/pledge/sign/person/").status_code == 302


@pytest.mark.parametrize("reader", Reader)
def test_each_reader_has_words_of_their_own(client, pledge, reader) -> None:
    page = client.get("/pledge/", {"for": reader.value}).content.decode()
    said = {"under-10": "We do it 3", "11-14": "We will do it 3", "15-18": "We will do all of it 3"}
    said |= {"adults": "We undertake to do it 3", "easy-read": "We do it. 3"}
    assert [one for one, words in said.items() if f"<p>{words}</p>" in page] == [reader.value]


def test_nobody_elses_reader(client, pledge) -> None:
    assert client.get("/pledge/?for=robots").status_code == 404
    assert client.get("/pledge/who/?kind=robots").status_code == 404


def test_a_version_is_the_pledge_from_its_day_on(client) -> None:
    make.version(title="The old one")
    new = make.version(title="The new one", starts=timezone.localdate() + timedelta(days=3))
    assert queries.current(timezone.localdate()) != new
    assert queries.current(timezone.localdate() + timedelta(days=3)) == new


def test_the_pledge_page_asks_as_much_for_eight_promises_as_for_six(
    client, django_assert_num_queries
) -> None:
    """Caches cold, but for the site's own settings; a warm page asks for neither words nor number."""
    client.get("/pledge/")
    for promises in (6, 8):
        make.version(promises=promises, starts=timezone.localdate() - timedelta(days=promises))
        cache.clear()
        with django_assert_num_queries(3):
            client.get("/pledge/")
    with django_assert_num_queries(0):
        client.get("/pledge/")


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_wall_asks_as_much_for_three_names_as_for_one(
    client, pledge, django_assert_num_queries, how_many
) -> None:
    for _ in range(how_many):
        make.named(make.signed(wants_name=True))
    client.get("/pledge/who/?kind=person")
    with django_assert_num_queries(1):
        client.get("/pledge/who/?kind=person")


# --- The count ------------------------------------------------------------------------------------


def test_the_count_is_of_those_who_used_their_link(pledge) -> None:
    make.asked()
    make.signed()
    make.signed(kind=Kind.ORGANISATION, how="We ask.")
    now = figures.count()
    assert (now.people, now.organisations, now.all) == (1, 1, 2)


def test_the_count_follows_within_its_seconds(pledge, monkeypatch) -> None:
    assert figures.signed().all == 0
    make.signed()
    assert figures.signed().all == 0, "a few seconds old"
    clock = figures.time.time() + figures.FRESH
    monkeypatch.setattr("pledge.figures.time.time", lambda: clock)
    assert figures.signed().all == 1


def test_while_one_counts_the_others_show_what_they_have(pledge, django_assert_num_queries) -> None:
    """A rush of readers is one query, and whoever died while counting blocks nobody for long."""
    old = figures.count()
    cache.set("pledge:count", figures.Signed(5, 0, old.at - 60))
    cache.add("pledge:count:turn", 1, timeout=60)
    with django_assert_num_queries(0):
        assert figures.signed().all == 5
    cache.delete("pledge:count:turn")
    assert figures.signed().all == 0


def test_who_takes_it_back_is_not_counted_from_then_on(
    pledge, client, django_capture_on_commit_callbacks
) -> None:
    signature = make.signed()
    assert figures.signed().all == 1
    with django_capture_on_commit_callbacks(execute=True):
        actions.take_back(signature=signature, by="signer", route=Gone.LINK)
    assert figures.signed().all == 0


def test_a_page_with_the_count_is_kept_for_seconds_only(client, pledge) -> None:
    """With the count's own age no reader is ten seconds behind."""
    kept = int(client.get("/pledge/")["Cache-Control"].partition("max-age=")[2])
    assert kept + figures.FRESH < 10


# --- By area and role -----------------------------------------------------------------------------


def test_small_numbers_are_not_shown(client, pledge) -> None:
    """S11: neither by area nor by role, nor by subtraction from a total everybody knows."""
    for _ in range(9):
        make.signed()
    for place in ("York", "Kent"):
        for _ in range(4):
            make.signed(authority=make.area(place), role=Role.POLICE)
    figures.take()
    shown = figures.by_place_and_role()
    assert shown is not None and shown.map is not None
    cells = {one.name: one.figure for region in shown.map.regions for one in region.hexagons}
    assert cells["York"] == "–" and cells["Kent"] == "–"
    roles = dict(shown.roles)
    assert roles[Role.SOCIAL_WORKER] == 9 and roles[Role.POLICE] == 8


def test_a_table_that_gives_somebody_away_is_not_shown_at_all(client, pledge) -> None:
    """The total is on the front page: a lone small number could be had from it."""
    for _ in range(THRESHOLD - 1):
        make.signed()
    figures.take()
    shown = figures.by_place_and_role()
    assert shown is not None and shown.map is None and shown.roles == []
    assert "too few" in client.get("/pledge/where/").content.decode()


def test_figures_are_of_fixed_days(pledge) -> None:
    """ADR 0114: tables of two days tell by their difference who signed between them."""
    monday = date(2026, 11, 23)
    assert figures.take(monday) == 1
    make.signed()
    assert figures.take(monday + timedelta(days=6)) == 0
    assert Snapshot.objects.get().authorities == {}
    assert figures.take(monday + timedelta(days=7)) == 1
    assert Snapshot.objects.count() == 2


# --- Badge and poster -----------------------------------------------------------------------------


def test_the_badge_is_one_picture_that_asks_for_nothing(client) -> None:
    answer = Client().get("/pledge/badge.svg")
    drawn = answer.content.decode()
    assert answer["Content-Type"] == "image/svg+xml"
    assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    for what in ("<script", "<image", "xlink", "url(", "@import", "<style", "http://127", "https://"):
        assert what not in drawn
    assert not answer.cookies


@pytest.mark.parametrize("language", ["en", "pl", "ar"])
@pytest.mark.parametrize("reader", Reader)
def test_the_poster_is_one_page_with_every_promise(language, reader, assets) -> None:
    for code in ("en", "pl", "ar"):
        Locale.objects.get_or_create(language_code=code)
    demo._write()
    with translation.override(language):
        shown = queries.pledge(reader)
        assert shown is not None and shown.language == language
        printed = pypdfium2.PdfDocument(poster.pdf(shown, site_name="Heard"))
    assert len(printed) == 1
    if language == "en":
        text = " ".join(printed[0].get_textpage().get_text_range().split())
        for promise in shown.promises:
            assert promise.heading in text
            assert " ".join(promise.words.split()[-3:]) in text
    assert Promise.objects.filter(version__locale__language_code=language).count() == 7
    assert not Signature.objects.exists()


def test_a_badge_with_a_number_leads_to_the_certificate(client) -> None:
    page = client.get("/pledge/badge/?number=h4kp 92qx 7rmb").content.decode()
    assert "/certificates/H4KP-92QX-7RMB/" in page
    assert "/certificates/" not in client.get("/pledge/badge/?number=<script>").content.decode()


def test_anybody_can_say_that_a_name_is_wrong(client, pledge) -> None:
    """S14: somebody else's name, for instance; without an account, and without being told to be gone."""
    name = make.named(make.signed(wants_name=True))
    address = f"/pledge/who/{name.slug}/tell-us/"
    assert address in client.get("/pledge/who/?kind=person").content.decode()
    assert client.get(address).status_code == 200
    answer = client.post(address, {"what": ["place"], "form": "abc"})
    assert answer.status_code in (200, 302)
    assert Report.objects.get().subject_id == str(name.pk)
    waiting = make.named(make.signed(wants_name=True), approve=1)
    assert client.get(f"/pledge/who/{waiting.slug}/tell-us/").status_code == 404
