"""'Did it happen?': one question a page, nobody named, small numbers left out, words read by staff alone."""

from __future__ import annotations

import html
import itertools
import random
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from people import proof_of_work
from pledge import queries
from pledge.enums import Reader
from pledge.mirror import actions, figures
from pledge.mirror.enums import Happened
from pledge.mirror.models import Mark, Reply
from pledge.mirror.views import tell
from safeguarding.models import Concern
from tests import reading
from tests.factories import pledge as make

pytestmark = pytest.mark.django_db
EMOJI = "".join(chr(code) for code in range(0x1F300, 0x1F600))
TELL = "/pledge/did-it-happen/tell/"
LAST_QUARTER = figures.quarter(timezone.localdate())[1]


@pytest.fixture(autouse=True)
def pledge() -> None:
    make.version(promises=6)


def go_through(
    client: Client, *, place: dict[str, str] | None = None, more: str = "", promises: int = 6
) -> None:
    """Answer everything up to the page that checks."""
    client.post(f"{TELL}place/", place or {"words": "Leeds"})
    for number in range(1, promises + 1):
        client.post(f"{TELL}promise-{number}/", {"happened": Happened.SOMETIMES.value})
    client.post(f"{TELL}more/", {"more": more})


def test_a_child_says_which_promises_were_kept(client) -> None:
    go_through(client, more="It was nice")
    page = client.get(f"{TELL}check/").content.decode()
    assert "Leeds" in page and "Sometimes" in page and "It was nice" in page
    assert not Reply.objects.exists(), "nothing is kept before it is sent"
    assert client.post(f"{TELL}check/", follow=True).redirect_chain[-1][0] == f"{TELL}done/"
    reply = Reply.objects.get()
    assert reply.authority is not None and reply.authority.name == "Leeds"
    assert list(reply.marks.values_list("happened", flat=True)) == [Happened.SOMETIMES] * 6


def test_nothing_of_a_reply_leads_to_anybody() -> None:
    """A council area, a day, a version: no moment, no code, no contact, no language."""
    kept = {field.name for field in Reply._meta.get_fields()}
    assert kept == {"id", "form_key", "version", "authority", "said_on", "words", "has_words", "marks"}


def test_where_need_not_be_said(client) -> None:
    """S2."""
    go_through(client, place={"skip": "1"})
    client.post(f"{TELL}check/")
    assert Reply.objects.get().authority is None


@pytest.mark.parametrize("letters", ["ابتثجحخدذرزسشصضطظعغفقكلمنهوي ", EMOJI])
def test_the_longest_answer_in_any_script_fits_into_what_a_browser_keeps(client, letters: str) -> None:
    """A cookie of more than 4,096 bytes is dropped without a word, and the child's words with it."""
    make.version(promises=8, starts=timezone.localdate())
    chance = random.Random(5)
    more = "".join(chance.choice(letters) for _ in range(500))
    go_through(client, place={"words": "Bournemouth, Christchurch and Poole"}, more=more, promises=8)
    cookie = client.cookies["did-it-happen"]
    assert len(f"did-it-happen={cookie.value}") < 4096
    assert more.strip() in html.unescape(client.get(f"{TELL}check/").content.decode())


def test_nobody_skips_ahead_and_everybody_may_go_back(client) -> None:
    assert client.get(f"{TELL}more/").url == f"{TELL}?gone=1"
    client.post(f"{TELL}place/", {"words": "Leeds"})
    assert client.get(f"{TELL}more/").url == f"{TELL}promise-1/"
    assert client.get(f"{TELL}place/").status_code == 200
    assert client.get(f"{TELL}check/").url == f"{TELL}promise-1/"
    assert client.get(f"{TELL}nowhere/").status_code == 404


def test_sent_twice_it_counts_once(client) -> None:
    """F8: two presses of the button carry the same cookie."""
    go_through(client)
    cookie = client.cookies["did-it-happen"].value
    client.post(f"{TELL}check/")
    client.cookies["did-it-happen"] = cookie
    client.post(f"{TELL}check/")
    assert Reply.objects.count() == 1


