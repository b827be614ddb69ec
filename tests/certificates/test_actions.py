"""Giving a certificate, naming it, taking it back, forgetting whose it was."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from certificates import actions, kinds, numbers, queries
from certificates.models import Certificate
from people import codes
from safeguarding.models import AuditEntry
from tests.factories.certificates import KIND, issue
from tests.factories.geography import LocalAuthorityFactory

pytestmark = pytest.mark.django_db


def test_issue_twice_is_one_certificate() -> None:
    """F8: the second call answers with the first."""
    council = LocalAuthorityFactory()
    assert issue(council).number == issue(council).number
    assert AuditEntry.objects.filter(act="certificate.issued").count() == 1


def test_issue_asks_for_a_known_kind() -> None:
    with pytest.raises(kinds.UnknownKind):
        issue(kind="nobody-registered-this")


def test_revoke_and_issue_again_keeps_the_number_on_the_wall() -> None:
    """A host who slips and puts it right takes nothing from a child."""
    council = LocalAuthorityFactory()
    given = issue(council)
    assert actions.revoke(certificate=given, by="system")
    assert not actions.revoke(certificate=given, by="system")
    again = issue(council)
    assert again.number == given.number and again.revoked_at is None


def test_numbers_cannot_be_taken_for_codes_and_are_forgiving() -> None:
    """Typed by strangers from paper: case, blanks, dashes, other digits."""
    number = numbers.make()
    shown = numbers.spell(number)
    assert len(shown) == 14 and shown.count("-") == 2
    assert numbers.squeeze(shown.lower().replace("-", " ")) == number
    assert numbers.squeeze("٢" + number[1:]) == "2" + number[1:]
    assert numbers.squeeze(codes.spell(12345)) == ""
    assert numbers.squeeze(number[:-1]) == numbers.squeeze(number + "2") == ""


def test_a_name_is_sealed_and_goes_after_a_year() -> None:
    """S1, S2: no name unless asked for; sealed at rest; gone by the sweep, the certificate stays good."""
    given = issue()
    assert given.first_name == ""
    actions.name(certificate=given, first_name="  Zofia ", by="child")
    with connection.cursor() as cursor:
        cursor.execute("SELECT first_name FROM certificates_certificate")
        assert "Zofia" not in str(cursor.fetchall())
    assert queries.find(given.shown_number).first_name == "Zofia"
    assert actions.forget_names() == 0
    Certificate.objects.update(named_at=timezone.now() - actions.NAMES_KEPT - timedelta(minutes=1))
    assert actions.forget_names() == 1
    found = queries.find(given.shown_number)
    assert found.first_name == "" and found.revoked_at is None
    assert not AuditEntry.objects.filter(facts__icontains="Zofia").exists()


def test_forget_leaves_a_number_for_nobody() -> None:
    """S8: whose it was is gone; that it is real is not."""
    council = LocalAuthorityFactory()
    given = issue(council)
    actions.name(certificate=given, first_name="Zofia", by="child")
    assert actions.forget(subject=council) == 1
    given.refresh_from_db()
    assert (given.subject, given.first_name, given.subject_id) == (None, "", "")
    assert queries.find(given.number) == given
    assert issue(council).number != given.number
    assert given.kind == KIND
