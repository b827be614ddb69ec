"""Registering: one topic a page, everything kept, and the way back from every error."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

import storage
from outbox.models import Message
from safeguarding.models import AuditEntry
from takeover import documents, journey
from takeover.doors import HOSTS
from takeover.enums import HostState
from takeover.models import Document, Host, Registration, Season
from tests.factories import takeover as make
from tests.takeover.journey import EMAIL, address, answer, errors, sign_in, walk
from video import clamd
from video.enums import Refusal
from video.refusals import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]


def test_the_whole_way(client: Client) -> None:
    """From an address to a host that waits, with its owner verified before anything is queued (S23)."""
    sign_in(client)
    walk(client)
    page = client.get(address("check"))
    assert "Alex Marsh" in page.content.decode()
    assert client.post(address("check")).headers["Location"] == "/takeovers/host/"
    host = Host.objects.get()
    assert host.state == HostState.WAITING
    assert host.current_workflow_task_state is not None
    assert Message.objects.filter(template="host_received", to=EMAIL).exists()
    assert "Being checked" in client.get("/takeovers/host/").content.decode()


@pytest.mark.parametrize("topic", [each.slug for each in journey.TOPICS if each.slug != "season"])
def test_nobody_comes_in_without_signing_in(client: Client, topic: str) -> None:
    assert client.get(address(topic)).headers["Location"] == HOSTS.address(address(topic))
    assert not Registration.objects.exists()


def test_save_and_come_back_on_another_machine(client: Client) -> None:
    sign_in(client)
    walk(client, until="lead")
    other = Client()
    sign_in(other)
    assert "Carry on" in other.get("/takeovers/host/").content.decode()
    assert "They choose what the next room" in other.get(address("decide")).content.decode()


def test_answers_outlive_the_session(client: Client) -> None:
    """What was typed while the session ended is there again after signing in, sealed meanwhile."""
    sign_in(client)
    walk(client, until="lead")
    client.session.flush()
    client.cookies.clear()
    response = answer(client, "lead", lead_name="Zebedee Quill")
    assert response.headers["Location"] == HOSTS.address(address("lead"))
    assert "Zebedee" not in str(dict(client.session))
    assert "What you just typed is kept" in client.get("/takeovers/host/sign-in/").content.decode()
    from tests.takeover.journey import ask_for_code, enter

    response = enter(client, ask_for_code(client))
    assert response.headers["Location"] == address("lead")
    assert 'value="Zebedee Quill"' in client.get(address("lead")).content.decode()


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("organisation", {"name": ""}, "id_name"),
    ("organisation", {"kind": "zoo"}, "id_kind_0"),
    ("place", {"authority": ""}, "id_authority"),
    ("contact", {"contact_phone": "call me"}, "id_contact_phone"),
    ("decide", {"decide": "Watch us."}, "id_decide"),
    ("lead", {"lead_email": "nobody"}, "id_lead_email"),
    ("lead", {"lead_knows": False}, "id_lead_knows"),
    ("policy", {"policy_date": "2999-01-01"}, "id_policy_date"),
    ("insurance", {"insurance_ends": ""}, "id_insurance_ends"),
    ("insurance", {"insurance_ends": "2001-01-01"}, "id_insurance_ends"),
    ("insurance", {"insurance": "exempt"}, "id_insurance_0"),
    ("adults", {"never_alone": False}, "id_never_alone"),
    ("checks", {"ages": "16-17", "regulated": "yes"}, "id_regulated_0"),
    ("checks", {"regulated": "yes", "checked": ""}, "id_checked"),
]


@pytest.mark.parametrize("topic, changed, target", WRONG)
def test_an_error_leads_to_its_field_and_loses_nothing(
    client: Client, topic: str, changed: dict[str, Any], target: str
) -> None:
    """S27: the summary's link leads to something that is on the page."""
    sign_in(client)
    response = answer(client, topic, **changed)
    html = response.content.decode()
    assert response.status_code == 422
    assert target in errors(response)
    assert f'id="{target}"' in html
    assert "Try again" in html


