"""Who sees what: each person × each state × each address (S2, S12, S22, S25). `-s` prints the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consent import queries as consent
from consent.enums import Care, Party, Purpose
from people.models import Contact
from places import actions as places
from places.enums import State
from safeguarding.models import AuditEntry
from takeover.challenges.models import Challenge
from takeover.sign_ups import actions, grown_ups
from takeover.sign_ups.models import SEEN_FOR, SignUp
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, FitHostFactory
from tests.factories.sign_ups import (
    GroupFactory,
    SignUpFactory,
    begin,
    code_of,
    fill,
    fresh,
    key_of,
    name_it,
    say,
)

pytestmark = pytest.mark.django_db

NAME, NEEDS, PHONE, ADDRESS, CARE = (
    "Quillan",
    "a zebra-striped cushion",
    "01632 960 888",
    "9 Mauve Row",
    "social worker",
)
SECRETS = {"name": NAME, "needs": NEEDS, "phone": PHONE, "address": ADDRESS}
WAITING, HELD, SURE, UNSHARED, PAST = "waiting", "held", "sure", "sure, not shared", "eight days after"
STATES = (WAITING, HELD, SURE, UNSHARED, PAST)

# What each may read at each address, by state; "-" is a 404, or a page that asks for a code.
PLACE = {
    "anonymous": dict.fromkeys(STATES, "-"),
    "another lead": dict.fromkeys(STATES, "-"),
    "own lead": {
        WAITING: "name",
        HELD: "name",
        SURE: "name address",
        UNSHARED: "name address",
        PAST: "name address",
    },
    "host": dict.fromkeys(STATES, "-"),
    "another host": dict.fromkeys(STATES, "-"),
    "child": dict.fromkeys(STATES, "-"),
    "grown-up": dict.fromkeys(STATES, "-"),
    "moderator": dict.fromkeys(STATES, "-"),
    "editor": dict.fromkeys(STATES, "-"),
    "safeguarding lead": dict.fromkeys(STATES, "-"),
}
MINE = {
    **{who: dict.fromkeys(STATES, "-") for who in PLACE},
    "child": {
        WAITING: "name needs",
        HELD: "name needs",
        SURE: "name needs address",
        UNSHARED: "name needs address",
        PAST: "name needs address",
    },
    "grown-up": {
        WAITING: "name",
        HELD: "name",
        SURE: "name address",
        UNSHARED: "name address",
        PAST: "name address",
    },
}
TICKETS = {
    **{who: dict.fromkeys(STATES, "-") for who in PLACE},
    "own lead": dict.fromkeys(STATES, ""),
}
WHO_COMES = {
    **{who: dict.fromkeys(STATES, "-") for who in PLACE},
    "host": {WAITING: "", HELD: "", SURE: "name needs phone", UNSHARED: "phone", PAST: ""},
}
GROUP = {
    **{who: dict.fromkeys(STATES, "-") for who in PLACE},
    "moderator": dict.fromkeys(STATES, "phone"),
    "safeguarding lead": dict.fromkeys(STATES, "phone"),
}
BOOKINGS = {
    **{who: dict.fromkeys(STATES, "-") for who in PLACE},
    "moderator": dict.fromkeys(STATES, ""),
    "safeguarding lead": dict.fromkeys(STATES, ""),
}
ADDRESSES: dict[str, tuple[Callable[[SignUp], str], dict[str, dict[str, str]]]] = {
    "a booking": (lambda one: reverse("sign_ups:booking", args=[one.pk]), PLACE),
    "its tickets": (lambda one: reverse("sign_ups:tickets", args=[one.pk]), TICKETS),
    "my place": (lambda one: reverse("sign_ups:my-place"), MINE),
    "who comes": (lambda one: reverse("sign_ups:who-comes", args=[one.challenge_id]), WHO_COMES),
    "desk: group": (lambda one: reverse("group_check", args=[one.group_id]), GROUP),
    "desk: places": (lambda one: reverse("challenge_places", args=[one.challenge_id]), BOOKINGS),
}


def made(state: str) -> SignUp:
    """One place of a checked group, in `state`; the child is in care, and everything could leak."""
    challenge = ChallengeFactory(published=True, address=ADDRESS)
    group = GroupFactory(checked=True, phone=PHONE)
    if state == WAITING:
        SignUpFactory(challenge=challenge, size=1)
        fill(challenge)
    sign_up = SignUpFactory(challenge=challenge, group=group, size=1)
    [ticket] = sign_up.tickets.all()
    name_it(ticket, NAME, NEEDS)
    actions.note_care(ticket=ticket, care=Care.YES)
    say(ticket, Party.CHILD, purposes=(Purpose.TAKE_PART,))
    say(ticket, Party.CHILD, yes=state != UNSHARED, purposes=(Purpose.SHARE_WITH_HOST,))
    say(ticket, Party.CHILD, yes=False, purposes=(Purpose.PHOTO_AT_EVENT,))
    if state in (SURE, UNSHARED, PAST):
        say(ticket, Party.GUARDIAN, Party.AUTHORITY, purposes=(Purpose.TAKE_PART, Purpose.SHARE_WITH_HOST))
    wanted = {WAITING: State.WAITING, HELD: State.HELD}.get(state, State.CONFIRMED)
    assert fresh(sign_up).booking.state == wanted
    if state == PAST:
        begin(challenge, days_ago=SEEN_FOR.days + 1)
    return fresh(sign_up)


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def by_code(sign_up: SignUp, party: Party) -> Client:
    client = Client()
    client.post("/my-place/", {"code": code_of(key_of(sign_up.tickets.get(), party))})
    return client


def people(sign_up: SignUp) -> dict[str, Client]:
    assert sign_up.group is not None
    host = sign_up.challenge.host
    return {
        "anonymous": Client(),
        "another lead": signed_in(GroupFactory(checked=True).lead),
        "own lead": signed_in(sign_up.group.lead),
        "host": signed_in(host.registration.owner),
        "another host": signed_in(FitHostFactory().registration.owner),
        "child": by_code(sign_up, Party.CHILD),
        "grown-up": by_code(sign_up, Party.GUARDIAN),
        "moderator": signed_in(UserFactory(moderator=True)),
        "editor": signed_in(UserFactory(editor=True)),
        "safeguarding lead": signed_in(UserFactory(lead=True)),
    }


def read(client: Client, path: str) -> str:
    """Return what of SECRETS somebody reads at `path`; '-' when they get nothing of it."""
    answer = client.get(path)
    if answer.status_code in (302, 403, 404):
        return "-"
    assert answer.status_code == 200
    page = answer.content.decode()
    assert "private" in answer["Cache-Control"]
    assert CARE not in page.casefold(), "nobody reads here that a child is in care (S2)"
    if 'name="code"' in page:
        return "-"
    return " ".join(name for name, secret in SECRETS.items() if secret in page)


@pytest.mark.parametrize("state", STATES)
def test_who_sees_what(state: str, settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Every cell: nothing beyond what is written above, and nothing less."""
    settings.STAFF_SECOND_FACTOR = False
    sign_up = made(state)
    rows = []
    for who, client in people(sign_up).items():
        found = {what: read(client, path(sign_up)) for what, (path, _table) in ADDRESSES.items()}
        wanted = {what: table[who][state] for what, (_path, table) in ADDRESSES.items()}
        assert found == wanted, f"{who}, {state}"
        rows.append((who, found))
    with capsys.disabled():
        print(f"\n  {state}")
        for who, found in rows:
            print(f"    {who:18}", *(f"{what}: {seen or 'page':24}" for what, seen in found.items()))
    looks = AuditEntry.objects.filter(act="sign_up.seen_by_host").count()
    assert looks == (1 if state in (SURE, UNSHARED) else 0), "each look of a host is on record (S25)"


