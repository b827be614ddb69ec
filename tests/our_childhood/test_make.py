"""The making journey, walked as a browser without scripts walks it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django import forms
from django.db import connection
from django.test import Client
from django.utils import timezone

from our_childhood import drafts, journey
from our_childhood.models import Film, FilmDraft
from tests import reading
from tests.our_childhood.journey import ANSWERS, STEPS, WRONG, Ids, address, answer, draft, send, walk
from uploads.models import Upload

pytestmark = pytest.mark.django_db


# --- The way through --------------------------------------------------------------------------


def test_start_keeps_nothing(client: Client) -> None:
    """S5, S10: reading what will happen sets no cookie and writes no row."""
    response = client.get(address())
    assert response.status_code == 200
    assert not response.cookies
    assert not FilmDraft.objects.exists()


def test_walk_to_the_end_makes_one_film_and_shows_its_code(client: Client) -> None:
    walk(client)
    page = client.get(address("check")).content.decode()
    assert "Send my film" in page
    response = client.post(address("check"), follow=True)
    film = Film.objects.get()
    page = response.content.decode()
    assert response.redirect_chain[-1][0] == address("done")
    assert film.title in page
    assert re.search(r"\b[0-9A-Z]{3}-[A-Z]+-[A-Z]+\b", page)
    assert film.age_band == "7-9"
    assert film.region is None


def test_every_page_is_private_and_unindexed(client: Client) -> None:
    """A page with a child's answers is kept by no cache and no search engine (design 5)."""
    walk(client)
    for page in ["", *STEPS, "check", "find-a-grown-up"]:
        response = client.get(address(page))
        assert response.status_code == 200, page
        assert response["Cache-Control"] == "private, no-store", page
        assert response["X-Robots-Tag"] == "noindex", page
        assert '<meta name="robots" content="noindex">' in response.content.decode(), page


@pytest.mark.parametrize("ahead", range(1, len(STEPS)))
def test_skip_ahead_leads_to_the_first_unanswered(client: Client, ahead: int) -> None:
    walk(client, until=STEPS[ahead - 1])
    response = client.get(address(STEPS[ahead]))
    assert response.status_code == 302
    expected = address(STEPS[ahead - 1]) if ahead > 1 else f"{address()}?gone=1"
    assert response["Location"] == expected


def test_check_leads_to_the_first_unanswered(client: Client) -> None:
    walk(client, until="region")
    response = client.get(address("check"))
    assert response["Location"].startswith(address("region"))


def test_post_ahead_is_not_taken(client: Client) -> None:
    walk(client, until="age")
    answer(client, "others", others="1")
    assert "others" not in draft().answers


def test_unknown_step_is_not_found(client: Client) -> None:
    assert client.get(address("surname")).status_code == 404


def test_back_shows_what_was_answered(client: Client) -> None:
    walk(client, until="film", age={"age_band": "10-12"})
    page = client.get(address("region")).content.decode()
    assert f'href="{address("age")}"' in page
    page = client.get(address("age")).content.decode()
    assert re.search(r'value="10-12"[^>]*checked', page)


def test_change_from_check_returns_to_check(client: Client) -> None:
    walk(client)
    page = client.get(address("check")).content.decode()
    link = f"{address('others')}?to=check"
    assert f'href="{link}"' in page
    response = client.post(link, {"others": "1"})
    assert response["Location"] == address("check")
    assert draft().answers["others"] == 1


def test_change_to_a_younger_age_asks_for_a_grown_up(client: Client) -> None:
    """S7: somebody of 14 may skip the grown-up; changed to 8, they are asked before sending."""
    walk(client, age={"age_band": "13-15"}, email={"email": "", "skip": "1"})
    assert client.get(address("check")).status_code == 200
    client.post(f"{address('age')}?to=check", {"age_band": "7-9"})
    response = client.get(address("check"))
    assert response["Location"] == f"{address('email')}?to=check"
    assert client.post(address("check")).status_code == 302
    assert not Film.objects.exists()


