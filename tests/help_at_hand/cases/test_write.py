"""Writing to the help team: one question a page, and gone when left (S21, S31)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from help_at_hand.cases import actions, visits
from help_at_hand.cases.enums import Kind
from help_at_hand.cases.models import Case, Entry, Visit
from people.models import ReceiptCode
from safeguarding.enums import Level
from safeguarding.models import Concern, SafeguardingSettings
from tests import reading
from tests.help_at_hand.cases.conftest import ANSWERS, DANGER

pytestmark = pytest.mark.django_db


def test_a_child_writes_and_gets_a_code(client: Client, send: Callable[..., str]) -> None:
    code = send(client)
    [case] = Case.objects.all()
    assert case.told == {"safe": "yes", "way": "code", "reach": "", "times": [], "name": "Kit"}
    assert (case.level, case.age_band, case.region, case.language) == (Level.GREEN, "10-12", None, "en")
    assert [(entry.kind, entry.words) for entry in case.entries.all()] == [
        (Kind.CHILD, ANSWERS["words"]["words"])
    ]
    assert code.count("-") == 2
    assert ReceiptCode.objects.filter(code_hash=code).count() == 0, "only its hash is kept"


def test_sent_twice_it_is_one_case_with_one_code(client: Client, walk: Any) -> None:
    """F8."""
    walk(client)
    [visit] = Visit.objects.all()
    first = actions.send(answers={"words": "a"}, language="en", form=visit.answers["form"])
    client.post("/help/write/check/")
    assert Case.objects.count() == 1
    assert first.code in client.get("/help/write/done/").content.decode()


def test_two_questions_are_enough(client: Client) -> None:
    """Whoever cannot stay sends after the words; the code is the way then."""
    client.post("/help/write/safe/", {"safe": "unsure"})
    answer = client.post("/help/write/words/", {"words": "Please help", "send": "now"})
    assert answer["Location"] == "/help/write/check/"
    assert client.post("/help/write/check/")["Location"] == "/help/write/done/"
    case = Case.objects.get()
    assert case.told["way"] == "code"
    assert case.level == Level.AMBER, "who does not know whether it is safe waits four hours at most"


def test_a_call_asks_for_a_number_and_a_safe_time(client: Client, send: Any) -> None:
    send(
        client,
        way={"way": "phone"},
        number={"reach": "(07700) 900 123"},
        times={"times": ["evening", "weekend"]},
    )
    assert Case.objects.get().told["reach"] == "07700900123"
    assert Case.objects.get().told["times"] == ["evening", "weekend"]


def test_a_changed_way_forgets_no_answer_and_sends_no_number(client: Client, walk: Any) -> None:
    """A number that was typed and then not wanted is not sent."""
    walk(client, way={"way": "phone"}, number={"reach": "07700900123"}, times={"times": ["any"]})
    client.post("/help/write/way/?to=check", {"way": "code"})
    client.post("/help/write/check/")
    assert Case.objects.get().told["reach"] == ""


@pytest.mark.parametrize("slug", ["words", "way", "name", "check"])
def test_nobody_skips_ahead(client: Client, slug: str) -> None:
    assert client.get(f"/help/write/{slug}/")["Location"] == "/help/write/?gone=1"


def test_an_error_keeps_what_was_typed(client: Client, walk: Any) -> None:
    walk(client, until="words")
    client.post("/help/write/way/", {"way": "phone"})
    page = client.post("/help/write/number/", {"reach": "next to the shed"})
    assert page.status_code == 422
    assert "next to the shed" in page.content.decode()


@pytest.mark.parametrize("slug", ["", "safe/", "words/", "check/", "done/"])
def test_no_cache_and_no_search_engine_keeps_a_page(client: Client, walk: Any, slug: str) -> None:
    walk(client)
    answer = client.get(f"/help/write/{slug}")
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["X-Robots-Tag"] == "noindex"
    assert answer["Referrer-Policy"] == "same-origin", "none at all, and browsers send no Origin with forms"


# --- Danger -----------------------------------------------------------------------------------


def test_words_of_danger_show_numbers_at_once_and_make_the_case_red(client: Client, walk: Any) -> None:
    """S21: on the very next page, before anything is sent; the lead is told of a case, not of its words."""
    people = SafeguardingSettings.load()
    people.team_email = people.on_call_email = "lead@heard.example"
    people.save()
    answer = walk(client, words={"words": DANGER}, until="words")
    assert "tel:999" in client.get(answer["Location"]).content.decode()
    assert not Concern.objects.exists(), "nothing is told before the child sends it"
    walk(client, words={"words": DANGER})
    client.post("/help/write/check/")
    case = Case.objects.get()
    assert case.is_red
    [concern] = Concern.objects.all()
    assert (concern.subject, concern.words, concern.level) == (case, "", Level.RED)
    assert case.respond_by == case.opened_at + timedelta(hours=1)


def test_words_of_danger_that_cannot_be_sent_yet_show_numbers_too(client: Client, walk: Any) -> None:
    """S21: valid or not."""
    walk(client, until="safe")
    page = client.post("/help/write/words/", {"words": DANGER + " x" * 3000})
    assert page.status_code == 422
    assert "help-now" in page.content.decode()


@pytest.mark.parametrize(
    ("safe", "level"), [("yes", Level.GREEN), ("unsure", Level.AMBER), ("no", Level.RED)]
)
def test_whoever_is_not_safe_comes_first(client: Client, send: Any, safe: str, level: Level) -> None:
    send(client, safe={"safe": safe})
    assert Case.objects.get().level == level


def test_a_lead_that_cannot_be_told_keeps_no_child_out(client: Client, send: Any) -> None:
    """The sweep tells again."""
    with mock.patch("safeguarding.actions.notices.raised", side_effect=RuntimeError("mail")):
        send(client, safe={"safe": "no"})
    assert Case.objects.get().is_red and not Concern.objects.exists()
    assert actions.tell_leads() == 1
    assert actions.tell_leads() == 0
    assert Concern.objects.get().subject == Case.objects.get()


# --- Leaving ----------------------------------------------------------------------------------


def test_leaving_clears_the_journey_and_closes_the_pages(client: Client, walk: Any) -> None:
    """S31: away at once by a plain link; the row is gone, and whoever goes back finds a closed page."""
    walk(client, until="words")
    assert Visit.objects.count() == 1
    gone = client.get("/help/leave/")
    assert gone.status_code == 302 and gone["Location"].startswith("https://")
    assert gone["Cache-Control"] == "private, no-store"
    assert not Visit.objects.exists()
    for address in ("/help/write/", "/help/write/words/", "/help/write/way/", "/help/answer/"):
        page = client.get(address)
        assert page["Cache-Control"] == "private, no-store"
        text = page.content.decode()
        assert "This page is closed" in text
        assert "help" not in " ".join(reading.sentences(text)).lower()
    again = client.post("/help/write/words/", {"words": "sent again by going back"})
    assert "This page is closed" in again.content.decode()
    assert not Visit.objects.exists()


def test_whoever_comes_back_on_purpose_begins_with_nothing(client: Client, walk: Any) -> None:
    walk(client, until="words")
    client.get("/help/leave/")
    assert client.get("/help/write/open/")["Location"] == "/help/write/"
    assert client.get("/help/write/words/")["Location"] == "/help/write/?gone=1"


def test_nobody_is_kept_from_leaving_by_a_database_that_is_away(client: Client, walk: Any) -> None:
    walk(client, until="words")

    def refuse(*args: Any) -> None:
        raise OperationalError("the database is away")

    with connection.execute_wrapper(refuse):
        gone = client.get("/help/leave/")
    assert gone.status_code == 302 and gone.cookies[visits.COOKIE].value == ""


def test_what_was_not_sent_is_gone_within_the_hour(client: Client, walk: Any) -> None:
    walk(client, until="words")
    Visit.objects.update(expires_at=timezone.now())
    assert client.get("/help/write/way/")["Location"] == "/help/write/?gone=1"
    assert visits.forget_over() == 1


def test_the_code_is_shown_for_a_while_only(client: Client, send: Any) -> None:
    """A shared tablet tells nothing later; of the answers nothing is left with the browser's row."""
    send(client)
    assert set(Visit.objects.get().answers) == {"form"}
    Visit.objects.update(expires_at=timezone.now())
    assert client.get("/help/write/done/")["Location"] == "/help/write/"


