"""Send a circular, try it out, and stop writing such letters to somebody."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from safeguarding import audit
from takeover.circulars import emails, queries, tasks
from takeover.circulars.models import Circular, Stopped
from takeover.models import Registration


class NotSendable(Exception):
    """It was sent already, or it is not for as many any more: `number` is for how many."""

    def __init__(self, number: int | None) -> None:
        super().__init__(number)
        self.number = number


@transaction.atomic
def send(*, circular: Circular, number: int, user: User) -> None:
    """Let `circular` go out to the `number` organisations that somebody has seen it is for.

    The letters are written down by a task, some at a time. Raises NotSendable.
    """
    row = Circular.objects.select_for_update().get(pk=circular.pk)
    if row.sent_at is not None:
        raise NotSendable(None)
    if (found := queries.recipients(row).count()) != number or not number:
        raise NotSendable(found)
    row.sent_at, row.sent_by, row.to_number = timezone.now(), user, number
    row.save(update_fields=["sent_at", "sent_by", "to_number"])
    audit.record(by=audit.actor(user), act="circular.sent", subject=row, to=number)
    transaction.on_commit(lambda: tasks.spread.enqueue(row.pk))


@transaction.atomic
def try_out(*, circular: Circular, user: User) -> int:
    """Write `circular` to the member of staff who asks, in each of its languages; return how many."""
    which = timezone.now().isoformat(timespec="seconds")
    texts = list(circular.texts.all())
    for text in texts:
        emails.to_try(circular, user, language=text.language, which=which)
    return len(texts)


@transaction.atomic
def stop(*, registration: Registration, by: str) -> bool:
    """Write no circulars to whoever registered; True if that was new."""
    _, new = Stopped.objects.get_or_create(registration=registration)
    if new:
        audit.record(by=by, act="circular.stopped", subject=registration)
    return new


@transaction.atomic
def start(*, registration: Registration, by: str) -> bool:
    """Write circulars to whoever registered again; True if that was new."""
    deleted, _ = Stopped.objects.filter(registration=registration).delete()
    if deleted:
        audit.record(by=by, act="circular.started", subject=registration)
    return bool(deleted)
