"""S40, ADR 0120: adults from outside sign in by a code, without a password, and far from the staff side."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import User
from outbox.models import Message
from people import doors as pages
from people import limits
from takeover import sweeper
from takeover.doors import HOSTS
from tests.accounts.test_door import admin_addresses
from tests.factories.accounts import PASSWORD, UserFactory
from tests.takeover.journey import EMAIL, ask_for_code, enter, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("season")]


def test_a_code_opens_the_host_page(client: Client) -> None:
    response = enter(client, ask_for_code(client))
    assert response.headers["Location"] == "/takeovers/host/"
    page = client.get("/takeovers/host/")
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "private, no-store"
    user = User.objects.get(email=EMAIL)
    assert user.guest and not user.has_usable_password() and not user.is_staff


def test_a_host_comes_back_to_the_page_they_asked_for(client: Client) -> None:
    wanted = "/takeovers/host/challenges/?state=gone"
    there = client.get(wanted).headers["Location"]
    assert there == HOSTS.address(wanted)
    assert client.post(there, {"email": EMAIL}).status_code == 302
    code = Message.objects.get(template="host_code").context["code"]
    assert enter(client, code).headers["Location"] == wanted


def test_a_host_whose_code_ended_still_comes_back(client: Client) -> None:
    wanted = "/takeovers/host/challenges/"
    client.post(HOSTS.address(wanted), {"email": EMAIL})
    for _ in range(5):
        enter(client, "WRONG-CODE")
    assert client.get("/takeovers/host/sign-in/code/").headers["Location"] == HOSTS.address(wanted, over=True)


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)", "evil"],
)
def test_nobody_is_led_to_another_site(client: Client, elsewhere: str) -> None:
    client.post(HOSTS.address(elsewhere), {"email": EMAIL})
    code = Message.objects.get(template="host_code").context["code"]
    assert enter(client, code).headers["Location"] == "/takeovers/host/"
    assert client.get(HOSTS.address(elsewhere)).headers["Location"] == "/takeovers/host/"


def test_a_code_works_once_and_in_its_own_browser(client: Client) -> None:
    code = ask_for_code(client)
    assert enter(Client(), code).headers["Location"] == "/takeovers/host/sign-in/?over=1"
    enter(client, code.lower().replace("-", ""))
    client.post("/takeovers/host/sign-out/")
    assert enter(client, code).headers["Location"] == "/takeovers/host/sign-in/?over=1"


def test_five_wrong_codes_end_it(client: Client) -> None:
    code = ask_for_code(client)
    for _ in range(5):
        enter(client, "WRONG-CODE")
    enter(client, code)
    assert "_auth_user_id" not in client.session


def test_a_code_ends_after_a_quarter_of_an_hour(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    code = ask_for_code(client)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 15 * 60 + 1)
    enter(client, code)
    assert "_auth_user_id" not in client.session


def test_the_letter_forgets_its_code_when_it_is_sent(client: Client, run_tasks: Any) -> None:
    """Neither the address nor the code outlives the sending."""
    from outbox import tasks

    ask_for_code(client)
    message = Message.objects.get(template="host_code")
    tasks.deliver.call(message.pk)
    message.refresh_from_db()
    assert (message.state, message.to, message.context) == ("sent", "", {})


def test_staff_get_no_code_and_nobody_can_tell(client: Client) -> None:
    """S40: no way round the second factor leads through a host's door."""
    staff = UserFactory(moderator=True, superuser=True)
    assert ask_for_code(client, staff.email) == ""
    there = client.get("/takeovers/host/sign-in/code/").content.decode().replace(staff.email, EMAIL)
    enter(client, "")
    enter(client, "ABCD-EFGH")
    assert "_auth_user_id" not in client.session
    other = Client()
    ask_for_code(other)
    here = other.get("/takeovers/host/sign-in/code/").content.decode()
    assert _without_token(there) == _without_token(here)


def _without_token(html: str) -> str:
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", html)


@pytest.mark.parametrize("demanded", [True, False])
def test_no_admin_address_answers_a_guest(client: Client, settings: Any, demanded: bool) -> None:
    """S40: every address there is, also for a guest whom somebody put into every group."""
    settings.STAFF_SECOND_FACTOR = demanded
    user = sign_in(client)
    from django.contrib.auth.models import Group

    user.groups.set(Group.objects.all())
    given = []
    for address in [*admin_addresses(), "/admin", "/staff/second-factor/totp/activate/", "/staff/login/"]:
        response = client.get(address)
        if response.status_code != 403 or response.content:
            given.append(f"{address} {response.status_code}")
    assert given == []


def test_a_guest_has_no_password_and_gets_none(client: Client) -> None:
    sign_in(client)
    other = Client()
    other.post("/staff/password/reset/", {"email": EMAIL})
    from django.core import mail

    assert not mail.outbox
    user = User.objects.get(email=EMAIL)
    assert not user.check_password(PASSWORD)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=user.pk).update(is_superuser=True)


def test_a_town_hall_of_sixty_gets_its_codes(client: Client) -> None:
    """S38: one address, many people."""
    for number in range(60):
        assert ask_for_code(client, f"officer{number}@town.example")


def test_one_mailbox_is_not_flooded(client: Client) -> None:
    for _ in range(pages.CODES_TO_ONE_MAILBOX):
        ask_for_code(client)
    response = client.post("/takeovers/host/sign-in/", {"email": EMAIL.upper()})
    assert response.status_code == 200
    assert "enough codes" in response.content.decode()
    assert Message.objects.count() == pages.CODES_TO_ONE_MAILBOX


def test_codes_are_not_tried_for_ever(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ask_for_code(client)
    monkeypatch.setattr(limits, "allow", lambda *args, **kwargs: False)
    assert "Too many codes" in enter(client, "ABCD-EFGH").content.decode()


def test_an_address_somebody_typed_is_forgotten(client: Client) -> None:
    """S1: nobody's address is kept because a stranger typed it."""
    ask_for_code(client)
    sweeper.sweep()
    assert User.objects.filter(email=EMAIL).exists()
    User.objects.filter(email=EMAIL).update(date_joined=timezone.now() - timedelta(days=2))
    call_command("sweep", verbosity=0)
    assert not User.objects.filter(email=EMAIL).exists()