def test_the_next_child_on_a_shared_tablet_sees_nothing_of_it(client) -> None:
    go_through(client, more="My secret")
    client.post(f"{TELL}check/")
    for path in ("place/", "more/", "check/", "done/"):
        assert "My secret" not in client.get(TELL + path, follow=True).content.decode()


def test_leaving_forgets_the_answers_at_once(client) -> None:
    """S31."""
    client.post(f"{TELL}place/", {"words": "Leeds"})
    answer = client.get(f"{TELL}leave/")
    assert answer.url.startswith("https://")
    assert answer.cookies["did-it-happen"].value == ""


@pytest.mark.parametrize("where", ["more", "place"])
def test_words_of_harm_show_help_raise_a_concern_and_stop_nobody(client, where) -> None:
    """S21."""
    words = "he hits me at night"
    if where == "place":
        first = client.post(f"{TELL}place/", {"words": words})
        assert "You can talk to someone now" in first.content.decode()
    go_through(client, more=words if where == "more" else "")
    assert Concern.objects.count() == 1
    assert "You can talk to someone now" in client.get(f"{TELL}check/").content.decode()
    client.post(f"{TELL}check/")
    assert Reply.objects.count() == 1
    assert "You can talk to someone now" in client.get(f"{TELL}done/").content.decode()


def test_a_flood_from_one_place_waits_and_a_class_does_not(client, monkeypatch) -> None:
    monkeypatch.setattr(tell, "FROM_ONE_PLACE_WITHOUT_WORK", 2)
    for _ in range(2):
        go_through(client)
        client.post(f"{TELL}check/")
    go_through(client)
    answer = client.post(f"{TELL}check/")
    assert answer.status_code == 429
    assert "Leeds" in answer.content.decode(), "nothing is lost"
    monkeypatch.setattr(proof_of_work, "done", lambda work: work == "worked")
    assert client.post(f"{TELL}check/", {"work": "worked"}).status_code == 302
    assert Reply.objects.count() == 3


def test_a_bot_gets_thanks_and_counts_nothing(client) -> None:
    go_through(client)
    assert client.post(f"{TELL}check/", {"website": "x"}).url == f"{TELL}done/"
    assert not Reply.objects.exists()


@pytest.mark.parametrize("path", ["", "place/", "leave/"])
def test_the_journey_is_in_no_cache(client, path) -> None:
    assert client.get(TELL + path)["Cache-Control"] == "private, no-store"


# --- What everybody reads of it -------------------------------------------------------------------


def test_what_was_said_is_shown_when_the_quarter_is_over(client) -> None:
    """Figures of days tell by their difference what one child said."""
    for _ in range(12):
        make.reply(place=make.area())
    page = "/pledge/did-it-happen/?area=E08000035"
    assert "Too few children" in client.get(page).content.decode()
    cache.clear()
    Reply.objects.update(said_on=LAST_QUARTER)
    assert "12 children told us" in client.get(page).content.decode()


def test_words_are_shown_to_nobody(client) -> None:
    for _ in range(12):
        make.reply(place=make.area(), more="a purple elephant", day=LAST_QUARTER)
    for path in ("/pledge/did-it-happen/", "/pledge/did-it-happen/?area=E08000035", "/pledge/"):
        assert "purple elephant" not in client.get(path).content.decode()


@pytest.mark.parametrize("number", [1, 4, 9])
def test_of_a_few_nothing_is_said(client, number) -> None:
    """S11."""
    for _ in range(number):
        make.reply(place=make.area(), day=LAST_QUARTER)
    found = client.get("/pledge/did-it-happen/?area=E08000035").content.decode()
    assert "Too few children" in found


def _shown(counts: tuple[int, ...]) -> tuple[int | None, ...]:
    key = queries.pledge(Reader.TO_14).promises[0].key
    marks = {("X", key, each): number for each, number in zip(Happened, counts, strict=True)}
    cells = figures._cells("X", key, marks)
    return tuple(cells[each] for each in Happened)


