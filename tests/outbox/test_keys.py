"""S1: a letter's key outlives its sending, so it tells of nobody."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from cicc_meetups import emails as meetups
from outbox.models import Message
from people import keyed
from takeover import emails as takeovers
from tests.factories import takeover as make
from tests.factories.takeover import SeasonFactory

pytestmark = pytest.mark.django_db
migration = import_module("outbox.migrations.0002_keys_without_addresses")
EMAIL = "planted.address@work.example"
MOMENTS = ("2026-11-29T13:03:54.123456+00:00", "2026-11-29T13:03:54+00:00")


@pytest.mark.parametrize("room", [takeovers, meetups])
def test_a_code_to_sign_in_is_named_after_nobody(room) -> None:
    first = room.code(email=EMAIL, code="ABC", language="en")
    second = room.code(email="other@work.example", code="DEF", language="en")
    assert first.pk != second.pk
    assert "@" not in first.key and "planted" not in first.key


def test_a_colleague_is_named_nowhere_and_written_of_once() -> None:
    SeasonFactory()
    host = make.waiting_host()
    first = takeovers.colleague(host, email=EMAIL)
    assert first is not None and "@" not in first.key and "planted" not in first.key
    assert takeovers.colleague(host, email=EMAIL) == first
    assert takeovers.colleague(host, email="other@work.example") != first


def keys() -> set[str]:
    return set(Message.objects.values_list("key", flat=True))


def test_old_keys_forget_whom_they_were_for() -> None:
    """And the next letter of the same act is still known for a second one."""
    hashed = keyed.digest("sign-in", EMAIL)[:16]
    told = keyed.digest("host-colleague", EMAIL)[:16]
    old = {
        **{f"sign-in:{at}:{EMAIL}": f"sign-in:{at}:{hashed}" for at in MOMENTS},
        f"host_colleague:7:{EMAIL}": f"host_colleague:7:{told}",
        "pledge_link:7:first": "pledge_link:7:first",
    }
    for key in (*old, f"sign-in:{MOMENTS[0]}:{'planted' * 30}"[:200], f"some:{EMAIL}:7"):
        row = Message.objects.create(key=key, template="letter", next_try_at="2026-11-29T13:00Z")
        assert row.to == ""
    for _ in range(2):
        migration.forget(apps, SimpleNamespace(connection=connection))
        assert set(old.values()) < keys()
        assert len(keys()) == len(old) + 2
        assert not [key for key in keys() if "@" in key or "planted" in key]
