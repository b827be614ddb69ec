"""What this room does when a lower one says that something has happened.

Those sent after a commit may be lost with the process; our_childhood/sweeper.py finds what they left.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from cms import elsewhere
from consent.enums import Party, Purpose
from consent.models import Answer
from consent.signals import answered
from moderation.enums import Check, Verdict
from moderation.models import Decision
from moderation.signals import deciding, reconsidered, stayed
from our_childhood import actions, emails, following, second_look, showing, tasks
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film
from our_childhood.signals import cleared, shut
from safeguarding import audit
from safeguarding.signals import held, lifted, sealed, unsealed
from video import actions as video_actions
from video.models import Video
from video.signals import previewed, stuck

elsewhere.register("/films/", showing.on_pages)


@receiver(previewed, dispatch_uid="film-previewed")
def begin_review(video: Video, **kwargs: Any) -> None:
    """There is something to watch: ask for the first check, if everybody has said yes."""
    film = Film.objects.filter(video=video).first()
    if film is not None:
        actions.begin_review(film=film, by=audit.SYSTEM)


@receiver(stuck, dispatch_uid="film-stuck")
def note_stuck(video: Video, **kwargs: Any) -> None:
    """The desk lists videos that need a person; the film's trail says since when."""
    film = Film.objects.filter(video=video).first()
    if film is not None:
        audit.record(by=audit.SYSTEM, act="film.stuck", subject=film)


@receiver(answered, dispatch_uid="film-answered")
def hear_answer(answer: Answer, subject: Any, by: str, **kwargs: Any) -> None:
    """A no takes the film off in the same transaction; a yes may let it go on.

    A no for the child who made it deletes the film (S7), anybody else's asks for another version (S19).
    """
    if not isinstance(subject, Film):
        return
    person = answer.signatory.person
    act = "film.consent_given" if answer.yes else "film.consent_refused"
    audit.record(by=by, act=act, subject=subject, purpose=answer.purpose, person=person.number)
    if answer.purpose != Purpose.PUBLISH_FILM:
        return
    if answer.yes:
        # After the commit: whichever of yes and preview comes last sees the other.
        transaction.on_commit(lambda: following.go_on(film=subject, by=audit.SYSTEM), robust=True)
    elif person.number > 1:
        following.do_without(film=subject, by=by)
    else:
        # One route for every grown-up: the tombstone must not tell who is in care.
        route = WithdrawalRoute.CODE if answer.party == Party.CHILD else WithdrawalRoute.GUARDIAN
        actions.withdraw(film=subject, by=by, route=route)


@receiver(deciding, dispatch_uid="film-deciding")
def follow_decision(decision: Decision, subject: Any, user: Any, **kwargs: Any) -> None:
    """Let the film's own facts change together with the verdict."""
    if not isinstance(subject, Film):
        return
    by = audit.actor(user)
    match decision.verdict:
        case Verdict.REFUSE:
            actions.refuse(film=subject, reason=decision.reason, by=by)
        case Verdict.ASK_CHANGE:
            actions.ask_for_change(film=subject, reason=decision.reason, by=by)
        case Verdict.APPROVE if decision.check_kind == Check.SAFEGUARDING:
            actions.want_ladder(film=subject, by=by)


@receiver(reconsidered, dispatch_uid="film-reconsidered")
def look_afresh(subject: Any, by: str, **kwargs: Any) -> None:
    """Somebody who did not refuse the film thinks it should be reviewed again (S15)."""
    if isinstance(subject, Film):
        second_look.reconsider(film=subject, by=by)


@receiver(stayed, dispatch_uid="film-stays-refused")
def tell_of_second_look(subject: Any, **kwargs: Any) -> None:
    """The answer stays no: the grown-ups learn that there is something to read."""
    if isinstance(subject, Film):
        emails.news(film=subject, moment=timezone.now())


@receiver(held, dispatch_uid="film-held")
def hold_film(subject: Any, **kwargs: Any) -> None:
    """A hold hides the film in the same transaction."""
    if isinstance(subject, Film):
        actions.mark_held(film=subject)


@receiver(lifted, dispatch_uid="film-lifted")
def let_film_go(subject: Any, **kwargs: Any) -> None:
    """A film whose hold is lifted goes on where it was."""
    if isinstance(subject, Film):
        actions.mark_lifted(film=subject)


@receiver(sealed, dispatch_uid="film-sealed")
def put_film_away(subject: Any, **kwargs: Any) -> None:
    """Nobody sees or copies a sealed film, and no machine works on it (S17)."""
    if isinstance(subject, Film) and subject.video is not None:
        video_actions.seal(video=subject.video)


@receiver(unsealed, dispatch_uid="film-unsealed")
def bring_film_back(subject: Any, **kwargs: Any) -> None:
    """Two people opened the seal: the film is held, and can be looked at again."""
    if isinstance(subject, Film) and subject.video is not None:
        video_actions.unseal(video=subject.video)


@receiver(cleared, dispatch_uid="film-cleared")
def release_film(film_id: int, **kwargs: Any) -> None:
    """The gate let a film through: copy its files."""
    tasks.release.enqueue(film_id)


@receiver(shut, dispatch_uid="film-shut")
def recall_film(film_id: int, **kwargs: Any) -> None:
    """A film is live no more: its files go now, and the task makes sure."""
    tasks.leave_public.enqueue(film_id, False)
    tasks.recall_now(film_id)