def test_not_yet_is_sent_to_find_a_grown_up_and_keeps_nothing(client: Client) -> None:
    response = answer(client, "grown-up", grown_up="no")
    assert response["Location"] == address("find-a-grown-up")
    assert not FilmDraft.objects.exists()


@pytest.mark.parametrize("language", ["/pl", "/ar"])
def test_walk_in_another_language_stays_in_it(client: Client, language: str) -> None:
    walk(client, language=language)
    response = client.post(address("check", language), follow=True)
    assert response.redirect_chain[-1][0] == address("done", language)
    assert response.context["title"] == Film.objects.get().title


# --- Sending -----------------------------------------------------------------------------------


def test_second_press_shows_the_same_film_and_code(client: Client) -> None:
    """F8: a double tap makes one film, and neither answer loses the code."""
    walk(client)
    first = client.post(address("check"), follow=True)
    second = client.post(address("check"), follow=True)
    assert Film.objects.count() == 1
    assert first.context["code"] == second.context["code"]
    assert client.get(address("done")).context["code"] == first.context["code"]


def test_code_is_kept_nowhere(client: Client) -> None:
    """S8: the database never holds the code itself."""
    walk(client)
    code = client.post(address("check"), follow=True).context["code"]
    letters = code.replace("-", "")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                text = " ".join(str(value) for value in row).upper()
                assert code not in text, table
                assert letters not in text, table


def test_done_page_closes_itself(client: Client) -> None:
    """A shared tablet tells nothing after a while."""
    walk(client)
    send(client)
    assert client.get(address("done")).status_code == 200
    FilmDraft.objects.update(sent_at=timezone.now() - timedelta(minutes=drafts.RECEIPT_MINUTES, seconds=1))
    assert client.get(address("done"))["Location"] == address()


def test_another_browser_sees_nothing_of_it(client: Client) -> None:
    walk(client)
    send(client)
    other = Client()
    assert other.get(address("done"))["Location"] == address()
    assert other.get(address("check"))["Location"] == f"{address()}?gone=1"


def test_clear_forgets_answers_and_file(client: Client) -> None:
    """S8: stopping half way leaves nothing."""
    walk(client)
    response = client.post(address("clear"), follow=True)
    assert "We forgot your answers" in response.content.decode()
    assert not FilmDraft.objects.exists()
    assert not Upload.objects.live().exists()
    assert client.get(address("check"))["Location"] == f"{address()}?gone=1"


# --- What is asked -----------------------------------------------------------------------------


def test_journey_has_no_field_for_words() -> None:
    """S1, S2, S18: choices, ticks, one file, one grown-up's address. No name, no birthday, no free text."""
    allowed = (forms.ChoiceField, forms.BooleanField, forms.FileField, forms.EmailField)
    for step in journey.STEPS:
        for name, field in step.form.base_fields.items():
            assert isinstance(field, allowed), f"{step.slug}.{name}"


def test_one_question_a_page(client: Client) -> None:
    walk(client)
    for step in STEPS:
        names = set(Ids(client.get(address(step)).content.decode()).fields)
        assert names == ({"people", "signs", "names"} if step == "look" else {ANSWERS_NAME[step]}), step


ANSWERS_NAME = {
    "grown-up": "grown_up",
    "idea": "prompt",
    "age": "age_band",
    "region": "region",
    "film": "film",
    "me": "me",
    "care": "care",
    "others": "others",
    "email": "email",
}


def test_region_is_never_finer_than_a_ninth_of_england(client: Client) -> None:
    """S2: nine regions, 'rather not say' and 'not in England'."""
    walk(client, until="region")
    page = client.get(address("region")).content.decode()
    assert len(re.findall(r'name="region"', page)) == 11


# --- Words -------------------------------------------------------------------------------------


