"""S40: no admin address answers without a second factor passed in this session."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import User
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def second_factor_demanded(settings: Any) -> None:
    settings.STAFF_SECOND_FACTOR = True


def admin_addresses() -> list[str]:
    """Every address pattern under /admin/, its parameters filled with something plausible."""
    import re

    def walk(resolver: URLResolver, prefix: str) -> Iterator[str]:
        for part in resolver.url_patterns:
            pattern = prefix + str(part.pattern)
            if isinstance(part, URLResolver):
                yield from walk(part, pattern)
            elif isinstance(part, URLPattern):
                yield pattern

    filled = []
    for pattern in walk(get_resolver(), ""):
        if not pattern.startswith("admin/"):
            continue
        address = re.sub(r"<(?:int|slug|str|path|uuid)?:?\w+>|\(\?P<[^>]+>[^)]*\)|\([^)]*\)", "1", pattern)
        filled.append("/" + re.sub(r"[\^$\\]|\.\*", "", address))
    return sorted(set(filled))


def sign_in(client: Client, user: User, *, password: str = PASSWORD) -> Any:
    return client.post(reverse("account_login"), {"login": user.email, "password": password})


def with_app(user: User) -> str:
    """Give `user` an authenticator app; return its secret."""
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def code(secret: str) -> str:
    return totp.format_hotp_value(totp.hotp_value(secret, int(time.time()) // 30))


def answers(client: Client, address: str) -> list[str]:
    """Every method and manner in which `address` gave something away."""
    given = []
    for method, headers in (
        ("get", {}),
        ("get", {"X-Requested-With": "XMLHttpRequest"}),
        ("get", {"Accept": "application/json"}),
        ("post", {}),
        ("options", {}),
    ):
        if True:
            response = getattr(client, method)(address, headers=headers)
            leads_away = response.status_code == 302 and response.headers["Location"].startswith("/staff/")
            refused = response.status_code in (403, 404) and not response.content
            if not (leads_away or refused):
                given.append(
                    f"{method} {address} {response.status_code} {response.headers.get('Location', '')}"
                )
    return given


def test_there_are_admin_addresses_to_try() -> None:
    addresses = admin_addresses()
    assert len(addresses) > 150
    assert "/admin/login/" in addresses
    assert "/admin/password_reset/" in addresses


@pytest.mark.parametrize("who", ["nobody", "password_only", "left"])
def test_no_admin_address_answers_without_second_factor(client: Client, who: str) -> None:
    """S40: for anybody without a session, with a password alone, or who has left."""
    user = UserFactory(superuser=True, moderator=True)
    if who != "nobody":
        client.force_login(user)
    if who == "left":
        User.objects.filter(pk=user.pk).update(is_active=False)
    addresses = [*admin_addresses(), "/admin/nothing/here/", "/admin"]
    assert [given for address in addresses for given in answers(client, address)] == []


def test_password_alone_leads_to_setting_up_a_second_factor(client: Client) -> None:
    """S40: whoever has none is asked for one, and nothing else opens meanwhile."""
    user = UserFactory(moderator=True)
    assert sign_in(client, user).status_code == 302
    response = client.get("/admin/")
    assert response.headers["Location"] == reverse("mfa_activate_totp")
    page = client.get(reverse("mfa_activate_totp"), follow=True)
    assert page.status_code == 200


def test_password_and_code_open_the_door(client: Client) -> None:
    user = UserFactory(moderator=True)
    secret = with_app(user)
    response = sign_in(client, user)
    assert response.headers["Location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    response = client.get("/admin/")
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "private, no-store"
    assert "noindex" in response.headers["X-Robots-Tag"]
    assert "'unsafe-inline'" in response.headers["Content-Security-Policy"]


def test_recovery_code_opens_the_door_once(client: Client) -> None:
    user = UserFactory(moderator=True)
    with_app(user)
    codes = RecoveryCodes(Authenticator.objects.get(user=user, type="recovery_codes")).get_unused_codes()
    for expected in (200, 302):
        client.logout()
        sign_in(client, user)
        client.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert client.get("/admin/").status_code == expected


def test_wrong_code_opens_nothing(client: Client) -> None:
    user = UserFactory(moderator=True)
    with_app(user)
    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert client.get("/admin/").headers["Location"].startswith(reverse("account_login"))


def test_secret_of_the_app_is_not_readable_in_the_database() -> None:
    """A copy of the database is not a second factor."""
    user = UserFactory()
    secret = with_app(user)
    stored = str(Authenticator.objects.get(user=user, type="totp").data)
    assert secret not in stored
    assert totp.TOTP(Authenticator.objects.get(user=user, type="totp")).validate_code(code(secret))


def test_session_ends_after_its_time(client: Client, settings: Any) -> None:
    """Eight hours whatever happens, half an hour without a person."""
    from accounts import sessions

    settings.STAFF_SECOND_FACTOR = False
    client.force_login(UserFactory(moderator=True))
    assert client.get("/admin/").status_code == 200
    for name, age in (
        (sessions._SEEN, settings.STAFF_IDLE_SECONDS),
        (sessions._BEGAN, settings.STAFF_SESSION_SECONDS),
    ):
        client.force_login(UserFactory(moderator=True))
        client.get("/admin/")
        session = client.session
        session[name] = int(time.time()) - age - 5
        session.save()
        assert client.get("/admin/").headers["Location"].startswith(reverse("account_login"))
        assert "_auth_user_id" not in client.session


def test_nobody_signs_up(client: Client) -> None:
    """Accounts are made by an operator; children never have one."""
    for name in ("account_signup", "account_email", "account_request_login_code"):
        assert client.get(reverse(name)).status_code == 404
        assert client.post(reverse(name), {"email": "child@heard.example"}).status_code == 404
    assert User.objects.count() == 0


def test_wagtails_own_password_pages_lead_here(client: Client) -> None:
    assert client.get("/admin/login/").headers["Location"] == reverse("account_login")
    assert client.get("/_util/login/").headers["Location"] == reverse("account_login")


def test_guessing_is_slowed_down(client: Client) -> None:
    """Five wrong passwords for one account in five minutes, and even the right one has to wait."""
    user = UserFactory()
    for _ in range(6):
        sign_in(client, user, password="wrong-wrong-wrong")
    response = sign_in(client, user)
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_public_pages_keep_the_strict_policy(client: Client) -> None:
    """S39: what Wagtail needs is allowed under /admin/ and nowhere else."""
    policy = client.get(reverse("account_login")).headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
