"""EMAIL_URL says where mail goes."""

from __future__ import annotations

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.mail import mailers


@pytest.mark.parametrize(
    ("url", "backend", "options"),
    [
        ("file:///srv/mail", "filebased", {"file_path": "/srv/mail"}),
        ("console:", "console", None),
        ("smtp://mail.example:2525", "smtp", {"host": "mail.example", "port": 2525}),
        (
            "smtp://us%40er:p%2Fw@mail.example:587?tls=1",
            "smtp",
            {"host": "mail.example", "port": 587, "username": "us@er", "password": "p/w", "use_tls": True},
        ),
        ("smtps://mail.example", "smtp", {"host": "mail.example", "use_ssl": True}),
    ],
)
def test_read_each_kind_of_address(url: str, backend: str, options: dict | None) -> None:
    mailer = mailers(url)["default"]
    assert mailer["BACKEND"].split(".")[-2] == backend
    assert {key: value for key, value in mailer.get("OPTIONS", {}).items() if key != "timeout"} == (
        options or {}
    )


@pytest.mark.parametrize(
    "url", ["", "file:", "smtp:", "pigeon://user:secret@loft.example", "mail.example:25"]
)
def test_say_how_to_fix_what_is_not_understood_without_repeating_a_password(url: str) -> None:
    with pytest.raises(
        ImproperlyConfigured, match=r"EMAIL_URL is not understood. Use file:///folder"
    ) as refusal:
        mailers(url)
    assert "secret" not in str(refusal.value)