# --- Whatever breaks --------------------------------------------------------------------------


@pytest.mark.parametrize("error", ["the database is away", "database or disk is full"])
def test_without_a_database_numbers_and_words_stay(client: Client, walk: Any, error: str) -> None:
    """F4, F6: 503 with whom to call, and the very words in the form."""
    walk(client, until="safe")

    def refuse(*args: Any) -> None:
        raise OperationalError(error)

    with connection.execute_wrapper(refuse):
        page = client.post("/help/write/words/", {"words": "a <b>very</b> long story"})
    html = page.content.decode()
    assert page.status_code == 503
    assert "tel:999" in html and "a &lt;b&gt;very&lt;/b&gt; long story" in html
    assert client.post("/help/write/words/", {"words": "a very long story"}).status_code == 302


def test_many_from_one_place_are_taken_and_listed_apart(client: Client, send: Any) -> None:
    """S38: nobody is turned away; what is beyond a class of children an hour pushes nobody down."""
    with mock.patch("help_at_hand.cases.views.write.MOST_SENT", 1):
        for _ in range(3):
            send(Client(), name={"name": "x"})
    assert [case.rushed for case in Case.objects.order_by("pk")] == [False, True, True]


def test_a_counter_that_is_away_counts_nobody_out(client: Client, send: Any) -> None:
    with mock.patch("people.limits.allow", side_effect=ConnectionError("redis")):
        send(client)
    assert Case.objects.filter(rushed=False).exists()


def test_no_page_asks_for_a_puzzle(client: Client, walk: Any) -> None:
    walk(client)
    for slug in ("", "safe/", "words/", "check/"):
        html = client.get(f"/help/write/{slug}").content.decode().lower()
        assert "captcha" not in html and "altcha" not in html


# --- Words ------------------------------------------------------------------------------------


def test_pages_are_read_at_nine(client: Client, walk: Any) -> None:
    """look.md: index 4 at most, twelve words a sentence at most."""
    walk(client, way={"way": "phone"}, number={"reach": "07700900123"}, times={"times": ["any"]})
    slugs = ["", "safe/", "words/", "way/", "number/", "times/", "age/", "area/", "name/", "check/", "done/"]
    for slug in slugs:
        if slug == "done/":
            client.post("/help/write/check/")
        found = reading.sentences(client.get(f"/help/write/{slug}").content.decode())
        assert max(len(reading.words(sentence)) for sentence in found) <= 12, (slug, found)
        assert reading.index(found) <= reading.READ_AT_NINE, slug


def test_entries_are_sealed_in_the_database(client: Client, send: Any) -> None:
    send(client)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT words FROM {Entry._meta.db_table}")
        [(kept,)] = cursor.fetchall()
    assert kept.startswith("gAAAA")
