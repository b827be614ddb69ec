"""What hosts do with challenges, and what is done about them: one verb a function."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from moderation import actions as moderation
from moderation import queries as moderated
from moderation.enums import Verdict
from moderation.leaving import forget_copies
from places import allotting
from safeguarding import audit
from safeguarding.queries import erasure_frozen
from takeover.answers import must_be_whole
from takeover.challenges import emails, queries, seats, signals, words
from takeover.challenges.enums import CalledOffFor
from takeover.challenges.models import Arrival, Challenge, Draft, Question
from takeover.models import Host, Registration, Season

MOST_DRAFTS = 100  # of one host, unsent


class NotNow(Exception):
    """The host cannot do this: it was refused or left, or the challenge is over or called off."""


class TooManyDrafts(Exception):
    """The host is writing more challenges than anybody can."""


class StillAsked(Exception):
    """A question of ours has no answer yet."""


@transaction.atomic
def begin(*, host: Host, season: Season, by: str, answers: Mapping[str, Any] | None = None) -> Draft:
    """Begin a challenge; `answers` are there to start with. Raises NotNow, TooManyDrafts."""
    row = Host.objects.select_for_update().get(pk=host.pk)
    if not queries.may_write(row) or season.is_over(timezone.localdate()):
        raise NotNow
    if queries.unsent(row).count() >= MOST_DRAFTS:
        raise TooManyDrafts
    said = row.answers()
    known = {"authority": row.authority_id, "access": said.get("access") or []}
    return Draft.objects.create(host=row, season=season, answers={**known, **(answers or {})})


@transaction.atomic
def copy(*, challenge: Challenge, season: Season, by: str) -> Draft:
    """Begin a challenge with the words of an earlier one, without its days and whom to ask for.

    Raises NotNow, TooManyDrafts.
    """
    said = {name: value for name, value in challenge.words().items() if name not in words.NOT_COPIED}
    draft = begin(host=challenge.host, season=season, by=by, answers=said)
    draft.copied_from = challenge
    draft.save(update_fields=["copied_from"])
    audit.record(by=by, act="challenge.copied", subject=challenge, draft=draft.pk)
    return draft


def draft_of(*, challenge: Challenge) -> Draft:
    """Return what its host is writing on; what there was is begun again from what everybody reads."""
    answers = {**challenge.words(), **queries.arrival_of(challenge)}
    return Draft.objects.get_or_create(
        challenge=challenge,
        defaults={"host": challenge.host, "season": challenge.season, "answers": answers},
    )[0]


@transaction.atomic
def keep(*, draft: Draft, answers: Mapping[str, Any], by: str) -> tuple[str, ...]:
    """Keep answers with what is being written; return the fields that everybody or booked groups see now.

    Only of a published challenge is anything seen at once, and only what ADR 0123 names. Raises NotNow.
    """
    row = Draft.objects.select_for_update().get(pk=draft.pk)
    challenge = _writable(row)
    row.answers = {**row.answers, **answers}
    row.save(update_fields=["answers", "touched_at"])
    draft.answers = row.answers
    if challenge is None or not challenge.live:
        return ()
    return _show_at_once(challenge, row, by=by)


@transaction.atomic
def send(*, draft: Draft, by: str) -> Challenge:
    """Send everything to be checked: the first time, and whenever something that matters changed.

    What is published stays as it is meanwhile. Raises answers.AnswersMissing, StillAsked, NotNow, and
    ValidationError for what no page would have let through.
    """
    row = Draft.objects.select_for_update().get(pk=draft.pk)
    challenge = _writable(row)
    must_be_whole(row.answers, words.NEEDED)
    if challenge is not None:
        if challenge.questions.filter(answered_at__isnull=True).exists():
            raise StillAsked
        waits = challenge.asked_at is not None or challenge.refused_at is not None
        if not waits and not queries.changed_since_sent(row):
            return challenge
    challenge = challenge or Challenge(host=row.host, season=row.season, copied_from=row.copied_from)
    facts = {"sent_at": timezone.now(), "asked_at": None, "refused_at": None, "reply": None}
    for name, value in facts.items():
        setattr(challenge, name, value)
    try:
        words.put(challenge, row.answers)
    except ValueError as error:
        raise ValidationError(str(error)) from error
    challenge.full_clean(validate_unique=False)
    if challenge.live:
        Challenge.objects.filter(pk=challenge.pk).update(**facts)
    else:
        challenge.save()
    challenge.save_revision(clean=False)
    _keep_arrival(challenge, row.answers)
    Draft.objects.filter(pk=row.pk).update(challenge=challenge)
    draft.challenge = challenge
    _belongs_to(row.host, row.season)
    challenge.refresh_from_db()
    submitted = moderated.as_submitted(challenge)
    audit.record(by=by, act="challenge.sent", subject=challenge, digest=submitted.review_digest())
    moderation.start_review(subject=challenge, by=by)
    emails.received(challenge)
    return challenge


@transaction.atomic
def drop(*, draft: Draft, by: str) -> None:
    """Throw away what was never published, sent or not. Raises NotNow."""
    row = Draft.objects.select_for_update().get(pk=draft.pk)
    challenge = _writable(row)
    if challenge is not None:
        if challenge.first_published_at is not None:
            raise NotNow
        _delete(challenge, by=by)
    Draft.objects.filter(pk=row.pk).delete()


@transaction.atomic
def ask(*, challenge: Challenge, words: str, reason: str, user: User) -> Question:
    """Ask the host something: the check waits for the answer. Raises moderation's NotAllowed."""
    question = Question.objects.create(challenge=challenge, words=words, asked_by=user)
    state = challenge.current_workflow_task_state
    if state is None:
        raise PermissionDenied("This check is over.")
    moderation.decide(task_state=state, user=user, verdict=Verdict.ASK_CHANGE, reason=reason)
    return question


