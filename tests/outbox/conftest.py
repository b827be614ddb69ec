"""A real mail server, and a letter to send through it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from config.mail import mailers
from tests.outbox.smtp_server import MailServer, mail_server


@pytest.fixture(autouse=True)
def letter(settings: Any, tmp_path: Path) -> None:
    """The template `mail/letter.txt`."""
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "letter.txt").write_text(
        "{% load i18n %}{% get_current_language as now %}A question for you ({{ now }})\n\n"
        "Please look: {{ link }}\n"
    )
    engine = {**settings.TEMPLATES[0], "DIRS": [tmp_path, *settings.TEMPLATES[0]["DIRS"]]}
    settings.TEMPLATES = [engine]


@pytest.fixture
def post_office(settings: Any) -> Iterator[MailServer]:
    """A mail server that EMAIL_URL points at."""
    with mail_server() as server:
        settings.MAILERS = mailers(f"smtp://127.0.0.1:{server.port}")
        yield server
