"""Everything that can happen to a film, one verb a function.

The first write of each is a conditional UPDATE of the film's row (or of the journey's): whoever
comes second waits, and then sees what the first one did (docs/adr/0051).
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language

from consent import actions as consent_actions
from consent import queries as consent_queries
from consent import withdrawal
from consent.enums import Party
from consent.queries import Voice
from moderation import actions as moderation_actions
from moderation import memory
from moderation.enums import Memory
from moderation.models import Reason
from our_childhood import answers, asking, drafts, emails, gate, tasks
from our_childhood.asking import JourneyOver
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film, FilmDraft
from people import codes
from people.names import friendly_name
from safeguarding import audit
from uploads import actions as upload_actions
from uploads.errors import UploadNotReady
from uploads.models import Upload
from video import actions as video_actions
from video.enums import Stage
from video.models import Video

_HIDDEN = {"voice": {"hide_picture": True}, "drawing": {"hide_sound": True}}


class Submitted(NamedTuple):
    """A film that has come in, and its receipt code (None only when the journey's secret is not at hand)."""

    film: Film
    code: str | None


@transaction.atomic
def submit(*, draft: FilmDraft, upload: Upload | None, by: str) -> Submitted:
    """Turn a finished journey into a film nobody but reviewers can see.

    Sent twice (double tap, two tabs, a lost answer), the same film and code are answered (F8).
    Raises JourneyOver, answers.AnswersMissing, or uploads' UploadNotReady; nothing has changed then.
    """
    now = timezone.now()
    mine = FilmDraft.objects.filter(pk=draft.pk, sent_at__isnull=True, expires_at__gt=now).update(sent_at=now)
    if not mine:
        return receipt(draft=FilmDraft.objects.filter(pk=draft.pk).first(), token=draft.token)
    if draft.replaces is not None:
        film = _replace(draft.replaces, draft=draft, upload=upload, by=by)
    else:
        film = _receive(draft=draft, upload=upload, by=by)
    ends = now + timedelta(minutes=drafts.RECEIPT_MINUTES)
    FilmDraft.objects.filter(pk=draft.pk).update(film=film, answers={}, expires_at=ends)
    return Submitted(film, codes.again(film, draft.token) if draft.token else None)


def receipt(*, draft: FilmDraft | None, token: str = "") -> Submitted:
    """Return the film and code of a journey that was sent; raises JourneyOver when there is none."""
    if draft is None or draft.film is None:
        raise JourneyOver
    token = token or draft.token
    return Submitted(draft.film, codes.again(draft.film, token) if token else None)


def _receive(*, draft: FilmDraft, upload: Upload | None, by: str) -> Film:
    sent = answers.read(draft.answers)
    file_received_at = timezone.now()
    film = _create(
        language=get_language() or "en",
        prompt=sent.prompt,
        age_band=sent.age_band,
        region=sent.region,
        others_in_film=bool(sent.who.others),
        video=_take_over(draft, upload, sent.who),
        file_received_at=file_received_at,
    )
    codes.issue(film, draft.token)
    consent_actions.enrol(
        subject=film, needs_guardian=film.needs_guardian, in_frame=sent.who.me, care=sent.who.care
    )
    asking.child_says_yes(film, by=by)
    audit.record(by=by, act="film.received", subject=film, age_band=film.age_band)
    if sent.guardian_email:
        asking.ask_somebody(film=film, voice=Voice(1, Party.GUARDIAN), email=sent.guardian_email, by=by)
    if sent.who.social_worker:
        asking.ask_somebody(film=film, voice=Voice(1, Party.AUTHORITY), email=sent.who.social_worker, by=by)
    for other in sent.who.others:
        asking.enrol_other(film, under_13=other.under_13, email=other.email, by=by)
    return film


def _replace(film: Film, *, draft: FilmDraft, upload: Upload | None, by: str) -> Film:
    """Give a film a new file: every approval so far is void, and whoever said yes is asked again (F13).

    Others in the old file are not asked about the new one: the child has just said who is in it.
    """
    film.refresh_from_db()
    old, who = film.video, answers.who(draft.answers)
    waiting = Film.objects.filter(
        pk=film.pk, withdrawn_at__isnull=True, refused_at__isnull=True, held_at__isnull=True, live=False
    ).waiting_for_new_file()
    new = _take_over(draft, upload, who)
    if not waiting.update(
        video=new,
        file_received_at=timezone.now(),
        others_in_film=bool(who.others),
        change_asked_at=None,
        review_asked_at=None,
        rested_at=None,
        reply=None,
        cleared_at=None,
        cleared_digest="",
    ):
        raise JourneyOver
    film.refresh_from_db()
    moderation_actions.end_review(subject=film, by=by)
    for person in consent_queries.people(film):
        if person.number == 1:
            consent_actions.see_again(person=person, in_frame=who.me, care=who.care)
        else:
            consent_actions.remove(person=person)
    asking.child_says_yes(film, by=by)
    audit.record(by=by, act="film.file_replaced", subject=film)
    asking.ask_everybody(film=film, by=by, missing_only=False)
    for other in who.others:
        asking.enrol_other(film, under_13=other.under_13, email=other.email, by=by)
    if old is not None:
        transaction.on_commit(lambda: tasks.discard_video.enqueue(str(old.pk)), robust=True)
    return film


def _take_over(draft: FilmDraft, upload: Upload | None, who: answers.Who) -> Video:
    if upload is None:
        raise UploadNotReady
    file = upload_actions.claim(upload_id=upload.pk, owner=drafts.owner_of(draft))
    hidden = _HIDDEN.get(who.show, {})
    return video_actions.receive(key=file.key, size=file.length, sha256=file.sha256, **hidden)


def _create(**fields: Any) -> Film:
    for attempt in range(10):
        title = friendly_name()
        slug = slugify(title) if attempt < 8 else f"{slugify(title)}-{secrets.token_hex(3)}"
        try:
            with transaction.atomic():
                return Film.objects.create(title=title, slug=slug, live=False, **fields)
        except IntegrityError:
            if not Film.objects.filter(slug=slug).exists():
                raise
    raise codes.NoCodeLeft


@transaction.atomic
def begin_review(*, film: Film, by: str) -> bool:
    """Put the film before the reviewers, once everybody who has to has said yes (docs/adr/0050).

    True only for the one caller that did it. Whoever comes too early or late changes nothing.
    """
    if not gate.standing(film).ok:
        return False
    ready = Film.objects.waiting_for_review().filter(pk=film.pk)
    if not ready.update(review_asked_at=timezone.now()):
        return False
    film.refresh_from_db()
    if film.latest_revision_id is None:
        film.save_revision(clean=False)
    moderation_actions.start_review(subject=film, by=by)
    return True


@transaction.atomic
def want_ladder(*, film: Film, by: str) -> None:
    """Have the public renditions made: the first check has passed."""
    if film.video is not None and film.video.stage == Stage.PREVIEWED:
        video_actions.want_ladder(video=film.video)


@transaction.atomic
def refuse(*, film: Film, reason: Reason | None, by: str) -> bool:
    """Say no to a film. It leaves the public if it was there. True if that was new.

    Its private files stay for as long as the child can ask for a second look (S15).
    """
    now = timezone.now()
    rows = Film.objects.filter(pk=film.pk, withdrawn_at__isnull=True, refused_at__isnull=True)
    if not rows.update(refused_at=now, reply=reason, change_asked_at=None, **gate.OUT_OF_PUBLIC):
        return False
    film.refresh_from_db()
    if film.video is not None:
        memory.remember(fingerprints=film.video.fingerprints, why=Memory.REFUSED)
    audit.record(by=by, act="film.refused", subject=film, reason=reason.code if reason else None)
    emails.news(film=film, moment=now)
    transaction.on_commit(lambda: tasks.leave_public.enqueue(film.pk, False), robust=True)
    return True


@transaction.atomic
def ask_for_change(*, film: Film, reason: Reason | None, by: str) -> bool:
    """Ask the child for another file. True if that was new."""
    now = timezone.now()
    rows = Film.objects.filter(pk=film.pk, withdrawn_at__isnull=True, refused_at__isnull=True)
    if not rows.filter(change_asked_at__isnull=True).update(
        change_asked_at=now, reply=reason, **gate.OUT_OF_PUBLIC
    ):
        return False
    film.refresh_from_db()
    audit.record(by=by, act="film.change_asked", subject=film, reason=reason.code if reason else None)
    emails.news(film=film, moment=now)
    transaction.on_commit(lambda: tasks.leave_public.enqueue(film.pk, False), robust=True)
    return True


@transaction.atomic
def mark_held(*, film: Film) -> bool:
    """Keep a film out of sight while a hold lasts; its public files go at once (S16)."""
    rows = Film.objects.filter(pk=film.pk, held_at__isnull=True, withdrawn_at__isnull=True)
    if not rows.update(held_at=timezone.now(), released_at=None):
        return False
    transaction.on_commit(lambda: tasks.recall_now(film.pk), robust=True)
    transaction.on_commit(lambda: tasks.leave_public.enqueue(film.pk, False), robust=True)
    return True


@transaction.atomic
def mark_lifted(*, film: Film) -> bool:
    """Let a film go on where it was when it was held; a film that was public is released anew."""
    if not Film.objects.filter(pk=film.pk, held_at__isnull=False).update(held_at=None):
        return False
    transaction.on_commit(lambda: tasks.release.enqueue(film.pk), robust=True)
    return True


def withdraw(*, film: Film, by: str, route: WithdrawalRoute) -> bool:
    """Take a film back: out of every page, list and file at once, and never public again (C, S8).

    The one verb of all programmes (consent/withdrawal.py), said of a film; how one ends is in
    our_childhood/ending.py. True for the one caller that did it; asking again is no error.
    """
    return withdrawal.withdraw(subject=film, by=by, route=route)
