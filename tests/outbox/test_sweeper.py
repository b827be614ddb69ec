"""What stands still is started again from the rows alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.tasks import task_backends
from django.utils import timezone

from outbox import sweeper
from outbox.models import Message
from tests.factories.outbox import MessageFactory
from tests.outbox.smtp_server import MailServer

pytestmark = pytest.mark.django_db


def test_sweep_sends_due_messages_after_the_queue_was_wiped(
    post_office: MailServer, run_tasks: Callable[..., int]
) -> None:
    """F7: everything goes on from the database."""
    MessageFactory.create_batch(3)
    MessageFactory(later=True)
    task_backends["default"].clear()
    assert sweeper.sweep()["messages_due"] == 3
    run_tasks(twice=True)
    assert len(post_office.received) == 3
    assert sweeper.sweep() == {"messages_due": 0, "messages_cut_off": 0}


def test_sweep_with_nothing_due_enqueues_nothing() -> None:
    MessageFactory(later=True)
    MessageFactory(sent=True)
    sweeper.sweep()
    assert task_backends["default"].results == []


def test_sweep_fails_a_try_that_never_ended() -> None:
    cut_off, running = MessageFactory(cut_off=True), MessageFactory(sending=True)
    assert sweeper.sweep()["messages_cut_off"] == 1
    cut_off.refresh_from_db()
    running.refresh_from_db()
    assert cut_off.state == Message.State.FAILED
    assert running.state == Message.State.SENDING


def test_the_address_of_an_old_failure_is_forgotten() -> None:
    old = MessageFactory(failed=True, failed_at=timezone.now() - sweeper.KEEP_FAILED - timedelta(hours=1))
    new = MessageFactory(failed=True)
    assert sweeper.forget_addresses() == 1
    old.refresh_from_db()
    new.refresh_from_db()
    assert old.to == ""
    assert new.to
