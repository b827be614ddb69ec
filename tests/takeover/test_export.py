"""What staff take away from the desks: narrowed, nobody named, on record with who took it (S12, S22)."""

from __future__ import annotations

import csv
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from safeguarding.models import AuditEntry
from takeover.models import Host
from tests.factories import challenges as make_challenge
from tests.factories import takeover as make_host
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def checker() -> User:
    return UserFactory(moderator=True, is_staff=True)


@pytest.fixture
def staff(client: Client, checker: User) -> Client:
    client.force_login(checker)
    return client


def table(answer: Any) -> list[list[str]]:
    return list(csv.reader(b"".join(answer.streaming_content).decode().splitlines()))


def test_hosts_of_a_kind_without_whom_we_write_to(staff: Client, checker: User) -> None:
    named = make_host.approved_host(name="=Museum of Paper", contact_name="Zqcontactzq", kind="museum")
    make_host.approved_host(kind="charity")
    make_host.waiting_host(kind="museum")
    address = reverse("host_export")
    assert address in staff.get(reverse("host_desk")).content.decode()
    assert "Which list" in staff.get(address).content.decode()
    taken, columns, *rows = table(staff.post(address, {"queue": "approved", "kind": "museum"}))
    entry = AuditEntry.objects.get(act="host.exported")
    assert taken[1] == f"user:{checker.pk}" and taken[5] == str(entry.pk)
    assert entry.facts["rows"] == 1 and entry.facts["kind"] == "museum"
    assert len(rows) == 1 and len(rows[0]) == len(columns)
    assert rows[0][0] == "'=Museum of Paper"  # no spreadsheet runs it
    assert rows[0][columns.index("state")] == "Approved"
    assert rows[0][columns.index("region")] == named.authority.region.name
    said = str([taken, rows])
    assert "Zqcontactzq" not in said and named.registration.owner.email not in said


def test_challenges_say_how_full_they_are_and_not_where(staff: Client) -> None:
    made = make_challenge.ChallengeFactory(published=True, address="Zqaddresszq", capacity=20)
    _, columns, *rows = table(staff.post(reverse("challenge_export"), {"queue": "published"}))
    assert rows[0][columns.index("title")] == made.title
    assert [rows[0][columns.index(name)] for name in ("places", "taken", "waiting")] == ["20", "0", "0"]
    assert "Zqaddresszq" not in str(rows)


@pytest.mark.parametrize("count", [1, 3])
def test_more_rows_are_no_more_queries(staff: Client, django_assert_num_queries: Any, count: int) -> None:
    for _ in range(count):
        make_host.approved_host()
    answer = staff.post(reverse("host_export"), {"queue": "approved"})
    with django_assert_num_queries(2):  # the hosts, and their ticks
        assert len(table(answer)) == count + 2


def test_a_wrong_list_is_asked_again_and_nothing_is_taken(staff: Client) -> None:
    answer = staff.post(reverse("host_export"), {"queue": "everything"})
    assert answer.status_code == 422 and "Which list" in answer.content.decode()
    assert not AuditEntry.objects.filter(act="host.exported").exists()


@pytest.mark.parametrize("name", ["host_export", "challenge_export"])
def test_who_does_not_check_learns_of_no_export(client: Client, name: str) -> None:
    client.force_login(UserFactory(editor=True, is_staff=True))
    assert client.get(reverse(name)).status_code == client.post(reverse(name)).status_code == 404
    assert not Host.objects.exists()
