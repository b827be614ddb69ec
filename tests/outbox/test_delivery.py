"""Each message goes once or visibly fails (D), through a real mail server that misbehaves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from outbox import delivery
from outbox.models import Message
from tests.at_once import at_once
from tests.factories.outbox import MessageFactory
from tests.outbox.smtp_server import MailServer

pytestmark = pytest.mark.django_db
State = Message.State


def test_send_in_the_language_of_the_reader(post_office: MailServer) -> None:
    message = MessageFactory(
        language="pl", to="rodzic@example.org", context={"link": "https://heard.example/?a=1&b=2"}
    )
    assert delivery.attempt(message.pk) is True
    [letter] = post_office.received
    assert "Subject: A question for you (pl)" in letter
    assert "To: rodzic@example.org" in letter
    assert "https://heard.example/?a=1&b=2" in letter
    assert "Auto-Submitted: auto-generated" in letter


def test_forget_address_and_context_once_sent(post_office: MailServer) -> None:
    message = MessageFactory(context={"link": "https://heard.example/secret"})
    delivery.attempt(message.pk)
    message.refresh_from_db()
    assert (message.state, message.to, message.context) == (State.SENT, "", {})
    assert message.sent_at is not None


def test_deliver_twice_sends_once(post_office: MailServer) -> None:
    """F8."""
    message = MessageFactory()
    assert [delivery.attempt(message.pk), delivery.attempt(message.pk)] == [True, False]
    assert len(post_office.received) == 1


@pytest.mark.django_db(transaction=True)
def test_deliver_at_once_from_many_threads_sends_once(post_office: MailServer) -> None:
    """F8: the same task on eight workers at the same moment."""
    message = MessageFactory()
    sent = at_once(*[partial(delivery.attempt, message.pk)] * 8)
    assert sorted(map(repr, sent)) == ["False"] * 7 + ["True"]
    assert len(post_office.received) == 1


def test_wait_longer_each_time_while_the_server_is_down_and_send_when_it_is_back(
    post_office: MailServer,
) -> None:
    """F9: down for four hours."""
    message = MessageFactory()
    now = message.next_try_at
    down_until = now + timedelta(hours=4)
    post_office.stop()
    waits = []
    while now < down_until:
        assert delivery.attempt(message.pk, now=now) is False
        message.refresh_from_db()
        assert message.state == State.WAITING
        assert message.last_error == "ConnectionRefusedError"
        waits.append(message.next_try_at - now)
        now = message.next_try_at
    assert waits == sorted(waits)
    assert waits[0] <= timedelta(minutes=1)
    post_office.start()
    assert delivery.attempt(message.pk, now=now) is True
    assert len(post_office.received) == 1


def test_give_up_visibly_after_a_day_and_a_half(
    post_office: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    """D: never silently."""
    message = MessageFactory()
    post_office.stop()
    began = now = message.next_try_at
    while message.state == State.WAITING:
        delivery.attempt(message.pk, now=now)
        message.refresh_from_db()
        now = message.next_try_at
    assert message.state == State.FAILED
    assert message.failed_at is not None
    assert timedelta(days=1) < now - began < timedelta(days=2)
    assert "was not delivered" in caplog.text


def test_do_not_try_before_the_turn(post_office: MailServer) -> None:
    message = MessageFactory(later=True)
    assert delivery.attempt(message.pk) is False
    assert post_office.received == []


@pytest.mark.parametrize(
    ("answer", "state"), [("450 mailbox busy", State.WAITING), ("550 no such person", State.FAILED)]
)
def test_ask_again_only_when_the_server_says_later(post_office: MailServer, answer: str, state: str) -> None:
    post_office.recipient_answer = answer
    message = MessageFactory()
    delivery.attempt(message.pk)
    message.refresh_from_db()
    assert message.state == state
    assert post_office.received == []


@pytest.mark.parametrize(("answer", "state"), [("451 later", State.WAITING), ("554 never", State.FAILED)])
def test_a_letter_refused_whole_was_not_sent(post_office: MailServer, answer: str, state: str) -> None:
    post_office.data_answer = answer
    message = MessageFactory()
    delivery.attempt(message.pk)
    message.refresh_from_db()
    assert message.state == state


def test_fail_visibly_when_the_server_vanishes_after_taking_the_letter(post_office: MailServer) -> None:
    """D: it may have gone, so it is not sent again."""
    post_office.data_answer = None
    message = MessageFactory()
    delivery.attempt(message.pk)
    message.refresh_from_db()
    assert message.state == State.FAILED
    assert message.last_error.startswith("unknown outcome")
    post_office.data_answer = "250 OK"
    assert delivery.attempt(message.pk) is False
    assert len(post_office.received) == 1


def test_keep_no_address_in_the_error(post_office: MailServer) -> None:
    post_office.recipient_answer = "550 <grown-up@example.org> unknown"
    message = MessageFactory(to="grown-up@example.org")
    delivery.attempt(message.pk)
    message.refresh_from_db()
    assert message.last_error == "SMTPRecipientsRefused"


def test_say_sent_even_when_the_server_ends_the_conversation_badly(post_office: MailServer) -> None:
    post_office.says_goodbye = False
    message = MessageFactory()
    assert delivery.attempt(message.pk) is True
    message.refresh_from_db()
    assert message.state == State.SENT


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_while_sending_leaves_a_message_that_is_never_sent_again(
    process_env: dict[str, str], post_office: MailServer
) -> None:
    """F2 and D: kill -9 between the claim and the answer; the sweeper fails it visibly."""
    from outbox import sweeper

    message = MessageFactory(template="a-template-that-is-not-there")
    script = (
        "import django, time; django.setup();"
        "from outbox import delivery;"
        "delivery.write = lambda message: (print('claimed', flush=True), time.sleep(60));"
        f"delivery.attempt({message.pk})"
    )
    worker = subprocess.Popen(
        [sys.executable, "-c", script], env=process_env, stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout is not None
    assert worker.stdout.readline() == "claimed\n"
    os.kill(worker.pid, signal.SIGKILL)
    worker.wait()
    worker.stdout.close()

    message.refresh_from_db()
    assert message.state == State.SENDING
    assert delivery.attempt(message.pk) is False
    sweeper.sweep()
    message.refresh_from_db()
    assert message.state == State.SENDING, "a try may still be running"
    Message.objects.update(sending_at=timezone.now() - sweeper.LONGEST_TRY - timedelta(seconds=1))
    sweeper.sweep()
    message.refresh_from_db()
    assert message.state == State.FAILED
    assert message.last_error == "unknown outcome: cut off"
    assert post_office.received == []
