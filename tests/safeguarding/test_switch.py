"""The switch itself: two keys, who may hold them, what every process knows and for how long (S16)."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from safeguarding import switch
from safeguarding.models import AuditEntry, SwitchTurn
from safeguarding.switch_desk import WORDS
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/switch/"


def said(*args: str, **options: Any) -> str:
    out = io.StringIO()
    call_command("switch", *args, stdout=out, **options)
    return out.getvalue()


def test_process_asks_again_after_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """S16: what another process turned is known here SECONDS_REMEMBERED later, and not asked in between."""
    now = [1000.0]
    monkeypatch.setattr(switch.time, "monotonic", lambda: now[0])
    switch.forget()
    assert switch.is_on()
    SwitchTurn.objects.create(on=False)  # another process: nothing here hears of it
    now[0] += switch.SECONDS_REMEMBERED - 0.1
    assert switch.is_on()
    now[0] += 0.2
    assert not switch.is_on()
    SwitchTurn.objects.create(on=True)
    now[0] += switch.SECONDS_REMEMBERED + 0.1
    assert switch.is_on()


def test_asking_costs_one_small_query_and_then_none(django_assert_num_queries: Any) -> None:
    switch.forget()
    with django_assert_num_queries(1):
        switch.is_on()
    with django_assert_num_queries(0):
        switch.is_on()


def test_memory_and_caches_together_are_less_than_a_minute() -> None:
    """S16: a cache may store a page in the last moment in which a process still believes films are on."""
    assert switch.SECONDS_REMEMBERED + switch.LONGEST_KEPT < 60


def test_both_acts_are_on_record_and_neither_twice(django_capture_on_commit_callbacks: Any) -> None:
    """S22."""
    user = UserFactory(lead=True)
    for on in (False, True):
        with django_capture_on_commit_callbacks(execute=True):
            turned = switch.turn(on=on, by=f"user:{user.pk}", user=user)
        assert switch.is_on() is on
        entry = AuditEntry.objects.latest("id")
        assert entry.act == ("switch.turned_on" if on else "switch.turned_off")
        assert (entry.actor, entry.subject) == (f"user:{user.pk}", f"safeguarding.switchturn:{turned.pk}")
        with pytest.raises(switch.AlreadyTurned):
            switch.turn(on=on, by="operator")
    assert SwitchTurn.objects.count() == AuditEntry.objects.count() == 2


# --- The page for staff -------------------------------------------------------------------------


@pytest.mark.parametrize("group", ["Moderators", "Editors", "Translators"])
def test_first_key_is_a_right(client: Client, group: str) -> None:
    """Whoever may not turn it sees neither page nor menu, whatever they type."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    assert client.get(ADDRESS).status_code == 404
    assert client.post(ADDRESS, {"typed": WORDS[False], "turn": "off"}).status_code == 404
    assert ADDRESS not in client.get("/admin/").content.decode()
    assert not SwitchTurn.objects.exists()


@pytest.mark.parametrize("group", ["Safeguarding leads", "Operators"])
def test_second_key_is_typed(client: Client, group: str, django_capture_on_commit_callbacks: Any) -> None:
    """S16: a click is not enough; the words are, in any case and spacing."""
    user = UserFactory()
    user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    assert ADDRESS in client.get("/admin/").content.decode()
    for typed in ("", "FILMS ON", "yes"):
        answer = client.post(ADDRESS, {"typed": typed, "turn": "off"})
        assert answer.status_code == 422, typed
        assert not SwitchTurn.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(ADDRESS, {"typed": " films  off ", "turn": "off"}).status_code == 302
    assert not switch.is_on()
    assert SwitchTurn.objects.get().turned_by == user
    # A second tab, opened before: turning off what is off is no second act, and turns nothing on.
    assert client.post(ADDRESS, {"typed": "FILMS OFF", "turn": "off"}).status_code == 302
    assert SwitchTurn.objects.count() == 1
    assert "Films are off" in client.get(ADDRESS).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(ADDRESS, {"typed": "FILMS ON", "turn": "on"})
    assert switch.is_on()


@pytest.mark.parametrize("turns", [1, 3])
def test_page_costs_the_same_for_any_number_of_turns(
    client: Client, django_assert_num_queries: Any, turns: int
) -> None:
    user = UserFactory(lead=True)
    for number in range(turns):
        SwitchTurn.objects.create(on=bool(number % 2), turned_by=user)
    client.force_login(user)
    client.get(ADDRESS)
    with django_assert_num_queries(14):
        client.get(ADDRESS)


# --- At the machine -----------------------------------------------------------------------------


def test_command_wants_a_name_and_the_word_again(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="--by NAME"):
        said("off")
    monkeypatch.setattr("builtins.input", lambda _: "no")
    with pytest.raises(CommandError, match="Nothing was done"):
        said("off", by="Ope Rator")
    assert not SwitchTurn.objects.exists()
    monkeypatch.setattr("builtins.input", lambda _: "off")
    assert "Films are OFF since" in said("off", by="Ope Rator")
    turned = SwitchTurn.objects.get()
    assert (turned.on, turned.operator, turned.turned_by) == (False, "Ope Rator", None)
    assert AuditEntry.objects.get().actor == "operator"


def test_command_knows_colleagues_by_their_address() -> None:
    user = UserFactory()
    said("off", by=user.email.upper(), yes=True)
    turned = SwitchTurn.objects.get()
    assert (turned.turned_by, turned.operator) == (user, "")
    assert AuditEntry.objects.get().actor == f"user:{user.pk}"
    assert "Somebody was faster" in said("off", by=user.email, yes=True)
    assert "Films are on since" in said("on", by=user.email, yes=True)


def test_operators_name_is_forgotten_after_a_year() -> None:
    """S1: the act stays on record, the name does not."""
    said("off", by="Ope Rator", yes=True)
    assert switch.forget_operators() == 0
    SwitchTurn.objects.update(turned_at=timezone.now() - switch.OPERATOR_KEPT)
    assert switch.forget_operators() == 1
    assert SwitchTurn.objects.get().operator == ""
