"""What follows for a film from a yes, a no and a silence of somebody in it (S7, S19)."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from consent import actions as consent_actions
from consent import queries as consent_queries
from consent.models import Person
from moderation import actions as moderation_actions
from moderation.models import Reason
from our_childhood import actions, asking, gate, tasks
from our_childhood.models import Film
from safeguarding import audit

STAY_OUT = "stay-out"  # the reason whose reply asks for another version, and tells nobody who it was


@transaction.atomic
def add_person(*, film: Film, under_13: bool, email: str, by: str) -> Person:
    """Put somebody on record whom the child had not counted, and ask them (S19).

    Raises JourneyOver once the review has begun, and TooManyAsks.
    """
    _before_the_review(film)
    Film.objects.filter(pk=film.pk).update(others_in_film=True)
    return asking.enrol_other(film, under_13=under_13, email=email, by=by)


@transaction.atomic
def remove_person(*, film: Film, number: int, by: str) -> bool:
    """Take somebody off the record whom the child had counted by mistake; True if they were there.

    Reviewers count the people they see, so that nobody is left out who is in it (S19). Raises
    JourneyOver once the review has begun.
    """
    _before_the_review(film)
    person = consent_queries.everybody(film).filter(number=number, number__gt=1).first()
    if person is None or not consent_actions.remove(person=person):
        return False
    left = consent_queries.everybody(film).filter(number__gt=1, removed_at__isnull=True)
    Film.objects.filter(pk=film.pk).update(others_in_film=left.exists())
    audit.record(by=by, act="film.person_removed", subject=film, person=number)
    transaction.on_commit(lambda: actions.begin_review(film=film, by=audit.SYSTEM), robust=True)
    return True


def _before_the_review(film: Film) -> None:
    gate.lock(film)
    film.refresh_from_db()
    if film.live or film.review_asked_at is not None or film.refused_at is not None:
        raise asking.JourneyOver


@transaction.atomic
def rest(*, film: Film, by: str) -> bool:
    """Take a public film off while somebody's yes is missing or over, and ask them; True if it was public.

    It comes back by itself, unchanged, when everybody has said yes again (`come_back`).
    """
    if gate.standing(film).ok:
        return False
    rows = Film.objects.filter(pk=film.pk, withdrawn_at__isnull=True, live=True)
    if not rows.update(rested_at=timezone.now(), **gate.OUT_OF_PUBLIC):
        return False
    film.refresh_from_db()
    audit.record(by=by, act="film.rested", subject=film)
    with suppress(asking.TooManyAsks):
        asking.ask_everybody(film=film, by=by)
    transaction.on_commit(lambda: tasks.recall_now(film.pk), robust=True)
    transaction.on_commit(lambda: tasks.leave_public.enqueue(film.pk, False), robust=True)
    return True


def go_on(*, film: Film, by: str) -> bool:
    """Somebody said yes: begin the review, or let a film that only rested be public again; True if so."""
    _no_longer_without(film)
    if actions.begin_review(film=film, by=by):
        return True
    film = Film.objects.get(pk=film.pk)
    if film.live or film.rested_at is None or film.latest_revision is None:
        return False
    try:
        with transaction.atomic():
            film.latest_revision.publish()
            Film.objects.filter(pk=film.pk).update(rested_at=None)
            audit.record(by=by, act="film.came_back", subject=film)
    except gate.NotCleared:
        return False
    return True


@transaction.atomic
def do_without(*, film: Film, by: str) -> bool:
    """Somebody in the film said no: it leaves the public, and the child is asked for another version.

    Nobody is told who it was. The film is not deleted: it is the child's (S19). True if that was new.
    """
    reason = Reason.objects.filter(code=STAY_OUT).first()
    if not actions.ask_for_change(film=film, reason=reason, by=by):
        return False
    moderation_actions.end_review(subject=film, by=by)
    transaction.on_commit(lambda: tasks.recall_now(film.pk), robust=True)
    return True


def _no_longer_without(film: Film) -> None:
    """Let a film go on that waited for another version only because of a no that is taken back."""
    waits = Film.objects.filter(pk=film.pk, change_asked_at__isnull=False, reply__code=STAY_OUT)
    if waits.exists() and gate.standing(film).ok:
        waits.update(change_asked_at=None, reply=None, review_asked_at=None)
