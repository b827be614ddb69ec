"""S22: what the chain itself cannot show, heads noted outside the database do."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import storage
from accounts.models import User
from our_childhood import actions as film_actions
from our_childhood.enums import WithdrawalRoute
from safeguarding import audit, audit_export, queries, roles, spreadsheets, sweeper, witness
from safeguarding.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.our_childhood import FilmFactory
from tests.factories.safeguarding import AuditEntryFactory
from tests.safeguarding.test_audit import tamper

pytestmark = pytest.mark.django_db


def hash_anew(start: int) -> None:
    """Do what somebody does who knows the code: make the chain whole again from `start` on."""
    previous = AuditEntry.objects.filter(pk__lt=start).order_by("-pk").first()
    last = previous.hash if previous else audit.GENESIS
    for entry in AuditEntry.objects.filter(pk__gte=start).order_by("pk"):
        entry.previous_hash = last
        last = audit.digest(entry)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE safeguarding_auditentry SET previous_hash = %s, hash = %s WHERE id = %s",
                [entry.previous_hash, last, entry.pk],
            )


def swap(first: int, second: int) -> None:
    with connection.cursor() as cursor:
        for old, new in ((first, -1), (second, first), (-1, second)):
            cursor.execute("UPDATE safeguarding_auditentry SET id = %s WHERE id = %s", [new, old])


def insert(after: AuditEntry) -> None:
    """A forged entry of the right form between two others; it takes the place of the next number."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE safeguarding_auditentry SET id = id + 1000 WHERE id > %s", [after.pk])
        cursor.execute(
            "INSERT INTO safeguarding_auditentry (id, at, actor, act, subject, facts, previous_hash, hash) "
            "SELECT id + 1, at, 'user:99', act, subject, facts, hash, %s FROM safeguarding_auditentry "
            "WHERE id = %s",
            ["f" * 64, after.pk],
        )


@pytest.mark.parametrize(
    "way", ["changed", "removed", "swapped", "inserted", "changed and hashed anew", "cut off"]
)
def test_each_way_to_break_the_chain_is_named(way: str) -> None:
    """S22: by hand, with the database's own password and the triggers off."""
    rows = [AuditEntryFactory(act=f"user.seen_{n}") for n in range(6)]
    assert witness.note() == 1
    call_command("verify_audit", stdout=StringIO())
    third, fourth, last = rows[2], rows[3], rows[5]
    tamper("SELECT 1")
    match way:
        case "changed":
            tamper(f"UPDATE safeguarding_auditentry SET actor = 'child' WHERE id = {third.pk}")
            said = rf"Broken at entry {third.pk}: this entry was changed"
        case "removed":
            tamper(f"DELETE FROM safeguarding_auditentry WHERE id = {third.pk}")
            said = rf"Broken at entry {fourth.pk}: an entry before this one is missing"
        case "swapped":
            swap(third.pk, fourth.pk)
            said = rf"Broken at entry {third.pk}:"
        case "inserted":
            insert(third)
            said = rf"Broken at entry {third.pk + 1}: this entry was changed"
        case "changed and hashed anew":
            tamper(f"UPDATE safeguarding_auditentry SET actor = 'child' WHERE id = {third.pk}")
            hash_anew(third.pk)
            assert audit.verify().whole, "the chain alone cannot know"
            said = rf"Broken between entries 0 and {last.pk}: entries were changed and hashed anew"
        case _:
            tamper(f"DELETE FROM safeguarding_auditentry WHERE id = {last.pk}")
            assert audit.verify().whole, "the chain alone cannot know"
            said = rf"Broken between entries 0 and {last.pk}: the chain was cut off"
    with pytest.raises(CommandError, match=said):
        call_command("verify_audit", stdout=StringIO())


def test_two_heads_narrow_down_where_it_was_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    first = AuditEntryFactory()
    witness.note()
    early = timezone.now()
    cache.clear()
    monkeypatch.setattr(timezone, "now", lambda: early + witness.EVERY * 2)
    second, third = AuditEntryFactory(), AuditEntryFactory()
    assert witness.note() == 1
    tamper(f"UPDATE safeguarding_auditentry SET actor = 'child' WHERE id = {second.pk}")
    hash_anew(second.pk)
    found = witness.compare(witness.heads())
    assert found is not None
    assert (found.after, found.upto) == (first.pk, third.pk)


def test_a_head_is_noted_once_an_hour_and_only_when_it_moved() -> None:
    assert sweeper.sweep()["audit_heads_witnessed"] == 0
    cache.clear()
    AuditEntryFactory()
    assert sweeper.sweep()["audit_heads_witnessed"] == 1
    AuditEntryFactory()
    cache.clear()  # another process
    assert sweeper.sweep()["audit_heads_witnessed"] == 0
    assert [head.genuine for head in witness.heads()] == [True]


def test_a_forged_head_is_found() -> None:
    """Whoever can write to storage cannot sign."""
    AuditEntryFactory()
    witness.note()
    entry = next(iter(storage.walk(storage.private(), f"{witness.PREFIX}/")))
    written = json.loads(b"".join(storage.private().pieces(entry.key)))
    body = io.BytesIO(json.dumps({**written, "hash": "0" * 64}).encode())
    storage.put(storage.private(), entry.key, body, content_type="application/json")
    with pytest.raises(CommandError, match="a noted head was changed"):
        call_command("verify_audit", stdout=StringIO())


