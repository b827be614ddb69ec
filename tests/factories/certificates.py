"""Certificates of a kind that only tests know, about a council: nobody else's are like it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from certificates import actions, kinds
from certificates.kinds import Words
from certificates.models import Certificate
from tests.factories.geography import LocalAuthorityFactory

KIND = "test-takeover"


def _write(certificate: Certificate) -> Words:
    name = certificate.first_name
    heading = f"{name} took over" if name else _("A young person took over")
    return Words("Takeover Challenge", heading, (certificate.what, certificate.place))


kinds.register(KIND, _write)


def issue(subject: Model | None = None, **facts: Any) -> Certificate:
    """A certificate that counts."""
    given = {
        "kind": KIND,
        "subject": subject or LocalAuthorityFactory(),
        "what": "Choose the next show",
        "who": "Paper Boat Museum",
        "place": "Bristol",
        "on_date": date(2026, 11, 20),
        "by": "system",
    }
    return actions.issue(**(given | facts))