@pytest.mark.parametrize("turn", range(60))
def test_no_small_number_can_be_worked_out_from_a_row(turn) -> None:
    """S11, ADR 0153: the attacker knows the rule and the row's total, and tries every row that fits."""
    chance = random.Random(turn)
    total = chance.randint(figures.FEWEST, 14)
    counts = [0, 0, 0, 0]
    for _ in range(total):
        counts[chance.choices(range(4), [6, 3, 1, 1])[0]] += 1
    shown = _shown(tuple(counts))
    hidden = [place for place, cell in enumerate(shown) if cell is None]
    assert len(hidden) != 1
    assert all(counts[place] == 0 or counts[place] >= 5 for place in range(4) if place not in hidden)
    fits = [
        row
        for row in itertools.product(range(total + 1), repeat=4)
        if sum(row) == total and _shown(row) == shown
    ]
    for place in hidden:
        assert len({row[place] for row in fits}) >= 3, (counts, shown)


def test_england_adds_up_only_what_is_shown_whole() -> None:
    """A sum with a left-out number in it would give that number away."""
    for _ in range(10):
        make.reply(Happened.YES, place=make.area(), day=LAST_QUARTER)
    for _ in range(9):
        make.reply(Happened.YES, place=make.area("York"), day=LAST_QUARTER)
    make.reply(Happened.NO, place=make.area("York"), day=LAST_QUARTER)
    make.reply(Happened.NO, day=LAST_QUARTER)
    pledge = queries.pledge(Reader.TO_14)
    assert pledge is not None
    found = figures.mirror(pledge.version, pledge.promises, timezone.localdate())
    assert found.area is not None
    assert found.area.replies == 10
    assert dict(found.area.lines[0].cells) == {
        Happened.YES: 10,
        Happened.SOMETIMES: 0,
        Happened.NO: 0,
        Happened.UNSURE: 0,
    }


@pytest.mark.parametrize(
    ("today", "first", "last"),
    [
        (date(2026, 11, 29), date(2026, 7, 1), date(2026, 9, 30)),
        (date(2027, 1, 1), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 3, 31), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2027, 4, 1), date(2027, 1, 1), date(2027, 3, 31)),
    ],
)
def test_a_quarter_is_three_whole_months(today, first, last) -> None:
    assert figures.quarter(today) == (first, last)


@pytest.mark.parametrize("areas", [1, 3])
def test_the_mirror_asks_as_much_for_three_councils_as_for_one(
    client, django_assert_num_queries, areas
) -> None:
    for place in ("Leeds", "York", "Kent")[:areas]:
        for _ in range(10):
            make.reply(place=make.area(place), day=LAST_QUARTER)
    client.get("/pledge/")
    with django_assert_num_queries(3):
        client.get("/pledge/did-it-happen/")


def test_words_go_after_half_a_year_and_the_answers_stay() -> None:
    """S1."""
    make.reply(more="It was nice", day=timezone.localdate() - actions.WORDS_KEPT - timedelta(days=1))
    assert actions.erase_words() == 1
    assert Reply.objects.get().words == ""
    assert Mark.objects.count() == 6


def test_a_child_of_nine_can_read_it(client) -> None:
    """Reading age 9 at most, whatever editors write into the promises."""
    pages = [client.get(TELL), client.get(f"{TELL}place/")]
    go_through(client)
    pages += [client.get(TELL + path) for path in ("promise-1/", "more/", "check/")]
    client.post(f"{TELL}check/")
    pages.append(client.get(f"{TELL}done/"))
    for page in pages:
        assert page.status_code == 200
        said = reading.sentences(page.content.decode())
        assert reading.index(said) <= reading.READ_AT_NINE, said


@pytest.mark.parametrize("code", ["\0", "E0800003\0", "e08000035", "E08000035 ", "²" * 9, "9" * 5000])
def test_an_area_that_is_none_is_no_page(client, code) -> None:
    """A database is not asked for what it does not take."""
    assert client.get("/pledge/did-it-happen/", {"area": code}).status_code == 404


@pytest.mark.parametrize("code", ["\0", "E0600001\0", "9" * 5000])
def test_a_council_that_is_none_cannot_be_picked(client, code) -> None:
    answer = client.post(f"{TELL}place/", {"words": "derb", "authority": code})
    assert answer.status_code == 422