def test_a_host_out_of_sight_sees_no_names() -> None:
    """S23: a suspended host keeps the numbers only."""
    sign_up = made(SURE)
    host = sign_up.challenge.host
    type(host).objects.filter(pk=host.pk).update(suspended_at=host.sent_at, suspended_for="staff")
    page = signed_in(host.registration.owner).get(reverse("sign_ups:who-comes", args=[sign_up.challenge_id]))
    assert NAME not in page.content.decode() and PHONE not in page.content.decode()


def test_neither_letters_nor_the_trail_name_a_child() -> None:
    """Design 4: nothing a child wrote is in a letter or in the audit trail."""
    from outbox import letters
    from outbox.models import Message

    sign_up = made(HELD)
    ticket = sign_up.tickets.get()
    grown_ups.ask(ticket=ticket, party=Party.GUARDIAN, email="g@post.example", language="en", by="child")
    places.cancel(booking=sign_up.booking, by="user:1")
    texts = [letters.write(one).body for one in Message.objects.exclude(to="")]
    texts += [f"{one.act} {one.facts}" for one in AuditEntry.objects.all()]
    assert len(texts) > 4
    for secret in (NAME, NEEDS, PHONE, ADDRESS, "care"):
        assert not any(secret in text for text in texts), secret
    assert Contact.objects.filter(email="g@post.example").exists()
    assert consent.person(ticket, 1).care == Care.YES
    assert Challenge.objects.count() == 1