def every_page(client: Client) -> dict[str, str]:
    """Every page and error of the journey, in English, by name."""
    found = {"start": client.get(address()).content.decode()}
    found["wait"] = client.get(address("find-a-grown-up")).content.decode()
    for band in ("7-9", "13-15"):
        client.cookies.clear()
        for step in STEPS:
            name = f"{step} at {band}"
            found[name] = client.get(address(step)).content.decode()
            data = {key: value for key, value in {**ANSWERS[step], **WRONG[step]}.items() if value != ""}
            found[f"{name}, wrong"] = client.post(address(step), data).content.decode()
            answer(client, step, **({"age_band": band} if step == "age" else {}))
        found[f"film here at {band}"] = client.get(address("film")).content.decode()
        found[f"check at {band}"] = client.get(address("check")).content.decode()
        found[f"done at {band}"] = client.post(address("check"), follow=True).content.decode()
    found["lost"] = client.get(f"{address()}?gone=1").content.decode()
    found["cleared"] = client.get(f"{address()}?cleared=1").content.decode()
    return found


def test_a_child_of_nine_can_read_every_page(client: Client) -> None:
    """Look and words: reading age 9 by the Automated Readability Index, 12 words a sentence at most."""
    hard = {}
    for name, page in every_page(client).items():
        found = reading.sentences(page)
        assert len(found) >= 3, name
        long = [sentence for sentence in found if len(reading.words(sentence)) > 12]
        score = reading.index(found)
        if score > reading.READ_AT_NINE or long:
            hard[name] = (score, long)
    assert not hard


def test_a_childs_page_never_shouts_or_talks_office(client: Client) -> None:
    """Look and words: no exclamation mark, none of the words children should not have to meet."""
    for name, page in every_page(client).items():
        text = " ".join(reading.sentences(page)).lower()
        for word in ("!", "user-generated", "safeguarding", "placement", "invalid", "error code"):
            assert word not in text, f"{name}: {word}"


def test_in_care_and_with_others_the_journey_asks_what_is_needed_and_no_more(client: Client) -> None:
    """S2, S7, S19: how to be shown, one page for each other person, a social worker; readable at nine."""
    walk(client, until="care")
    client.post(address("care"), {"care": "yes"})
    asked = [
        ("show", {"show": "nothing"}, {"show": "drawing"}),
        ("others", {"others": "99"}, {"others": "2"}),
        ("person-2", {"p2": "older-mail"}, {"p2": "older-mail", "p2_email": "friend@post.example"}),
        ("person-3", {"p3": ""}, {"p3": "younger-paper", "p3_email": "not kept"}),
        ("email", {"email": "x"}, {"email": "sam@post.example"}),
        ("social-worker", {"social_worker": "x"}, {"skip": "1", "social_worker": "x"}),
    ]
    pages = {}
    for step, wrong, right in asked:
        pages[step] = client.get(address(step)).content.decode()
        refused = client.post(address(step), wrong)
        assert refused.status_code == 200, step
        pages[f"{step}, wrong"] = refused.content.decode()
        assert client.post(address(step), right).status_code == 302, step
    pages["check"] = client.get(address("check")).content.decode()
    assert "You gave us an answer" in pages["check"]
    for name, page in pages.items():
        found = reading.sentences(page)
        assert reading.index(found) <= reading.READ_AT_NINE, (name, reading.index(found))
        assert not [one for one in found if len(reading.words(one)) > 12], name
    assert draft().answers["p3_email"] == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM our_childhood_filmdraft")
        assert "friend@post.example" not in str(cursor.fetchone())
    assert client.post(address("check"), follow=True).status_code == 200
    film = Film.objects.get()
    assert (film.video.hide_picture, film.video.hide_sound) == (False, True)
    # A change of mind: what no longer applies is asked no more.
    assert client.get(address("person-2")).status_code == 302


def test_a_person_who_is_counted_later_is_asked_about(client: Client) -> None:
    walk(client)
    client.post(f"{address('others')}?to=check", {"others": "1"})
    assert client.get(address("check"))["Location"] == f"{address('person-2')}?to=check"
