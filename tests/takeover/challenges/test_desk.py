"""The challenges' desk: who sees it, what it shows of a change, what each button does."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from takeover.challenges import actions
from takeover.challenges.desk.forms import RefuseChallengeForm
from takeover.challenges.models import Challenge
from takeover.desk.forms import RefuseForm
from tests.factories import challenges as make
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
DESK = "/admin/challenges/"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(UserFactory(moderator=True, first_name="Mo", last_name="Hart"))
    return client


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def decide(client: Client, challenge: Challenge, verdict: str, **data: Any) -> Any:
    page = f"{DESK}{challenge.pk}/"
    client.get(page)
    state = make.fresh(challenge).current_workflow_task_state
    said = {f"{verdict}-{name}": value for name, value in data.items()}
    given = {"task_state": state.pk if state else "", **said}
    return client.post(f"{page}decide/{verdict}/", given, follow=True)


def test_the_whole_check_through_the_pages(desk: Client) -> None:
    """S13: two people; the first cannot do the second's part."""
    challenge = make.sent()
    assert challenge.title in text(desk.get(DESK))
    decide(desk, challenge, "approve")
    assert "You approved the first check" in text(decide(desk, challenge, "approve"))
    assert not Challenge.objects.public().exists()
    other = Client()
    other.force_login(UserFactory(lead=True))
    assert f"{challenge.title}: Approve" in text(decide(other, challenge, "approve"))
    assert Challenge.objects.public().get() == challenge
    assert challenge.title in text(other.get(f"{DESK}?queue=published"))


def test_a_change_shows_what_is_new_and_what_everybody_sees(desk: Client) -> None:
    challenge = make.approved(title="Run the bakery")
    draft = actions.draft_of(challenge=challenge)
    actions.keep(draft=draft, answers={"title": "Run Mrs Zebedee's bakery"}, by="host")
    actions.send(draft=draft, by="host")
    page = text(desk.get(f"{DESK}{challenge.pk}/"))
    assert "This is a change to something public" in page
    assert re.search(r"desk-new.{0,300}Zebedee&#x27;s bakery.{0,200}<del>Run the bakery</del>", page)
    assert page.count("desk-new") == 1
    assert "a name: Mrs Zebedee" in page


def test_a_host_that_is_not_approved_blocks_the_verdict_and_says_so(desk: Client) -> None:
    """S23."""
    challenge = make.sent(make.FitHostFactory(suspended=True))
    page = text(desk.get(f"{DESK}{challenge.pk}/"))
    assert "Its host is not approved, or is suspended." in page
    decide(desk, challenge, "approve")
    assert make.fresh(challenge).current_workflow_task_state.task.name == "Safeguarding check"


def test_a_question_and_a_refusal(desk: Client) -> None:
    asked, refused = make.sent(), make.sent()
    decide(desk, asked, "ask_change", words="Who is in the kitchen?")
    assert asked.questions.get().words == "Who is in the kitchen?"
    assert "No check is waiting" in text(desk.get(f"{DESK}{asked.pk}/"))
    assert decide(desk, refused, "refuse").status_code == 422
    decide(desk, refused, "refuse", reason="challenge-shadowing")
    assert make.fresh(refused).reply.code == "challenge-shadowing"


def test_each_desk_has_its_own_reasons() -> None:
    for form, begins in ((RefuseForm, "host-"), (RefuseChallengeForm, "challenge-")):
        codes = {reason.code for reason in form().fields["reason"].queryset}
        assert codes and all(code.startswith(begins) for code in codes)


def test_anybody_here_holds_and_a_lead_lets_go(desk: Client) -> None:
    challenge = make.approved()
    desk.post(f"{DESK}{challenge.pk}/hold/")
    assert not Challenge.objects.public().exists()
    assert desk.post(f"{DESK}{challenge.pk}/lift/").status_code == 404
    lead = Client()
    lead.force_login(UserFactory(lead=True))
    lead.post(f"{DESK}{challenge.pk}/lift/")
    assert Challenge.objects.public().get() == challenge


@pytest.mark.parametrize("role", ["editor", "translator", "superuser"])
def test_nobody_else_learns_that_a_challenge_is_there(client: Client, role: str) -> None:
    """Being a superuser gives no say either (ADR 0042)."""
    challenge = make.sent()
    client.force_login(UserFactory(**{role: True}))
    for path in (
        DESK,
        f"{DESK}{challenge.pk}/",
        f"/admin/snippets/challenges/challenge/edit/{challenge.pk}/",
    ):
        assert client.get(path).status_code == 404, path
    for act in ("hold/", "lift/", "decide/approve/"):
        assert client.post(f"{DESK}{challenge.pk}/{act}").status_code == 404, act


def test_wagtails_front_page_leads_to_the_desk(desk: Client) -> None:
    challenge = make.sent()
    edit = f"/admin/snippets/challenges/challenge/edit/{challenge.pk}/"
    page = text(desk.get("/admin/"))
    assert challenge.title in page and edit in page
    assert desk.get(edit).headers["Location"] == f"{DESK}{challenge.pk}/"


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("queue", "queries"), [("yours", 27), ("published", 25)])
def test_the_list_asks_as_much_for_three_as_for_one(
    desk: Client, queue: str, queries: int, count: int, django_assert_num_queries: Any
) -> None:
    for _number in range(count):
        make.ChallengeFactory(published=True)
        make.sent()
    desk.get(DESK)
    with django_assert_num_queries(queries):
        assert desk.get(f"{DESK}?queue={queue}").status_code == 200
