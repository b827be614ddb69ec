"""The hosts' desk: who sees it, what it counts, what each button does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from safeguarding.models import AuditEntry
from takeover.enums import HostState, Proof
from takeover.models import Host, Tick
from tests.factories import takeover as make
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(UserFactory(moderator=True, first_name="Mo", last_name="Hart"))
    return client


def tick(client: Client, host: Host, proof: Proof, **changed: Any) -> Any:
    from takeover import gate

    standing = next(one for one in gate.standings(make.fresh(host)) if one.proof == proof)
    data = {
        f"{proof}-evidence": "Read it.",
        f"{proof}-ends_date": (timezone.localdate() + timedelta(days=90)).isoformat(),
        "digest": standing.digest,
        **changed,
    }
    return client.post(f"/admin/hosts/{host.pk}/tick/{proof}/", data)


def decide(client: Client, host: Host, verdict: str, **data: Any) -> Any:
    client.get(f"/admin/hosts/{host.pk}/")
    state = make.fresh(host).current_workflow_task_state
    data = {f"{verdict}-{name}": value for name, value in data.items()}
    return client.post(
        f"/admin/hosts/{host.pk}/decide/{verdict}/",
        {"task_state": state.pk if state else "", **data},
        follow=True,
    )


def test_the_whole_check_through_the_pages(desk: Client) -> None:
    """Tick by tick, question, approval by two (S23, S26)."""
    host = make.waiting_host()
    make.paper(host.registration)
    for proof in Proof:
        assert tick(desk, host, proof).status_code == 302
    page = desk.get(f"/admin/hosts/{host.pk}/").content.decode()
    assert "Checked by Mo Hart on" in page
    decide(desk, host, "approve")
    other = Client()
    other.force_login(UserFactory(lead=True))
    page = decide(other, host, "approve").content.decode()
    assert f"{host.name}: Approve" in page
    assert make.fresh(host).state == HostState.APPROVED
    home = other.get("/admin/")
    assert home.status_code == 200


def test_wagtails_front_page_lists_a_host_that_waits(desk: Client) -> None:
    """The workflow is Wagtail's own; its list leads to the desk."""
    host = make.waiting_host()
    page = desk.get("/admin/").content.decode()
    assert host.name in page
    edit = f"/admin/snippets/takeover/host/edit/{host.pk}/"
    assert edit in page and "workflow/action" not in page
    assert desk.get(edit).headers["Location"] == f"/admin/hosts/{host.pk}/"


@pytest.mark.parametrize("role", ["editor", "translator", "superuser"])
def test_nobody_else_learns_that_a_host_is_there(client: Client, role: str) -> None:
    """Being a superuser gives no say either (ADR 0042)."""
    host = make.waiting_host()
    client.force_login(UserFactory(**{role: True}))
    paths = ("/admin/hosts/", f"/admin/hosts/{host.pk}/", f"/admin/snippets/takeover/host/edit/{host.pk}/")
    for path in paths:
        response = client.get(path)
        assert response.status_code == 404, path
    assert client.post(f"/admin/hosts/{host.pk}/suspend/").status_code == 404


def test_a_question_and_a_refusal_through_the_pages(desk: Client) -> None:
    host = make.waiting_host()
    assert decide(desk, host, "ask_change", words="").status_code == 422
    decide(desk, host, "ask_change", words="Who is there?")
    assert make.fresh(host).state == HostState.ASKED
    assert host.name in desk.get("/admin/hosts/?queue=asked").content.decode()
    other = make.waiting_host()
    decide(desk, other, "refuse", reason="host-shadowing")
    assert make.fresh(other).state == HostState.REFUSED


def test_reasons_of_films_and_hosts_are_kept_apart(desk: Client) -> None:
    from moderation.forms import RefuseForm

    host = make.waiting_host()
    page = desk.get(f"/admin/hosts/{host.pk}/").content.decode()
    assert "host-shadowing" in page and "school badge" not in page
    codes = {reason.code for reason in RefuseForm().fields["reason"].queryset}
    assert "school" in codes and not any(code.startswith("host-") for code in codes)


def test_a_tick_for_something_else_meanwhile_is_not_taken(desk: Client) -> None:
    """S26: nobody's name stands under what they have not seen."""
    host = make.waiting_host()
    tick(desk, host, Proof.RISK, digest="0" * 64)
    assert tick(desk, host, Proof.RISK, **{"risk-evidence": ""}).status_code == 422
    assert not Tick.objects.exists()


def test_each_look_is_on_record(desk: Client) -> None:
    """S22."""
    from takeover import actions

    host = make.waiting_host()
    paper = make.paper(host.registration)
    assert desk.get(f"/admin/hosts/{host.pk}/papers/{paper.pk}/").status_code == 404  # not sent yet
    actions.send(registration=host.registration, by="system")
    desk.get(f"/admin/hosts/{host.pk}/")
    response = desk.get(f"/admin/hosts/{host.pk}/papers/{paper.pk}/")
    assert b"".join(response.streaming_content).startswith(b"%PDF")
    acts = set(AuditEntry.objects.filter(actor__startswith="user:").values_list("act", flat=True))
    assert {"host.opened", "host.seen", "host.paper_opened"} <= acts


def test_a_lead_suspends_and_resumes(client: Client) -> None:
    host = make.approved_host()
    client.force_login(UserFactory(lead=True))
    client.post(f"/admin/hosts/{host.pk}/suspend/")
    assert make.fresh(host).state == HostState.SUSPENDED
    client.post(f"/admin/hosts/{host.pk}/resume/")
    assert make.fresh(host).state == HostState.APPROVED
    client.force_login(UserFactory(moderator=True))
    client.post(f"/admin/hosts/{host.pk}/suspend/")
    assert make.fresh(host).state == HostState.APPROVED


def test_the_desk_shows_what_ends_soon(desk: Client) -> None:
    """60, 30, 7 days; and not what a newer tick has replaced."""
    soon = make.approved_host(ends={"risk": 20})
    make.approved_host()
    page = desk.get("/admin/hosts/?queue=ending").content.decode()
    assert soon.name in page and "within 30 days" in page
    make.tick_all(soon, UserFactory(moderator=True))
    assert soon.name not in desk.get("/admin/hosts/?queue=ending").content.decode()


@pytest.mark.parametrize("queue", ["yours", "approved", "ending"])
def test_a_list_of_three_asks_no_more_than_one(
    desk: Client, queue: str, django_assert_num_queries: Any
) -> None:
    """A literal number, whatever the length."""
    from takeover.desk import queries

    def one() -> None:
        make.waiting_host() if queue == "yours" else make.approved_host(ends={"risk": 5})

    user = UserFactory(moderator=True)
    queries.rows(queries.listed(queue, user))  # content types are read once a process
    for wanted in (1, 3):
        while Host.objects.count() < wanted:
            one()
        with django_assert_num_queries(4 if queue == "yours" else 2):
            assert len(queries.rows(queries.listed(queue, user))) == wanted