def test_machines_read_the_verdict_too() -> None:
    AuditEntryFactory()
    witness.note()
    out = StringIO()
    call_command("verify_audit", json=True, stdout=out)
    facts = json.loads(out.getvalue())
    assert (facts["entries"], facts["heads_compared"], facts["differs_between"]) == (1, 1, None)


def test_a_role_that_owns_nothing_adds_and_reads_and_no_more() -> None:
    """S22: revoked rights stand even where the triggers are gone."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles; the triggers are what there is (docs/features/audit.md)")
    AuditEntryFactory()
    tamper("SELECT 1")
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE heard_lesser")
        for statement in roles.statements("heard_lesser"):
            cursor.execute(statement)
        cursor.execute("SET LOCAL ROLE heard_lesser")
        cursor.execute("GRANT UPDATE ON safeguarding_auditentry TO heard_lesser")  # warns, and gives nothing
        for forbidden in (
            "UPDATE safeguarding_auditentry SET actor = 'child'",
            "DELETE FROM safeguarding_auditentry",
            "TRUNCATE safeguarding_auditentry",
            "ALTER TABLE safeguarding_auditentry DISABLE TRIGGER ALL",
        ):
            with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), transaction.atomic():
                cursor.execute(forbidden)
        audit.record(by="system", act="user.seen", subject=UserFactory.build(pk=1))
        cursor.execute("RESET ROLE")
    assert audit.verify().entries == 2


def test_the_owner_itself_gave_up_its_rights() -> None:
    """S22: what `migrate` revoked shows in the table's own list of rights."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    with connection.cursor() as cursor:
        cursor.execute("SELECT relacl::text FROM pg_class WHERE relname = 'safeguarding_auditentry'")
        granted = cursor.fetchone()[0]
    letters = granted.partition("=")[2].partition("/")[0]
    assert set("ar") <= set(letters) and not set("wdD") & set(letters), granted


# --- export -----------------------------------------------------------------------------------------


def lines(client: Client, **asked: str) -> list[list[str]]:
    answer = client.post(reverse("audit:export"), asked)
    assert answer.status_code == 200 and answer.streaming
    return list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode())))


def test_export_names_its_exporter_in_the_file_and_in_the_trail(client: Client, lead: User) -> None:
    AuditEntryFactory()
    client.force_login(lead)
    head, columns, *rows = lines(client)
    assert head[:2] == ["exported by", f"user:{lead.pk}"]
    assert tuple(columns) == audit_export.COLUMNS
    entry = AuditEntry.objects.get(act="audit.exported")
    assert (entry.actor, head[-1]) == (f"user:{lead.pk}", str(entry.pk))
    assert [row[3] for row in rows] == ["user.seen", "audit.exported"]
    assert rows[-1][7] == entry.hash


def test_export_is_for_leads_alone(client: Client) -> None:
    for user in (UserFactory(moderator=True), UserFactory(superuser=True, editor=True)):
        client.force_login(user)
        assert client.get(reverse("audit:export")).status_code == 404
        assert client.post(reverse("audit:export")).status_code == 404
    assert not AuditEntry.objects.filter(act="audit.exported").exists()


def test_export_takes_days(client: Client, lead: User) -> None:
    AuditEntryFactory()
    client.force_login(lead)
    assert client.get(reverse("audit:export")).status_code == 200
    assert client.post(reverse("audit:export"), {"since": "yesterday"}).status_code == 422
    today, tomorrow = timezone.localdate(), timezone.localdate() + timedelta(days=1)
    assert len(lines(client, since=str(today), until=str(today))) == 4
    assert len(lines(client, since=str(tomorrow))) == 2


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@sum(a1)", "\t=1", "\r=1", "%0"])
def test_no_spreadsheet_runs_a_cell(text: str, client: Client, lead: User) -> None:
    """A fact that begins like a formula is words."""
    assert spreadsheets.cell(text) == f"'{text}"
    assert spreadsheets.cell("user:7") == "user:7"


def test_export_streams_in_flat_memory(client: Client, lead: User, django_assert_num_queries: Any) -> None:
    """A year's trail is read in pieces, in one go through the table."""
    for n in range(30):
        AuditEntryFactory(act=f"user.seen_{n}")
    client.force_login(lead)
    answer = client.post(reverse("audit:export"))
    with django_assert_num_queries(1):
        assert sum(1 for _ in answer.streaming_content) == 33


def test_reading_the_trail_is_on_record(client: Client, lead: User) -> None:
    """S22: a look at it is a look."""
    client.force_login(lead)
    assert client.get("/admin/audit/").status_code == 200
    assert AuditEntry.objects.get(act="audit.read").actor == f"user:{lead.pk}"


def test_history_outlives_what_it_is_about(django_capture_on_commit_callbacks: Callable[..., Any]) -> None:
    """S22: taken back, erased, even the row deleted: what was done to it stays on record."""
    film = FilmFactory(public=True)
    name = audit.reference(film)
    before = queries.trail(film).count()
    assert before > 5
    with django_capture_on_commit_callbacks(execute=True):
        film_actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE)
    assert queries.trail(film).filter(act="film.withdrawn").exists()
    assert AuditEntry.objects.filter(subject=name).count() > before
    assert audit.verify().whole