def test_dbs_is_asked_as_the_law_has_it(client: Client) -> None:
    """S24: never 'DBS for everyone', and nothing of it is needed to be sent."""
    sign_in(client)
    page = client.get(address("checks")).content.decode()
    assert "Most takeovers need no DBS check" in page
    walk(client, regulated="yes", checked="no")
    client.post(address("check"))
    assert Host.objects.exists()


def test_an_authority_is_searched_for(client: Client) -> None:
    """Without scripts: press 'Search', see fewer, lose nothing."""
    sign_in(client)
    response = client.post(address("place"), {"find": "north", "search": "1", "authority": ""})
    html = response.content.decode()
    assert response.status_code == 200
    assert "Northumberland" in html
    assert "Cornwall" not in html
    assert not errors(response)
    html = client.post(address("place"), {"find": "xyzzy", "search": "1"}).content.decode()
    assert "No area has these letters" in html and "Cornwall" in html


def test_exempt_is_offered_to_public_bodies_alone(client: Client) -> None:
    sign_in(client)
    answer(client, "organisation", kind="business")
    assert "lets us off" not in client.get(address("insurance")).content.decode()
    answer(client, "organisation", kind="council")
    assert "lets us off" in client.get(address("insurance")).content.decode()
    assert answer(client, "insurance", insurance="exempt", insurance_ends="").status_code == 302


def test_a_choice_of_seasons_is_asked_for_only_when_there_is_one(client: Client) -> None:
    sign_in(client)
    assert client.get(address("season")).status_code == 404
    other = make.SeasonFactory(name="Spring takeovers")
    assert "Spring takeovers" in client.get(address("season")).content.decode()
    client.post(address("season"), {"season": str(other.pk)})
    walk(client)
    client.post(address("check"))
    assert Host.objects.get().season == other


def test_nobody_new_registers_when_no_season_is_open(client: Client) -> None:
    sign_in(client)
    Season.objects.update(hosts_until_date=timezone.localdate() - timedelta(days=1))
    page = client.get("/takeovers/host/").content.decode()
    assert "cannot register right now" in page
    assert not Registration.objects.exists()
    assert "cannot register" in Client().get("/takeovers/host/").content.decode()


def test_the_same_name_is_noticed_and_nobody_is_named(client: Client) -> None:
    """Not doubled; and whoever asks learns nothing about who was first."""
    there = make.waiting_host(name="Paper Boat Museum", contact_name="Zebedee Quill")
    authority = there.authority_id
    first = there.registration.owner.email
    sign_in(client)
    answer(client, "organisation", name="The paper-boat museum")
    response = answer(client, "place", authority=authority)
    assert response.headers["Location"] == address("same-name")
    page = client.get(address("same-name")).content.decode()
    assert "Zebedee" not in page and first not in page
    client.post(address("same-name"))
    client.post(address("same-name"))
    letter = Message.objects.get(template="host_colleague")
    assert (letter.to, letter.context["email"]) == (first, EMAIL)
    walk(client, name="The paper-boat museum", authority=authority)
    assert client.post(address("check")).headers["Location"] == address("same-name")
    assert Host.objects.count() == 1


def test_a_paper_is_kept_privately_and_replaced(client: Client) -> None:
    """Random key, no name kept, only the newest is sent."""
    sign_in(client)
    for content in (b"%PDF-1.7 one", b"%PDF-1.7 two"):
        file = SimpleUploadedFile("Robin Reed's policy.exe", content)
        assert client.post(address("papers"), {"policy_file": file}).status_code == 302
    here = documents.newest(Registration.objects.get())
    assert "Robin" not in here["policy"].key and here["policy"].ending == ".pdf"
    response = client.get("/takeovers/host/papers/policy/")
    assert b"".join(response.streaming_content) == b"%PDF-1.7 two"
    assert response.headers["Content-Disposition"] == 'attachment; filename="policy.pdf"'
    assert response.headers["Cache-Control"] == "private, no-store"
    stranger = Client()
    sign_in(stranger, "stranger@other.example")
    assert stranger.get("/takeovers/host/papers/policy/").status_code == 404


