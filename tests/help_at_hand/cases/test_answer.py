"""The code opens our answer, in any browser and without an account; the child writes on there (S8, S31)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.test import Client
from django.utils import timezone

from help_at_hand.cases import actions
from help_at_hand.cases.enums import Kind, State
from help_at_hand.cases.models import Case, Visit
from people import codes
from safeguarding import audit
from safeguarding.enums import Level
from safeguarding.models import AuditEntry, Concern
from tests import reading
from tests.factories.cases import CaseFactory, adviser
from tests.help_at_hand.cases.conftest import DANGER

pytestmark = pytest.mark.django_db


def by(user: Any) -> dict[str, Any]:
    return {"by": audit.actor(user), "user": user}


def test_the_child_reads_its_words_and_our_answer_and_nothing_else(client: Client, send: Any) -> None:
    code = send(client)
    case, somebody = Case.objects.get(), adviser()
    actions.note(case=case, words="Call the purple office", **by(somebody))
    actions.answer(case=case, words="We asked them for you.", **by(somebody))
    actions.answer(case=case, words="Spoke at noon", kind=Kind.CALL, **by(somebody))
    other = Client()
    opened = other.post("/help/answer/", {"code": code.lower().replace("-", " ")})
    assert opened["Location"] == "/help/answer/", "no code in any address"
    page = other.get("/help/answer/").content.decode()
    assert "They moved me" in page and "We asked them for you." in page
    assert "purple office" not in page and "Spoke at noon" not in page
    assert somebody.first_name not in page and somebody.email not in page


def test_writing_on_starts_the_clock_and_opens_what_was_closed(client: Client) -> None:
    case = CaseFactory(closed=True)
    client.post("/help/answer/", {"code": codes.issue(case)})
    sent = client.post("/help/answer/", {"words": "It is worse now"})
    assert sent["Location"] == "/help/answer/"
    case = Case.objects.get()
    assert case.state == State.TAKEN, "it is still the adviser's who answered"
    assert case.respond_by is not None
    assert "We have what you wrote" in client.get("/help/answer/").content.decode()
    client.post("/help/answer/", {"words": "It is worse now"})
    assert case.entries.filter(kind=Kind.CHILD).count() == 2, "a second press is the same line (F8)"


def test_danger_in_a_later_line_makes_it_red(client: Client) -> None:
    """S21."""
    case = CaseFactory(answered=True)
    assert case.level == Level.GREEN
    client.post("/help/answer/", {"code": codes.issue(case)})
    client.post("/help/answer/", {"words": DANGER})
    assert "tel:999" in client.get("/help/answer/").content.decode()
    case = Case.objects.get()
    assert case.is_red
    assert case.respond_by - case.waits_since == timedelta(hours=1)
    assert Concern.objects.get().words == ""


def test_a_wrong_code_opens_nothing_and_says_so_kindly(client: Client) -> None:
    CaseFactory()
    page = client.post("/help/answer/", {"code": "222-PLUM-RIVER"})
    assert page.status_code == 422
    assert "We can&#x27;t find this code" in page.content.decode()
    assert not Visit.objects.exists()


def test_a_code_of_something_else_opens_nothing(client: Client) -> None:
    code = codes.issue(adviser())
    assert client.post("/help/answer/", {"code": code}).status_code == 422


def test_many_tries_are_slow_and_never_shut_out(client: Client) -> None:
    """S38: a place that tried a lot waits seconds between two tries, and reads numbers meanwhile."""
    code = codes.issue(CaseFactory())
    with mock.patch("help_at_hand.cases.views.answers.MOST_TRIED", 2):
        statuses = [client.post("/help/answer/", {"code": "222-PLUM-RIVER"}).status_code for _ in range(4)]
        slow = client.post("/help/answer/", {"code": code})
    assert statuses == [422, 422, 422, 429]
    assert slow.status_code == 429
    html = slow.content.decode()
    assert "tel:999" in html and code in html, "what was typed stays"
    with (
        mock.patch("help_at_hand.cases.views.answers.MOST_TRIED", 2),
        mock.patch("people.limits.time.time", return_value=timezone.now().timestamp() + 21),
    ):
        assert client.post("/help/answer/", {"code": code}).status_code == 302


def test_a_cry_typed_where_the_code_goes_shows_numbers(client: Client) -> None:
    """S21: and it is kept by nobody."""
    page = client.post("/help/answer/", {"code": DANGER})
    assert "help-now" in page.content.decode()
    assert not Concern.objects.exists()


def test_leaving_closes_what_was_read(client: Client) -> None:
    client.post("/help/answer/", {"code": codes.issue(CaseFactory(answered=True))})
    client.get("/help/leave/")
    assert not Visit.objects.exists()
    assert "social worker" not in client.get("/help/answer/").content.decode()


def test_the_trail_knows_that_a_child_wrote_and_not_what(client: Client) -> None:
    """S22."""
    case = CaseFactory()
    client.post("/help/answer/", {"code": codes.issue(case)})
    client.post("/help/answer/", {"words": "a purple gate"})
    acts = list(AuditEntry.objects.order_by("id").values_list("act", flat=True))
    assert acts == ["case.sent", "case.written_on"]
    assert "purple" not in str(list(AuditEntry.objects.values()))


def test_pages_are_read_at_nine(client: Client) -> None:
    case = CaseFactory(answered=True)
    for when in ("code", "answered", "waits", "done"):
        if when == "answered":
            client.post("/help/answer/", {"code": codes.issue(case)})
        if when == "waits":
            client.post("/help/answer/", {"words": "I wait"})
        if when == "done":
            Case.objects.update(closed_at=timezone.now(), outcome="helped", respond_by=None, waits_since=None)
        found = reading.sentences(client.get("/help/answer/").content.decode())
        assert max(len(reading.words(sentence)) for sentence in found) <= 12, (when, found)
        assert reading.index(found) <= reading.READ_AT_NINE, when
