"""A message is written with the act that causes it, once, and can be taken back."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.tasks import task_backends
from django.template import TemplateDoesNotExist

from outbox import actions
from outbox.models import Message
from tests.at_once import at_once, failures
from tests.factories.outbox import MessageFactory

pytestmark = pytest.mark.django_db


def post(key: str = "ask:1", **changes: Any) -> Message:
    return actions.post(
        **{
            "key": key,
            "to": "grown-up@example.org",
            "template": "letter",
            "context": {"link": "https://heard.example/x/"},
            "language": "en",
            "subject_ref": "our_childhood.film:1",
            **changes,
        }
    )


def test_post_writes_the_message_and_enqueues_it_on_commit(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        message = post()
        assert task_backends["default"].results == []
    assert message.state == Message.State.WAITING
    [result] = task_backends["default"].results
    assert result.args == [message.pk]


def test_post_twice_with_one_key_writes_once() -> None:
    """F8: an act delivered twice owes one message."""
    first = post()
    second = post(to="somebody-else@example.org")
    assert second == first
    assert Message.objects.get().to == "grown-up@example.org"


@pytest.mark.django_db(transaction=True)
def test_post_rolls_back_with_the_act() -> None:
    """F6: whole or nothing."""
    with pytest.raises(RuntimeError), transaction.atomic():
        post()
        raise RuntimeError("the act failed")
    assert not Message.objects.exists()
    assert task_backends["default"].results == []


@pytest.mark.django_db(transaction=True)
def test_post_at_once_from_many_threads_writes_once() -> None:
    """F8: at the same moment, too."""
    assert failures(at_once(*[post] * 6)) == []
    assert Message.objects.count() == 1


def test_post_refuses_a_template_that_is_not_there() -> None:
    with pytest.raises(TemplateDoesNotExist):
        post(template="no-such-letter")
    assert not Message.objects.exists()


def test_cancel_for_stops_what_waits_and_forgets_whom_it_was_for() -> None:
    """C: withdrawal wins over a letter not yet sent."""
    waiting = MessageFactory(subject_ref="our_childhood.film:7", context={"link": "x"})
    failed = MessageFactory(subject_ref="our_childhood.film:7", failed=True, context={"link": "x"})
    other = MessageFactory(subject_ref="our_childhood.film:70")
    assert actions.cancel_for("our_childhood.film:7") == 1
    for message in (waiting, failed, other):
        message.refresh_from_db()
    assert (waiting.state, waiting.to, waiting.context) == (Message.State.CANCELLED, "", {})
    assert (failed.state, failed.to, failed.context) == (Message.State.FAILED, "", {})
    assert (other.state, other.to) == (Message.State.WAITING, other.to)
    assert other.to


@pytest.mark.parametrize("state", ["sending", "sent", "cancelled", None])
def test_try_again_leaves_what_has_not_failed(state: str | None) -> None:
    message = MessageFactory(**({state: True} if state else {}))
    assert actions.try_again(message=message, by="user:1") is False
    before = message.state
    message.refresh_from_db()
    assert message.state == before


def test_try_again_lets_a_failed_message_out() -> None:
    message = MessageFactory(failed=True)
    assert actions.try_again(message=message, by="user:1") is True
    message.refresh_from_db()
    assert (message.state, message.tries) == (Message.State.WAITING, 0)


def test_try_again_cannot_send_to_an_address_that_was_forgotten() -> None:
    assert actions.try_again(message=MessageFactory(failed=True, to=""), by="user:1") is False
