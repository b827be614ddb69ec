"""One try at one message, so that it goes once or visibly fails (D).

The order is what matters. SENDING is committed before the mail server hears of the message;
whatever dies after that leaves a message in SENDING, whose outcome nobody knows, and the sweeper
fails it visibly instead of sending it again. A try that certainly sent nothing goes back to
WAITING and waits longer each time.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException

from django.core.mail import EmailMessage, mailers
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from outbox.letters import write
from outbox.models import Message

log = logging.getLogger(__name__)

# A day and a half in all: a mail server may be down over a night without a message being lost.
WAITS = tuple(timedelta(minutes=m) for m in (1, 2, 5, 10, 20, 40, 60, 120, 240, 480, 480, 720))


class NothingSent(Exception):
    """The server cannot have taken the message; `final` when asking again is no use."""

    def __init__(self, cause: BaseException, *, final: bool = False) -> None:
        super().__init__(type(cause).__name__)
        self.final = final


def attempt(message_id: int, *, now: datetime | None = None) -> bool:
    """Try to send a message whose turn it is; False when it was not its turn or did not go.

    Safe to run twice at once: the first to mark it SENDING has it (F8).
    """
    now = now or timezone.now()
    claimed = (
        Message.objects.due(now=now)
        .filter(pk=message_id)
        .update(state=Message.State.SENDING, tries=F("tries") + 1, sending_at=now)
    )
    if not claimed:
        return False
    message = Message.objects.get(pk=message_id)
    try:
        _hand_over(write(message))
    except NothingSent as failure:
        if failure.final or message.tries > len(WAITS):
            _settle(message, Message.State.FAILED, error=str(failure))
        else:
            _wait(message, error=str(failure), now=now)
        return False
    except Exception as error:
        # Somewhere between our first word and the server's last: it may have gone.
        log.exception("Message %s failed", message.pk)
        _settle(message, Message.State.FAILED, error=f"unknown outcome: {type(error).__name__}")
        return False
    _settle(message, Message.State.SENT)
    return True


def _hand_over(letter: EmailMessage) -> None:
    server = mailers.default
    try:
        server.open()
    except OSError as error:
        raise NothingSent(error) from error
    try:
        server.send_messages([letter])
    except SMTPRecipientsRefused as error:
        codes = [code for code, _ in error.recipients.values()]
        raise NothingSent(error, final=all(code >= 500 for code in codes)) from error
    except SMTPResponseException as error:
        raise NothingSent(error, final=error.smtp_code >= 500) from error
    finally:
        _hang_up(server)


def _hang_up(server: BaseEmailBackend) -> None:
    try:
        server.close()
    except OSError:
        # The server had already said yes or no to the message; how it says goodbye changes nothing.
        log.info("The mail server ended the conversation badly.")


def _wait(message: Message, *, error: str, now: datetime) -> None:
    Message.objects.filter(pk=message.pk, state=Message.State.SENDING).update(
        state=Message.State.WAITING, next_try_at=now + WAITS[message.tries - 1], last_error=error[:200]
    )


def _settle(message: Message, state: Message.State, *, error: str = "") -> None:
    now = timezone.now()
    mine = Message.objects.filter(pk=message.pk, state=Message.State.SENDING)
    if state is Message.State.SENT:
        mine.update(state=state, sent_at=now, to="", context={}, last_error="")
    else:
        mine.update(state=state, failed_at=now, last_error=error[:200])
        log.error("Message %s (%s) was not delivered: %s", message.pk, message.template, error)
