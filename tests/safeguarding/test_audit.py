"""S22: the trail is append-only, hash-chained, and cannot be rewritten unseen."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from safeguarding import audit
from safeguarding.models import AuditEntry
from tests.at_once import at_once, failures
from tests.factories.accounts import UserFactory
from tests.factories.safeguarding import AuditEntryFactory

pytestmark = pytest.mark.django_db


def tamper(statement: str) -> None:
    """Do what somebody with the database's own password could do: take the triggers off first."""
    from importlib import import_module

    migration = import_module("safeguarding.migrations.0002_audit_is_append_only")
    with connection.cursor() as cursor:
        for drop in migration.UNDO[connection.vendor]:
            cursor.execute(drop)
        cursor.execute(statement)


def test_chain_holds_when_entries_are_added() -> None:
    """S22: each entry is sealed to the one before it."""
    entries = [AuditEntryFactory(act=f"user.seen_{n}") for n in range(3)]
    assert [e.previous_hash for e in entries][1:] == [e.hash for e in entries][:-1]
    assert audit.verify().whole


@pytest.mark.parametrize(
    ("name", "statement"),
    [
        ("changed words", "UPDATE safeguarding_auditentry SET act = 'nothing.happened' WHERE id = {id}"),
        ("changed facts", "UPDATE safeguarding_auditentry SET facts = '{{}}' WHERE id = {id}"),
        ("deleted", "DELETE FROM safeguarding_auditentry WHERE id = {id}"),
    ],
)
def test_verify_names_first_broken_link_when_entry_was_tampered(name: str, statement: str) -> None:
    """S22: what the triggers do not stop, the chain shows."""
    _first, second, third = (AuditEntryFactory(by=f"user:{n}", film=n) for n in range(3))
    tamper(statement.format(id=second.pk))
    found = audit.verify()
    assert not found.whole
    assert found.broken_at == (third.pk if name == "deleted" else second.pk)
    with pytest.raises(CommandError, match=f"entry {found.broken_at}"):
        call_command("verify_audit")


def test_verify_shows_end_cut_off_when_head_was_noted() -> None:
    """S22: a chain cut at its end is whole in itself; a head noted elsewhere shows it."""
    AuditEntryFactory()
    last = AuditEntryFactory()
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert last.hash in out.getvalue()
    tamper(f"DELETE FROM safeguarding_auditentry WHERE id = {last.pk}")
    call_command("verify_audit", stdout=StringIO())
    with pytest.raises(CommandError, match="Cut short"):
        call_command("verify_audit", expect=last.hash)


@pytest.mark.parametrize("verb", ["update", "delete", "queryset", "bulk"])
def test_database_refuses_when_entry_would_change(verb: str) -> None:
    """S22: append-only is the database's word, not a habit of ours."""
    entry = AuditEntryFactory()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        match verb:
            case "update":
                entry.act = "nothing.happened"
                entry.save()
            case "delete":
                entry.delete()
            case "queryset":
                AuditEntry.objects.filter(pk=entry.pk).update(act="nothing.happened")
            case "bulk":
                AuditEntry.objects.all().delete()
    assert audit.verify().whole


def test_truncate_is_refused_on_postgres() -> None:
    """S22: nor can the whole table be emptied in one go."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    AuditEntryFactory()
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE safeguarding_auditentry")


@pytest.mark.parametrize("fact", ["My name is Ola\nand I live", "x" * 101, 1.5, {"a": 1}, b"bytes"])
def test_record_refuses_when_fact_is_no_code(fact: object) -> None:
    """S22: codes and whole numbers; never what a child wrote."""
    with pytest.raises(audit.FactRefused):
        audit.record(by="child", act="film.sent", subject=UserFactory(), said=fact)
    assert not AuditEntry.objects.exists()


def test_entry_goes_with_its_transaction() -> None:
    """S22: an act that was rolled back leaves no trace of having happened."""
    user = UserFactory()
    with pytest.raises(RuntimeError), transaction.atomic():
        audit.record(by="system", act="user.seen", subject=user)
        raise RuntimeError
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_chain_holds_when_many_write_at_once() -> None:
    """S22: writers queue for the end of the chain; no two entries share a predecessor."""
    user = UserFactory()

    def write() -> None:
        for n in range(5):
            audit.record(by="system", act="user.seen", subject=user, n=n)

    assert failures(at_once(*[write] * 8)) == []
    found = audit.verify()
    assert (found.whole, found.entries) == (True, 40)
