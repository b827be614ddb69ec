"""A child takes back what it wrote, by its code and nothing else (S8, F14)."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.proof.needles import Needles
from config.proof.places import search
from consent.models import Tombstone
from help_at_hand.cases import actions, figures
from help_at_hand.cases.enums import Outcome
from help_at_hand.cases.models import Case, Visit
from people import codes
from people import sweeper as retention
from safeguarding.models import AuditEntry, Concern
from tests import reading
from tests.factories.cases import CaseFactory, adviser
from tests.help_at_hand.cases.conftest import DANGER

pytestmark = pytest.mark.django_db
HERE, PAGE, GONE = "/help/answer/", "/help/answer/take-back/", "/help/answer/gone/"
SAID, NAME, NUMBER = "a heron under Quillfeather bridge", "Zazou Marmalade", "07700900456"
NEEDLES = Needles([SAID, NAME, NUMBER])


def case_of(client: Client, words: str = SAID, **fields: Any) -> tuple[Case, str]:
    """A case whose answer this browser reads, and its code."""
    case = CaseFactory(words=words, name=NAME, way="phone", reach=NUMBER, answered=True, **fields)
    code = codes.issue(case)
    client.post(HERE, {"code": code})
    return case, code


def test_the_page_asks_once_and_deletes_all_of_it(client: Client, run_tasks: Any) -> None:
    """S8: every word, with the visits of every browser; a number of its year and a nameless stone stay."""
    case, code = case_of(client)
    tablet = Client()
    tablet.post(HERE, {"code": code})
    year, total = case.opened_at.year, Case.objects.count()
    assert PAGE in client.get(HERE).content.decode()
    asked = client.get(PAGE)
    assert asked["Cache-Control"] == "private, no-store" and Case.objects.exists(), "asking deletes nothing"
    assert len({number for _place, number in search(NEEDLES).hits}) == 3
    answer = client.post(PAGE)
    assert answer["Location"] == GONE
    assert client.cookies["visit"].value == ""
    assert "What you wrote is gone." in client.get(GONE).content.decode()
    run_tasks()
    assert search(NEEDLES).hits == {}
    assert not Visit.objects.exists()
    for browser in (client, tablet):
        assert SAID not in browser.get(HERE).content.decode()
    assert client.post(HERE, {"code": code}).status_code == 422
    [row] = list(figures._numbers(year))
    assert row[-1] == total, "the year still counts it"
    stone = Tombstone.objects.get()
    assert (stone.label, stone.route, stone.kept) == ("cases.case", "taken-back", False)


def test_the_trail_says_that_and_not_what(client: Client) -> None:
    """S22."""
    case_of(client)
    client.post(PAGE)
    entry = AuditEntry.objects.latest("id")
    assert (entry.act, entry.actor) == ("case.taken_back", "child")
    assert "heron" not in str(list(AuditEntry.objects.values()))


def test_danger_is_kept_and_the_page_says_so(client: Client) -> None:
    """S20, KCSIE: a concern was raised, so the team keeps it; the code opens it for nobody any more."""
    case, code = case_of(client, words=f"{SAID}. {DANGER}")
    assert Concern.objects.exists()
    html = client.get(PAGE).content.decode()
    assert "we have to keep what you wrote" in html and "Yes, delete it" not in html
    assert client.post(PAGE)["Location"] == f"{GONE}?kept=1"
    html = client.get(f"{GONE}?kept=1").content.decode()
    assert "Your code is closed" in html and "gone" not in html.partition("<main")[2].partition("</main")[0]
    assert client.post(HERE, {"code": code}).status_code == 422
    assert not Visit.objects.exists()
    assert Tombstone.objects.get().kept
    desk = Client()
    desk.force_login(adviser())
    page = desk.get(reverse("help_case", args=[case.pk])).content.decode()
    assert SAID in page and "The child can read no answer here." in page
    out = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("prove_erasure", identifiers=[SAID], stdout=out)
    assert f"cases.case:{case.pk} was taken back" in out.getvalue()
    # and a year after it was closed it goes like any other
    actions.close(case=case, outcome=Outcome.HELPED, by="system")
    Case.objects.update(closed_at=timezone.now() - timedelta(days=366))
    retention.sweep()
    assert search(NEEDLES).hits == {}


def test_a_concern_that_an_adviser_calmed_is_still_a_record(client: Client) -> None:
    """What was red once stays, though it is green now: its concern points at it."""
    case, _code = case_of(client, words=DANGER)
    Case.objects.filter(pk=case.pk).update(level="green")
    client.post(PAGE)
    assert Case.objects.get().taken_back_at is not None


def test_a_second_press_says_why_the_code_fails(client: Client) -> None:
    """F8: nothing is claimed that was not done by this press, and nothing breaks."""
    case_of(client)
    token = client.cookies["visit"].value
    client.post(PAGE)
    client.cookies["visit"] = token
    second = client.post(PAGE)
    assert second["Location"] == f"{HERE}?asked=1"
    assert "Did you just delete it?" in client.get(second["Location"]).content.decode()
    assert Tombstone.objects.count() == 1


def test_nobody_without_the_code_can(client: Client) -> None:
    case = CaseFactory()
    assert client.get(PAGE)["Location"] == client.post(PAGE)["Location"] == f"{HERE}?asked=1"
    assert Case.objects.get() == case


def test_a_browser_that_left_finds_the_page_closed(client: Client) -> None:
    """S31."""
    case_of(client)
    client.get("/help/leave/")
    for address in (PAGE, GONE):
        assert "This page is closed" in client.get(address).content.decode()


@pytest.mark.parametrize("words", [SAID, DANGER])
def test_pages_are_read_at_nine(client: Client, words: str) -> None:
    case_of(client, words=words)
    for page in (client.get(PAGE), client.get(client.post(PAGE)["Location"])):
        found = reading.sentences(page.content.decode())
        assert max(len(reading.words(sentence)) for sentence in found) <= 12, found
        assert reading.index(found) <= reading.READ_AT_NINE