@transaction.atomic
def answer(*, question: Question, words: str, by: str) -> None:
    """Keep the host's answer; the host may better it until it is sent."""
    Question.objects.filter(pk=question.pk).update(answer=words, answered_at=timezone.now())
    audit.record(by=by, act="challenge.answered", subject=question.challenge, question=question.pk)


def mark_asked(*, challenge: Challenge) -> None:
    """Follow the verdict in its transaction: the host has something to answer."""
    Challenge.objects.filter(pk=challenge.pk).update(asked_at=timezone.now())
    emails.asked(challenge)


def mark_refused(*, challenge: Challenge, reason: Any) -> None:
    """Follow the verdict in its transaction. What is published stays; only the newer version is refused."""
    Challenge.objects.filter(pk=challenge.pk).update(refused_at=timezone.now(), reply=reason, asked_at=None)
    emails.refused(challenge)


def mark_held(*, challenge: Challenge, by: str) -> None:
    """Follow a hold in its transaction: out of sight, and nobody books."""
    Challenge.objects.filter(pk=challenge.pk).update(held_at=timezone.now())
    if seats.settle(challenge, by=by):
        emails.closed(challenge)


def mark_lifted(*, challenge: Challenge, by: str) -> None:
    """Follow the end of a hold in its transaction."""
    Challenge.objects.filter(pk=challenge.pk).update(held_at=None)
    if seats.settle(challenge, by=by):
        emails.reopened(challenge)


@transaction.atomic
def call_off(*, challenge: Challenge, why: CalledOffFor, by: str) -> bool:
    """Call a published challenge off for good: every booking is cancelled, and everybody is told.

    Returns whether that was new. Raises NotNow for one that is over or was never published.
    """
    row = Challenge.objects.select_for_update().get(pk=challenge.pk)
    if not row.live or row.is_over(timezone.localdate()):
        raise NotNow
    rows = Challenge.objects.filter(pk=row.pk, called_off_at__isnull=True)
    if not rows.update(called_off_at=timezone.now(), called_off_for=why, asked_at=None):
        return False
    moderation.end_review(subject=row, by=by)
    allotment = seats.of(row)
    if allotment is not None:
        allotting.call_off(allotment=allotment, by=by)
    row.refresh_from_db()
    audit.record(by=by, act="challenge.called_off", subject=row, why=str(why))
    signals.called_off.send(sender=Challenge, challenge=row, why=CalledOffFor(why), by=by)
    emails.called_off(row)
    return True


def settle(*, host: Host, by: str) -> int:
    """Close what nobody may see any more of `host`, reopen what everybody may; return how many moved."""
    return sum(
        seats.settle(challenge, by=by) for challenge in queries.shown_to_end(host, timezone.localdate())
    )


def lock_all_of(*, host: Host) -> None:
    """Lock every challenge of a host that is about to leave, the host, and what can be booked of them."""
    rows = list(Challenge.objects.select_for_update().filter(host=host).order_by("pk"))
    Host.objects.select_for_update().get(pk=host.pk)
    seats.lock(rows)


def leave(*, host: Host, by: str) -> None:
    """Follow a host that leaves, in its transaction: what was to come is called off."""
    for challenge in queries.shown_to_end(host, timezone.localdate()):
        call_off(challenge=challenge, why=CalledOffFor.LEFT, by=by)
    for challenge in host.challenges.filter(called_off_at__isnull=True):
        moderation.end_review(subject=challenge, by=by)


