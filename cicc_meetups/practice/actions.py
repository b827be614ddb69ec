"""Writing, adding papers, sending, answering, taking back: one verb a function."""

from __future__ import annotations

from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

import storage
from cicc_meetups.models import Worker
from cicc_meetups.practice.enums import Kind, Route, Topic
from cicc_meetups.practice.models import MOST_PAPERS, Answer, Paper, Post
from consent import withdrawal
from moderation import actions as moderation
from papers import taking
from safeguarding import audit

DRAFTS_KEPT = timedelta(days=90)
REFUSED_KEPT = timedelta(days=90)
KEPT = timedelta(days=3 * 365)  # after it was sent: what works well is looked up for years
MOST_DRAFTS = 10
MOST_AT_ONCE = 50  # a clock that jumps ahead must not delete everything at once (F10)


class NotReady(Exception):
    """It cannot be sent, changed or answered as it is."""


class Enough(Exception):
    """There is as much of it as one may have."""


@transaction.atomic
def begin(
    *, worker: Worker, kind: Kind, topic: Topic, title: str, words: str, language: str, by: str
) -> Post:
    """Begin a post that only its worker sees. Raises Enough."""
    Worker.objects.select_for_update().get(pk=worker.pk)
    if Post.objects.here().filter(worker=worker, is_draft=True).count() >= MOST_DRAFTS:
        raise Enough
    made = Post.objects.create(
        worker=worker,
        council=worker.council,
        kind=kind,
        topic=topic,
        title=title,
        words=words,
        language=language,
    )
    audit.record(by=by, act="practice.begun", subject=made)
    return made


@transaction.atomic
def keep(*, post: Post, kind: Kind, topic: Topic, title: str, words: str, language: str, by: str) -> None:
    """Keep what was changed. Raises NotReady for what is being checked, public or gone."""
    row = _writable(post)
    said = {"kind": kind, "topic": topic, "title": title, "words": words, "language": language}
    Post.objects.filter(pk=row.pk).update(**said)


@transaction.atomic
def add_paper(*, post: Post, file: UploadedFile, called: str, by: str) -> Paper:
    """Add a paper. Raises taking.NotTaken, Enough, NotReady."""
    row = _writable(post)
    if row.papers.count() >= MOST_PAPERS:
        raise Enough
    kept = taking.keep(file, "practice")
    return Paper.objects.create(
        post=row,
        called=called,
        key=kept.key,
        ending=kept.ending,
        size=kept.size,
        sha256=kept.sha256,
        scanned_at=timezone.now() if kept.scanned else None,
    )


@transaction.atomic
def drop_paper(*, paper: Paper, by: str) -> None:
    """Take a paper away, file and all. Raises NotReady, storage.StorageError."""
    _writable(paper.post)
    storage.remove(storage.private(), [paper.key])
    paper.delete()


@transaction.atomic
def send(*, post: Post, by: str) -> Post:
    """Send it to be checked by two people. Raises NotReady."""
    row = _writable(post)
    if not row.title or not row.words:
        raise NotReady
    again = {
        "is_draft": False,
        "sent_at": timezone.now(),
        "asked_at": None,
        "refused_at": None,
        "reply": None,
    }
    Post.objects.filter(pk=row.pk).update(**again)
    row.refresh_from_db()
    audit.record(by=by, act="practice.sent", subject=row)
    moderation.start_review(subject=row, by=by)
    return row


@transaction.atomic
def answer(*, post: Post, worker: Worker, words: str, language: str, by: str) -> Answer:
    """Answer a post others can read, and have the answer checked. The same words twice are one (F8).

    Raises NotReady for a post that is not there any more.
    """
    row = Post.objects.public().select_for_update().filter(pk=post.pk).first()
    if row is None:
        raise NotReady
    known = (
        Answer.objects.here().filter(post=row, worker=worker, words=words, refused_at__isnull=True).first()
    )
    if known is not None:
        return known
    made = Answer.objects.create(
        post=row, worker=worker, council=worker.council, words=words, language=language
    )
    audit.record(by=by, act="practice.answered", subject=made, post=row.pk)
    moderation.start_review(subject=made, by=by)
    return made


def take_back(*, subject: Post | Answer, by: str, route: Route) -> bool:
    """Take a post or an answer back at once and for good (S8); True for the one caller that did it."""
    return withdrawal.withdraw(subject=subject, by=by, route=route.value)


def leave(*, worker: Worker, by: str) -> int:
    """Take back everything a worker who leaves has written; return how many."""
    rows = [row for model in (Post, Answer) for row in model.objects.here().filter(worker=worker)]
    return sum(take_back(subject=row, by=by, route=Route.WORKER) for row in rows)


def take_back_answers() -> int:
    """Take back answers to what is not there any more; return how many. For the sweeper."""
    gone = Answer.objects.here().filter(post__withdrawn_at__isnull=False).order_by("pk")
    return sum(take_back(subject=one, by=audit.SYSTEM, route=Route.POST) for one in gone[:MOST_AT_ONCE])


def scan_again(paper: Paper) -> bool:
    """Have a held paper scanned; say whether it was. One that is infected goes at once."""
    try:
        if not taking.scan_again(paper.key):
            return False
    except taking.NotTaken:
        storage.remove(storage.private(), [paper.key])
        audit.record(by=audit.SYSTEM, act="practice.paper_infected", subject=paper.post)
        paper.delete()
        return True
    return bool(Paper.objects.filter(pk=paper.pk).update(scanned_at=timezone.now()))


def erase_old() -> int:
    """Take back what has had its time (S1): drafts and refusals after 90 days, the rest after three years.

    What nobody here wrote any more, because its worker left, goes too.
    """
    now = timezone.now()
    due: list[Post | Answer] = [
        *Post.objects.here()
        .filter(is_draft=True, sent_at__lte=now - DRAFTS_KEPT)
        .order_by("pk")[:MOST_AT_ONCE]
    ]
    for model in (Post, Answer):
        here = model.objects.here().order_by("pk")
        due += here.filter(refused_at__lte=now - REFUSED_KEPT)[:MOST_AT_ONCE]
        due += here.filter(sent_at__lte=now - KEPT)[:MOST_AT_ONCE]
        due += here.filter(worker__isnull=True)[:MOST_AT_ONCE]
    return sum(take_back(subject=row, by=audit.SYSTEM, route=Route.EXPIRY) for row in due)


def _writable(post: Post) -> Post:
    """Return the row, locked, if its worker may change it. Raises NotReady."""
    row = Post.objects.select_for_update().get(pk=post.pk)
    free = row.is_draft or row.asked_at is not None or row.refused_at is not None
    if row.withdrawn_at is not None or row.live or not free:
        raise NotReady
    return row
