"""S14: the page on which anybody tells us about a film, and the page on which they hear what came of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from moderation import reports
from moderation import tell_us as telling
from moderation.enums import ReportOutcome
from moderation.models import Report
from our_childhood.models import Film
from safeguarding import switch
from safeguarding.enums import Source
from safeguarding.models import Concern
from tests import reading
from tests.factories.accounts import UserFactory
from tests.factories.our_childhood import FilmFactory
from tests.factories.told import watched

pytestmark = pytest.mark.django_db
CODE = re.compile(r"[2-9B-Z]{3}-[A-Z]+-[A-Z]+")


@pytest.fixture
def film() -> Film:
    return FilmFactory(public=True, description="A boat of card.")


def address(film: Film) -> str:
    return f"/films/{film.slug}/tell-us/"


def send(client: Client, film: Film, *what: str, **fields: Any) -> Any:
    return client.post(address(film), {"what": what or ("unkind",), "form": "one-page", **fields})


def test_film_page_leads_there_and_says_how_soon(client: Client, film: Film) -> None:
    page = client.get(f"/films/{film.slug}/").content.decode()
    assert address(film) in page
    assert "within 1 working day" in page


def test_report_gives_a_code_and_the_code_tells_the_outcome(client: Client, film: Film) -> None:
    """No account, no JavaScript, nothing kept in the browser but the form's own token."""
    page = send(client, film, "unkind", words="He is mean")
    assert page.status_code == 200
    code = CODE.findall(page.content.decode())[0]
    assert send(client, film, "unkind").content.decode().count(code) == 1  # reloaded: the same code
    assert Report.objects.count() == 1
    told = client.post("/tell-us/", {"code": code.lower().replace("-", " ")}).content.decode()
    assert "We are looking at it" in told
    moderator = UserFactory(moderator=True)
    watched(film, moderator)
    reports.close(report=Report.objects.get(), outcome=ReportOutcome.FINE, user=moderator)
    told = client.post("/tell-us/", {"code": code}).content.decode()
    assert "So it stays." in told
    assert "He is mean" not in told
    assert set(client.cookies) <= {"csrftoken"}


@pytest.mark.parametrize("path", ["tell", "/tell-us/"])
def test_pages_are_private(client: Client, film: Film, path: str) -> None:
    """S39: in no cache and no search engine."""
    response = client.get(address(film) if path == "tell" else path)
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "noindex"


def test_film_nobody_may_see_cannot_be_asked_about(client: Client, film: Film) -> None:
    """S13: unknown, waiting, withdrawn: one and the same 404. The switch hides the page too."""
    assert client.get(address(film)).status_code == 200
    waiting = FilmFactory(in_review=True)
    for path in (address(waiting), "/films/no-such-film/tell-us/"):
        assert client.get(path).status_code == client.post(path).status_code == 404
    switch.turn(on=False, by="operator")
    switch.forget()
    assert client.get(address(film)).status_code == 404


def test_second_report_of_a_film_that_was_just_put_away_is_kept(client: Client, film: Film) -> None:
    """Two who write at the same time are both heard; the page says that the film is put away."""
    assert "put the film away" in send(client, film, "not_asked").content.decode()
    assert client.get(f"/films/{film.slug}/").status_code == 404
    assert send(client, film, "not_asked", form="another-page").status_code == 200
    assert Report.objects.count() == 2


def test_nothing_ticked_is_asked_again_and_words_stay(client: Client, film: Film) -> None:
    response = client.post(address(film), {"words": "Look at the start", "form": "one-page"})
    assert response.status_code == 422
    page = response.content.decode()
    assert "Pick one or more" in page
    assert "Look at the start" in page
    assert not Report.objects.exists()


def test_words_of_harm_show_help_at_once_and_tell_the_leads_once(client: Client, film: Film) -> None:
    """S21: never blocked, never delayed; a reload raises no second concern."""
    for _ in range(2):
        assert send(client, film, "other", words="My uncle wants to kill me").status_code == 200
    concern = Concern.objects.get()
    assert (concern.source, concern.subject) == (Source.REPORT, film)
    first = send(client, film, "other", words="I want to kill myself", form="another-page")
    assert first.context["help_now"] is True
    assert "tel:" in first.content.decode().split("<main", 1)[1]


def test_class_of_thirty_gets_through_and_a_machine_does_not(client: Client, film: Film) -> None:
    """S38; and one place puts away three films a day, not the whole gallery."""
    films = [FilmFactory(public=True, description="A boat.") for _ in range(4)]
    for number, each in enumerate(films):
        send(client, each, "place", form=f"page-{number}")
    assert Report.objects.filter(held_it=True).count() == telling.MOST_PUT_AWAY
    for number in range(4, 31):
        assert send(client, film, "unkind", form=f"page-{number}").status_code == 200
    statuses = [send(client, film, form=f"later-{number}").status_code for number in range(30)]
    assert statuses[-1] == 429
    assert Report.objects.count() == telling.MOST_TOLD


def test_wrong_code_is_kind_and_a_films_code_opens_no_report(client: Client, film: Film) -> None:
    from people import codes

    for code in ("7K3-PLUM-RIVER", codes.issue(film)):
        response = client.post("/tell-us/", {"code": code})
        assert response.status_code == 422
        # An apostrophe is escaped in HTML.
        assert "find this code" in response.content.decode()


@pytest.mark.parametrize("path", ["tell", "done", "/tell-us/"])
def test_children_can_read_it(client: Client, film: Film, path: str) -> None:
    """Reading age of nine."""
    response = {"tell": lambda: client.get(address(film)), "done": lambda: send(client, film)}.get(
        path, lambda: client.get(path)
    )()
    assert reading.index(reading.sentences(response.content.decode())) <= reading.READ_AT_NINE