@pytest.mark.parametrize(
    "content, said",
    [
        (b"", "There is nothing in this file"),
        (b"MZ\x90 a program called policy.pdf", "Please send a PDF"),
        (b"PK\x03\x04 not really an archive", "Please send a PDF"),
        (b"<html>%PDF-</html>", "Please send a PDF"),
        (b"%PDF-" + b"x" * documents.MAX_BYTES, "larger than 10 MB"),
    ],
)
def test_a_file_that_is_not_a_paper_is_refused_kindly(client: Client, content: bytes, said: str) -> None:
    """The type is sniffed, whatever the name says."""
    sign_in(client)
    file = SimpleUploadedFile("policy.pdf", content)
    response = client.post(address("papers"), {"policy_file": file})
    assert said in response.content.decode()
    assert not Document.objects.exists()
    assert not list(storage.walk(storage.private(), "hosts"))


def test_an_infected_paper_is_not_kept(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """S37."""

    def found(path: Any, **kwargs: Any) -> None:
        raise Refused(Refusal.INFECTED)

    monkeypatch.setattr(clamd, "scan", found)
    sign_in(client)
    response = client.post(address("papers"), {"risk_file": SimpleUploadedFile("a.pdf", make.PDF)})
    assert "something harmful" in response.content.decode()
    assert not Document.objects.exists()


def test_a_paper_is_held_while_the_scanner_is_down(client: Client, settings: Any) -> None:
    """S37, F16: held, never skipped; and the sweep has it scanned when the scanner is back."""
    from takeover import sweeper

    settings.CLAMD_ADDRESS = "tcp://127.0.0.1:1"
    sign_in(client)
    client.post(address("papers"), {"risk_file": SimpleUploadedFile("a.pdf", make.PDF)})
    assert Document.objects.get().scanned_at is None
    assert client.get("/takeovers/host/papers/risk/").status_code == 404
    assert sweeper.sweep()["host_papers_scanned"] == 0
    settings.CLAMD_ADDRESS = ""
    assert sweeper.sweep()["host_papers_scanned"] == 1
    response = client.get("/takeovers/host/papers/risk/")
    assert b"".join(response.streaming_content) == make.PDF


def test_a_question_is_answered_on_the_host_page(client: Client) -> None:
    from takeover import actions
    from tests.factories.accounts import UserFactory

    sign_in(client)
    walk(client)
    client.post(address("check"))
    host = Host.objects.get()
    user = UserFactory(moderator=True)
    make.look(host, user)
    question = actions.ask(host=host, words="Who is in the kitchen?", reason="host-question", user=user)
    page = client.get("/takeovers/host/").content.decode()
    assert "Who is in the kitchen?" in page and "Check and send" not in page
    empty = client.post(f"/takeovers/host/questions/{question.pk}/", {f"q{question.pk}-answer": " "})
    assert empty.status_code == 422 and errors(empty) == [f"id_q{question.pk}-answer"]
    client.post(f"/takeovers/host/questions/{question.pk}/", {f"q{question.pk}-answer": "Nobody."})
    assert "Check and send" in client.get("/takeovers/host/").content.decode()
    client.post(address("check"))
    assert make.fresh(host).state == HostState.WAITING
    stranger = Client()
    sign_in(stranger, "stranger@other.example")
    assert stranger.post(f"/takeovers/host/questions/{question.pk}/", {}).status_code == 404


def test_leaving_asks_once_and_deletes(client: Client) -> None:
    sign_in(client)
    walk(client)
    client.post(address("check"))
    assert "cannot be undone" in client.get("/takeovers/host/leave/").content.decode()
    assert Registration.objects.exists()
    assert client.post("/takeovers/host/leave/").status_code == 200
    assert not Registration.objects.exists()
    assert client.get(address("lead")).headers["Location"] == HOSTS.address(address("lead"))
    assert AuditEntry.objects.filter(act="host.left").exists()


def test_help_for_children_is_not_in_a_hosts_view(client: Client) -> None:
    """S6."""
    sign_in(client)
    for path in ("/takeovers/host/", address("decide"), "/takeovers/host/leave/"):
        assert "/help/" not in client.get(path).content.decode()
    assert "/help/" in client.get("/takeovers/").content.decode()
