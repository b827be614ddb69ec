"""Messages in each state."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from factory import LazyFunction, Sequence, Trait
from factory.django import DjangoModelFactory

from outbox.models import Message


class MessageFactory(DjangoModelFactory[Message]):
    class Meta:
        model = Message

    class Params:
        sending = Trait(state=Message.State.SENDING, tries=1, sending_at=LazyFunction(timezone.now))
        cut_off = Trait(
            state=Message.State.SENDING,
            tries=1,
            sending_at=LazyFunction(lambda: timezone.now() - timedelta(hours=1)),
        )
        sent = Trait(state=Message.State.SENT, to="", tries=1, sent_at=LazyFunction(timezone.now))
        failed = Trait(
            state=Message.State.FAILED,
            tries=1,
            failed_at=LazyFunction(timezone.now),
            last_error="SMTPRecipientsRefused",
        )
        cancelled = Trait(state=Message.State.CANCELLED, to="")
        later = Trait(next_try_at=LazyFunction(lambda: timezone.now() + timedelta(hours=1)))

    key = Sequence(lambda n: f"letter:{n}")
    to = Sequence(lambda n: f"grown-up-{n}@example.org")
    language = "en"
    template = "letter"
    subject_ref = "our_childhood.film:1"
    next_try_at = LazyFunction(timezone.now)
