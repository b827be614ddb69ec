"""What went wrong, and how it was: who is heard, what is kept, and what leads to nobody."""

from __future__ import annotations

import pytest

from outbox.models import Message
from safeguarding.enums import Level, Source
from safeguarding.models import AuditEntry, Concern
from takeover.days.enums import Voice
from takeover.days.models import Feedback
from takeover.sign_ups.views.edge import COOKIE
from tests.factories import days as make
from tests.takeover.days.doors import as_child, as_host, as_lead, child_of, group_page, host_page

pytestmark = pytest.mark.django_db


# --- What went wrong --------------------------------------------------------------------------


def test_a_child_tells_and_is_shown_help() -> None:
    """Sealed, before a safeguarding lead, in no letter; no bar of a host's page and no cache has it."""
    sign_up = make.was()
    ticket = child_of(sign_up)
    child = as_child(ticket)
    page = child.get("/my-place/day/worry/").content.decode()
    assert "Get help now" in page and "data-exit" in page
    sent = Message.objects.count()
    answer = child.post("/my-place/day/worry/", {"danger": "no", "words": "the man was scary zqx"})
    text = answer.content.decode()
    assert answer.status_code == 200 and "We have it" in text and "0800" in text.replace("0808", "0800")
    concern = Concern.objects.get()
    assert (concern.source, concern.level, concern.subject) == (Source.INCIDENT, Level.AMBER, ticket)
    assert concern.words == "the man was scary zqx" and concern.raised_by is None
    assert Message.objects.count() == sent
    assert not AuditEntry.objects.filter(facts__icontains="zqx").exists()
    assert "zqx" not in as_host(sign_up).get(host_page(sign_up)).content.decode()


@pytest.mark.parametrize(
    ("said", "level"),
    [
        ({"danger": "yes", "words": "she fell"}, Level.RED),
        ({"danger": "no", "words": "he hits me at home"}, Level.RED),
        ({"danger": "no", "words": "we were left alone"}, Level.AMBER),
    ],
)
def test_danger_and_words_of_harm_are_red(said: dict[str, str], level: Level) -> None:
    sign_up = make.was()
    answer = as_lead(sign_up).post(group_page(sign_up, "day/worry/"), said)
    assert answer.status_code == 200
    assert Concern.objects.get().level == level
    assert ("do it now" in answer.content.decode()) is (said["danger"] == "yes")


def test_a_button_pressed_twice_is_one_concern() -> None:
    """F8: the same words again are the same worry; other words, or danger now, are another."""
    sign_up = make.was()
    child = as_child(child_of(sign_up))
    for said in ({"danger": "no", "words": "it was dark"},) * 2:
        assert "We have it" in child.post("/my-place/day/worry/", said).content.decode()
    assert Concern.objects.count() == 1
    child.post("/my-place/day/worry/", {"danger": "yes", "words": "it was dark"})
    as_lead(sign_up).post(group_page(sign_up, "day/worry/"), {"danger": "no", "words": "it was dark"})
    assert [one.level for one in Concern.objects.order_by("pk")] == [Level.AMBER, Level.RED, Level.AMBER]


def test_an_unfinished_worry_keeps_its_words_and_is_heard() -> None:
    """S21: a missing tick silences nobody."""
    sign_up = make.was()
    answer = as_child(child_of(sign_up)).post("/my-place/day/worry/", {"words": "he hits me, zqy"})
    assert answer.status_code == 422
    assert "he hits me, zqy" in answer.content.decode() and 'href="#id_danger_0"' in answer.content.decode()
    assert Concern.objects.get().source == Source.INCIDENT


@pytest.mark.parametrize(("days", "status"), [(2, 404), (1, 200), (0, 200), (-30, 200), (-31, 404)])
def test_from_the_day_before_until_thirty_days_after(days: int, status: int) -> None:
    sign_up = make.in_days(make.coming(), days)
    assert as_host(sign_up).get(host_page(sign_up, "worry/")).status_code == status
    linked = "worry/" in as_host(sign_up).get(host_page(sign_up)).content.decode()
    assert linked is (status == 200)


def test_leaving_fast_forgets_the_code() -> None:
    """S31: away at once, and whoever comes back to this browser is asked for a code."""
    child = as_child(child_of(make.was()))
    gone = child.get("/my-place/leave/")
    assert gone.status_code == 302 and not gone["Location"].startswith("/")
    assert gone.cookies[COOKIE].value == ""
    assert child.get("/my-place/day/").status_code == 302


# --- How it was -------------------------------------------------------------------------------

FACES = {"first": "3", "second": "2", "third": "1"}


def test_a_child_says_how_it_was_and_nothing_leads_back() -> None:
    """S2: neither row nor trail says who; a second time changes the first."""
    sign_up = make.was()
    ticket = child_of(sign_up)
    child = as_child(ticket)
    entries = AuditEntry.objects.count()
    assert child.post("/my-place/day/how/", {**FACES, "words": "More cake"}).status_code == 200
    child.post("/my-place/day/how/", {**FACES, "first": "1", "words": "More cake"})
    said = Feedback.objects.get()
    assert (said.voice, said.first, said.second, said.third) == (Voice.CHILD, 1, 2, 1)
    assert said.words == "More cake" and said.challenge == sign_up.challenge
    assert AuditEntry.objects.count() == entries
    page = child.get("/my-place/day/how/").content.decode()
    assert "More cake" in page and page.count("checked") == 3


def test_words_of_harm_in_a_sentence_show_help_and_raise_a_concern() -> None:
    """S21."""
    child = as_child(child_of(make.was()))
    answer = child.post("/my-place/day/how/", {**FACES, "words": "he hits me"})
    assert answer.status_code == 200 and "Get help now" in answer.content.decode()
    assert Concern.objects.get().source == Source.WORDS
    assert Feedback.objects.count() == 1


def test_a_face_that_is_missing_is_asked_for_and_the_rest_kept() -> None:
    sign_up = make.was()
    answer = as_lead(sign_up).post(group_page(sign_up, "day/how/"), {"first": "3", "words": "Thanks"})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_second_0"' in text and "Thanks" in text and text.count("checked") == 1
    assert not Feedback.objects.exists()


def test_hosts_and_leads_say_it_too() -> None:
    sign_up = make.was()
    as_host(sign_up).post(host_page(sign_up, "how/"), FACES)
    as_lead(sign_up).post(group_page(sign_up, "day/how/"), FACES)
    assert set(Feedback.objects.values_list("voice", flat=True)) == {Voice.HOST, Voice.LEAD}
