"""A hold keeps something out of sight until somebody lifts it."""

from __future__ import annotations

import pytest

from safeguarding import actions, audit, queries, signals
from safeguarding.models import AuditEntry, Hold
from tests.factories.accounts import UserFactory
from tests.factories.safeguarding import HoldFactory

pytestmark = pytest.mark.django_db


def test_hold_is_seen_and_told() -> None:
    """S22: placing a hold is on record, and whoever listens hears of it in the same transaction."""
    subject, lead = UserFactory(), UserFactory()
    heard: list[object] = []

    def listen(**kwargs: object) -> None:
        heard.append(kwargs["subject"])

    signals.held.connect(listen)
    try:
        actions.hold(subject=subject, reason="worry", by=audit.actor(lead), user=lead)
    finally:
        signals.held.disconnect(listen)
    assert queries.is_held(subject)
    assert heard == [subject]
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.act, entry.facts) == (f"user:{lead.pk}", "user.held", {"reason": "worry"})


def test_second_hold_is_the_first_one() -> None:
    first = HoldFactory()
    assert actions.hold(subject=first.subject, reason="again", by="system") == first
    assert Hold.objects.count() == 1
    assert AuditEntry.objects.count() == 1


def test_lift_opens_again_and_is_on_record() -> None:
    hold = HoldFactory()
    assert actions.lift(subject=hold.subject, by="user:1")
    assert not queries.is_held(hold.subject)
    assert not actions.lift(subject=hold.subject, by="user:1")
    assert list(queries.trail(hold.subject).values_list("act", flat=True)) == [
        "user.held",
        "user.hold_lifted",
    ]
    assert actions.hold(subject=hold.subject, reason="worry", by="system") != hold