def erase_of(*, host: Host) -> None:
    """Follow a host whose words are deleted, in its transaction (S8): drafts, people, unpublished words.

    What children took part in keeps its title, area and days, for the figures and for those who came.
    """
    host.drafts.all().delete()
    for challenge in host.challenges.all():
        erase(challenge=challenge)


@transaction.atomic
def erase(*, challenge: Challenge) -> bool:
    """Delete the words of a challenge whose host is erased; False, nothing done, while it is held (S17)."""
    if erasure_frozen(challenge):
        return False
    if challenge.first_published_at is None:
        _delete(challenge, by=audit.SYSTEM)
    else:
        _empty(challenge)
    return True


@transaction.atomic
def erase_people(*, challenge: Challenge) -> None:
    """Delete whom a group asked for, what was asked and answered, and what was being written on."""
    Arrival.objects.filter(challenge=challenge).delete()
    Draft.objects.filter(challenge=challenge).delete()
    Question.objects.filter(challenge=challenge).delete()
    audit.record(by=audit.SYSTEM, act="challenge.people_erased", subject=challenge)


def _writable(draft: Draft) -> Challenge | None:
    """Return the challenge behind `draft`, its row locked; None when it was never sent. Raises NotNow."""
    if not queries.may_write(draft.host):
        raise NotNow
    if draft.challenge_id is None:
        return None
    challenge = Challenge.objects.select_for_update().get(pk=draft.challenge_id)
    if challenge.called_off_at is not None or challenge.is_over(timezone.localdate()):
        raise NotNow
    draft.challenge = challenge
    return challenge


def _show_at_once(challenge: Challenge, draft: Draft, *, by: str) -> tuple[str, ...]:
    """Show what needs no second look: light words without a hit, more places, whom to ask for."""
    said = queries.written(draft)
    now = challenge.words()
    fields = [name for name in words.LIGHT if said[name] != now[name] and not _needs_a_look(name, said)]
    if said["capacity"] and said["capacity"] > challenge.capacity:
        fields.append("capacity")
    if fields:
        words.put(challenge, draft.answers, tuple(fields))
        challenge.save(update_fields=fields)
        if "capacity" in fields:
            seats.follow(challenge, by=by)
        _write_on(challenge, draft, tuple(fields), by=by)
    shown = (*fields, *_keep_arrival(challenge, draft.answers))
    if shown:
        audit.record(by=by, act="challenge.changed", subject=challenge, fields=shown)
        signals.changed.send(sender=Challenge, challenge=challenge, fields=shown, by=by)
    return shown


def _needs_a_look(name: str, said: dict[str, Any]) -> bool:
    return name in words.TEXTS and bool(queries.hits({name: said[name]}))


def _write_on(challenge: Challenge, draft: Draft, fields: tuple[str, ...], *, by: str) -> None:
    """Say the same in the newest version, or publishing that would take it back."""
    newest = moderated.as_submitted(challenge)
    words.put(newest, draft.answers, fields)
    newest.save_revision(clean=False, changed=challenge.has_unpublished_changes)
    challenge.refresh_from_db()
    moderation.void_if_changed(subject=challenge, by=by)


def _keep_arrival(challenge: Challenge, answers: Mapping[str, Any]) -> tuple[str, ...]:
    """Keep whom a group asks for; return the fields that are new."""
    given = {name: str(answers[name] or "") for name in words.ARRIVAL if name in answers}
    before = queries.arrival_of(challenge)
    changed = tuple(name for name, value in given.items() if before.get(name, "") != value)
    if changed:
        Arrival.objects.update_or_create(challenge=challenge, defaults={**before, **given})
    return changed


def _belongs_to(host: Host, season: Season) -> None:
    """A host belongs to the latest season in which it offers something: it is kept on from then."""
    if season.ends_date > host.season.ends_date:
        Host.objects.filter(pk=host.pk).update(season=season)
        Registration.objects.filter(host=host).update(season=season)


def _delete(challenge: Challenge, *, by: str) -> None:
    moderation.end_review(subject=challenge, by=by)
    moderation.erase_notes(subject=challenge, by=by)
    audit.record(by=by, act="challenge.deleted", subject=challenge)
    Draft.objects.filter(challenge=challenge).delete()
    forget_copies(challenge)
    challenge.delete()


def _empty(challenge: Challenge) -> None:
    erase_people(challenge=challenge)
    moderation.erase_notes(subject=challenge, by=audit.SYSTEM)
    forget_copies(challenge)
    Challenge.objects.filter(pk=challenge.pk).update(
        latest_revision=None,
        live_revision=None,
        has_unpublished_changes=False,
        address="",
        **dict.fromkeys([name for name in words.TEXTS if name != "title"], ""),
    )
