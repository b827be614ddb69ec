"""Writing about a takeover, sending it, taking it back; saying what changed: one verb a function."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

import storage
from consent import withdrawal
from moderation import actions as moderation
from safeguarding import audit
from takeover.challenges.models import Challenge
from takeover.models import Host
from takeover.sign_ups.models import Ticket
from takeover.stories import emails, faces, queries
from takeover.stories.enums import Progress
from takeover.stories.models import MOST_PICTURES, Change, ChangeAsk, Picture, WriteUp
from uploads import pictures

REFUSED_KEPT = timedelta(days=365)
DRAFTS_KEPT = timedelta(days=365)
MOST_AT_ONCE = 50  # a clock that jumps ahead must not delete everything at once (F10)


class NotReady(Exception):
    """The write-up cannot be sent or changed as it is."""


@transaction.atomic
def begin(*, host: Host, challenge: Challenge, language: str, by: str) -> WriteUp:
    """Begin a write-up about one of the host's challenges, or return the one that is being written."""
    # The host's row first, so that two presses of the button make one.
    Host.objects.select_for_update().get(pk=host.pk)
    known = WriteUp.objects.here().filter(host=host, challenge=challenge, is_draft=True).first()
    if known is not None:
        return known
    made = WriteUp.objects.create(host=host, challenge=challenge, language=language)
    audit.record(by=by, act="writeup.begun", subject=made, challenge=challenge.pk)
    return made


@transaction.atomic
def keep(*, write_up: WriteUp, title: str, words: str, language: str, by: str) -> None:
    """Keep what was written. Raises NotReady for what is not its host's to change any more."""
    row = _writable(write_up)
    WriteUp.objects.filter(pk=row.pk).update(title=title, words=words, language=language)


@transaction.atomic
def add_picture(
    *,
    write_up: WriteUp,
    file: UploadedFile | None,
    alt: str,
    recognisable: int,
    tickets: Sequence[Ticket],
    by: str,
) -> Picture:
    """Add a picture. `recognisable` is how many people can be recognised, `tickets` who they are.

    Raises pictures.NotTaken, and NotReady.
    """
    row = _writable(write_up)
    if row.pictures.count() >= MOST_PICTURES:
        raise pictures.NotTaken(pictures.Problem.ENOUGH)
    stored, width, height = pictures.keep(file, "stories")
    made = Picture.objects.create(
        write_up=row,
        key=stored.key,
        sha256=stored.sha256,
        width=width,
        height=height,
        alt=alt,
        recognisable=recognisable,
    )
    made.tickets.set(tickets)
    return made


@transaction.atomic
def drop_picture(*, picture: Picture, by: str) -> None:
    """Take a picture away, file and all. Raises NotReady, storage.StorageError."""
    _writable(picture.write_up)
    storage.remove(storage.private(), [picture.key])
    picture.delete()


@transaction.atomic
def send(*, write_up: WriteUp, by: str) -> WriteUp:
    """Send it to be checked by two people. Raises NotReady while something is missing."""
    row = _writable(write_up)
    if not row.title or not row.words or faces.missing(row):
        raise NotReady
    facts = {
        "is_draft": False,
        "sent_at": timezone.now(),
        "asked_at": None,
        "refused_at": None,
        "reply": None,
    }
    WriteUp.objects.filter(pk=row.pk).update(**facts)
    row.refresh_from_db()
    audit.record(by=by, act="writeup.sent", subject=row)
    moderation.start_review(subject=row, by=by)
    return row


def take_back(*, subject: WriteUp | Change, by: str, route: str) -> bool:
    """Take a write-up or an answer back at once and for good (S8); True for the one caller that did."""
    return withdrawal.withdraw(subject=subject, by=by, route=route)


@transaction.atomic
def say_change(
    *, host: Host, challenge: Challenge, progress: Progress, words: str, language: str, by: str
) -> Change:
    """Take a host's answer to 'What changed because of it?' and have it checked (S32).

    An answer of the host's that still waits is taken back: the new one says it better.
    """
    Host.objects.select_for_update().get(pk=host.pk)
    mine = Change.objects.here().filter(host=host, challenge=challenge, live=False, refused_at__isnull=True)
    for waiting in mine:
        take_back(subject=waiting, by=by, route="host")
    made = Change.objects.create(
        host=host, challenge=challenge, progress=progress, words=words, language=language
    )
    audit.record(by=by, act="change.sent", subject=made, progress=progress.value)
    moderation.start_review(subject=made, by=by)
    return made


def ask_what_changed(today: date) -> int:
    """Ask hosts whose takeover was three months ago, once; return how many letters that were."""
    done = 0
    for challenge in queries.to_ask(today):
        with transaction.atomic():
            _asked, is_new = ChangeAsk.objects.get_or_create(challenge=challenge)
            done += bool(is_new and emails.ask(challenge, reminder=False))
    return done


def remind_what_changed(today: date) -> int:
    """Remind once, four weeks later, whoever has not answered; return how many letters that were."""
    done = 0
    for asked in queries.to_remind(today):
        with transaction.atomic():
            mine = ChangeAsk.objects.filter(pk=asked.pk, reminded_at__isnull=True)
            if mine.update(reminded_at=timezone.now()):
                done += bool(emails.ask(asked.challenge, reminder=True))
    return done


@transaction.atomic
def leave(*, host: Host, by: str) -> None:
    """Take back everything a host wrote: it leaves, and its words go with it."""
    for model in (WriteUp, Change):
        for row in model._default_manager.filter(host=host, withdrawn_at__isnull=True):
            take_back(subject=row, by=by, route="host")


def erase_old() -> int:
    """Take back what was never sent, or was refused, a year ago; return how many (S1)."""
    now = timezone.now()
    due: list[WriteUp | Change] = [
        *WriteUp.objects.here().filter(is_draft=True, sent_at__lte=now - DRAFTS_KEPT)[:MOST_AT_ONCE],
        *WriteUp.objects.here().filter(refused_at__lte=now - REFUSED_KEPT)[:MOST_AT_ONCE],
        *Change.objects.here().filter(refused_at__lte=now - REFUSED_KEPT)[:MOST_AT_ONCE],
    ]
    return sum(take_back(subject=row, by=audit.SYSTEM, route="expiry") for row in due)


def _writable(write_up: WriteUp) -> WriteUp:
    """Return the row, locked, if its host may change it. Raises NotReady."""
    row = WriteUp.objects.select_for_update().get(pk=write_up.pk)
    free = row.is_draft or row.asked_at is not None or row.refused_at is not None
    if row.withdrawn_at is not None or row.live or not free:
        raise NotReady
    return row
