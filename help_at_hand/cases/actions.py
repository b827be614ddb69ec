"""A help case from the first word to its end: one verb a function. Nothing here asks for a permission.

The trail gets numbers and codes, letters nothing but a link (S22, D). Clocks are those of
safeguarding/clocks.py: red within the hour, day and night; amber within four working hours; green within two
working days.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from consent import withdrawal
from geography.models import Region
from help_at_hand.cases import emails, figures
from help_at_hand.cases.enums import UNSAID, Kind, Outcome, Referral, Safe, Topic, Way
from help_at_hand.cases.models import Case, Entry
from people import codes, keyed
from people.ages import AgeBand
from safeguarding import actions as safeguarding
from safeguarding import audit, clocks, hearing
from safeguarding.enums import Level, Source
from safeguarding.queries import concerns, erasure_frozen

log = logging.getLogger(__name__)

BY = "child"
TAKEN_BACK = "taken-back"
CASES_KEPT = timedelta(days=365)  # after a case was closed
QUIET_FOR = timedelta(days=60)  # answered, and the child did not come back
ONE_CLICK = timedelta(minutes=2)  # the same words again are a second press of the button
MOST_ERASED = 50  # a clock that jumps ahead must not empty the room at once (F10)
_FORM = "help-case"


class Closed(Exception):
    """The case is closed; only the child's next words open it again."""


class Opened(NamedTuple):
    """A case that has come in, and the code under which the child reads our answer."""

    case: Case
    code: str
    is_new: bool


def level_of(*, safe: str, texts: tuple[str, ...]) -> Level:
    """Return how urgent an answer to 'are you safe' and `texts` are together (S21)."""
    heard = hearing.level_of(*texts)
    if safe == Safe.NO or heard == Level.RED:
        return Level.RED
    return Level.AMBER if safe == Safe.UNSURE or heard == Level.AMBER else Level.GREEN


@transaction.atomic
def send(
    *, answers: Mapping[str, Any], language: str, form: str, rushed: bool = False, by: str = BY
) -> Opened:
    """Take what a child writes. `answers` are those of cases/journey.py; all but `words` may be missing.

    `form` is a secret of the journey: sent twice, it is one case with one code (F8).
    """
    key = keyed.digest(_FORM, form)
    if known := Case.objects.filter(form_key__in=keyed.digests(_FORM, form)).first():
        return Opened(known, codes.again(known, form) or "", is_new=False)
    words, name = str(answers["words"]), str(answers.get("name", ""))
    level = level_of(safe=str(answers.get("safe", "")), texts=(words, name))
    now = timezone.now()
    age_band = str(answers.get("age_band", ""))
    try:
        with transaction.atomic():
            case = Case.objects.create(
                form_key=key,
                level=level,
                told={
                    "safe": answers.get("safe", ""),
                    "way": answers.get("way", Way.CODE),
                    "reach": answers.get("reach", ""),
                    "times": list(answers.get("times", ())),
                    "name": name,
                },
                age_band=age_band if age_band in AgeBand.values else "",
                region=Region.objects.filter(code=answers.get("region", UNSAID)).first(),
                language=language,
                rushed=rushed,
                opened_at=now,
                waits_since=now,
                respond_by=clocks.respond_by(level, now),
            )
    except IntegrityError:
        known = Case.objects.get(form_key=key)
        return Opened(known, codes.again(known, form) or "", is_new=False)
    Entry.objects.create(case=case, kind=Kind.CHILD, words=words, written_at=now)
    code = codes.issue(case, form)
    audit.record(by=by, act="case.sent", subject=case, level=level.value)
    _tell_lead(case, by=by)
    return Opened(case, code, is_new=True)


@transaction.atomic
def write_on(*, case: Case, words: str, by: str = BY) -> Entry:
    """Add what the child writes later: the clock starts, a closed case opens, and danger makes it red."""
    row = _locked(case)
    now = timezone.now()
    last = row.entries.filter(kind=Kind.CHILD, written_at__gt=now - ONE_CLICK).last()
    if last is not None and last.words == words:
        return last
    entry = Entry.objects.create(case=row, kind=Kind.CHILD, words=words, written_at=now)
    heard = hearing.level_of(words)
    order = list(Level)
    was_red = row.is_red
    if heard is not None and order.index(heard) < order.index(Level(row.level)):
        row.level = heard
    if row.waits_since is None or row.level == Level.RED:
        row.waits_since, row.reminded_at = now, None
        row.respond_by = clocks.respond_by(row.level, now)
    row.closed_at = row.closed_by = None
    row.outcome = ""
    row.save()
    audit.record(by=by, act="case.written_on", subject=row, level=str(row.level))
    if not was_red or heard == Level.RED:
        _tell_lead(row, by=by)
    return entry


@transaction.atomic
def take(*, case: Case, by: str, user: Any) -> bool:
    """Answer for a case. True for the one who did; a case that is somebody's is given, not taken."""
    mine = Case.objects.open().filter(pk=case.pk, taken_by__isnull=True)
    if not mine.update(taken_at=timezone.now(), taken_by=user):
        return False
    audit.record(by=by, act="case.taken", subject=case)
    return True


@transaction.atomic
def give(*, case: Case, to: Any, words: str, by: str, user: Any) -> Entry:
    """Hand a case over to another adviser, with what they need to know. Raises Closed."""
    row = _open(case)
    row.taken_at, row.taken_by = timezone.now(), to
    row.save(update_fields=["taken_at", "taken_by"])
    entry = _add(row, Kind.HAND_OVER, words, user, given_to=to)
    audit.record(by=by, act="case.given", subject=row, to=audit.actor(to))
    return entry


@transaction.atomic
def answer(*, case: Case, words: str, by: str, user: Any, kind: Kind = Kind.ANSWER) -> Entry:
    """Answer the child here, or write down a call that reached it; the clock stops. Raises Closed."""
    row = _open(case)
    take(case=row, by=by, user=user)
    now = timezone.now()
    Case.objects.filter(pk=row.pk).update(waits_since=None, respond_by=None, reminded_at=None)
    Case.objects.filter(pk=row.pk, answered_at__isnull=True).update(answered_at=now)
    entry = _add(row, kind, words, user)
    audit.record(by=by, act=f"case.{'called' if kind == Kind.CALL else 'answered'}", subject=row)
    return entry


@transaction.atomic
def note(*, case: Case, words: str, by: str, user: Any) -> Entry:
    """Write something down for colleagues. Closed cases take notes too: news comes late."""
    row = _locked(case)
    entry = _add(row, Kind.NOTE, words, user)
    audit.record(by=by, act="case.noted", subject=row, entry=entry.pk)
    return entry


@transaction.atomic
def refer(*, case: Case, to: Referral, words: str, by: str, user: Any) -> Entry:
    """Write down who else helps on: who took it, and their reference. Raises Closed."""
    row = _open(case)
    take(case=row, by=by, user=user)
    entry = _add(row, Kind.REFERRAL, words, user, to=to)
    audit.record(by=by, act="case.referred", subject=row, to=to.value)
    return entry


@transaction.atomic
def sort(*, case: Case, level: Level, topic: str, by: str, user: Any) -> bool:
    """Say how urgent a case is and what it is about; True if either was new. Raises Closed.

    Another level gives its promise anew, from when the child began to wait.
    """
    row = _open(case)
    if (row.level, row.topic) == (level, topic):
        return False
    was_red = row.is_red
    row.topic = Topic(topic) if topic else ""
    if row.level != level:
        row.level = level
        row.reminded_at = None
        if row.waits_since is not None:
            row.respond_by = clocks.respond_by(level, row.waits_since)
    row.rushed = False
    row.save(update_fields=["level", "topic", "respond_by", "reminded_at", "rushed"])
    audit.record(by=by, act="case.sorted", subject=row, level=level.value, topic=topic)
    if not was_red:
        _tell_lead(row, by=by)
    return True


@transaction.atomic
def close(*, case: Case, outcome: Outcome, by: str, user: Any = None) -> bool:
    """End a case with an outcome. True if that was new."""
    rows = Case.objects.open().filter(pk=case.pk)
    moments = {"waits_since": None, "respond_by": None, "closed_at": timezone.now(), "closed_by": user}
    if not rows.update(**moments, outcome=outcome):
        return False
    audit.record(by=by, act="case.closed", subject=case, outcome=outcome.value)
    return True


@transaction.atomic
def remind(*, case: Case) -> bool:
    """Tell the team that a child has waited longer than promised, once a wait. True if that was new."""
    now = timezone.now()
    due = Case.objects.late(now).filter(pk=case.pk, reminded_at__isnull=True)
    if not due.update(reminded_at=now):
        return False
    audit.record(by=audit.SYSTEM, act="case.late", subject=case, level=case.level)
    emails.late(case)
    return True


def close_quiet() -> int:
    """Close what we answered and nobody wrote on for QUIET_FOR; return how many."""
    since = timezone.now() - QUIET_FOR
    quiet = Case.objects.open().filter(waits_since__isnull=True).exclude(entries__written_at__gt=since)
    return sum(close(case=case, outcome=Outcome.NO_ANSWER, by=audit.SYSTEM) for case in quiet[:MOST_ERASED])


@transaction.atomic
def take_back(*, case: Case, by: str = BY) -> bool:
    """Delete a case because its child asks for it; what has to be kept (`has_to_stay`) is closed to its code.

    True for the one call that did it (S8, C). Leaves a nameless tombstone (F14).
    """
    return withdrawal.withdraw(subject=case, by=by, route=TAKEN_BACK)


def has_to_stay(case: Case) -> bool:
    """Whether what the child wrote is kept although it took it back: a concern was raised about it, or held.

    Keeping Children Safe in Education and UK GDPR article 17(3)(b): what is needed to protect a child.
    """
    return case.is_red or concerns(case).exists() or erasure_frozen(case)


@transaction.atomic
def erase(*, case: Case, by: str, route: str, keep: bool) -> bool:
    """End a case: its code opens nothing, and unless it has to stay nothing is left but a number in its year.

    Called by consent.withdrawal alone (cases/ending.py). `keep` says that it had to stay when it was first
    taken back. What stays goes a year after it was closed, like any case.
    """
    row = Case.objects.here().select_for_update(of=("self",)).filter(pk=case.pk).first()
    if row is None:
        return False
    stays = keep or has_to_stay(row)
    codes.revoke(row)
    audit.record(by=by, act="case.taken_back", subject=row, route=route, kept=stays)
    if stays:
        row.visits.all().delete()
        row.taken_back_at = timezone.now()
        row.save(update_fields=["taken_back_at"])
    else:
        figures.count(row)
        row.delete()
    return True


@transaction.atomic
def erase_old() -> int:
    """Delete a few cases that were closed a year ago, with all that was written; return how many.

    Their numbers are added to the counts of their year, which say nothing of anybody.
    """
    old = Case.objects.filter(closed_at__lt=timezone.now() - CASES_KEPT).order_by("pk")
    over = list(old.select_for_update(of=("self",))[:MOST_ERASED])
    for case in over:
        figures.count(case)
        audit.record(by=audit.SYSTEM, act="case.erased", subject=case)
        codes.revoke(case)
        case.delete()
    return len(over)


def _locked(case: Case) -> Case:
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def _open(case: Case) -> Case:
    row = _locked(case)
    if row.closed_at is not None:
        raise Closed
    return row


def _add(case: Case, kind: Kind, words: str, user: Any, **fields: Any) -> Entry:
    return Entry.objects.create(case=case, kind=kind, words=words, written_by=user, **fields)


def tell_leads() -> int:
    """Raise the concern of red cases that have none: what failed when they came in. Return how many."""
    reds = Case.objects.waiting().filter(level=Level.RED).defer("told")
    untold = [
        case
        for case in reds
        if case.waits_since is not None
        and not concerns(case).filter(raised_at__gte=case.waits_since - ONE_CLICK).exists()
    ]
    for case in untold:
        _tell_lead(case, by=audit.SYSTEM)
    return len(untold)


def _tell_lead(case: Case, *, by: str) -> None:
    """A red case is a concern with its own clock and letters. It holds no word of the child's: a number.

    A letter that cannot be written does not keep the child's words out; the sweep tells again.
    """
    if not case.is_red:
        return
    try:
        with transaction.atomic():
            safeguarding.raise_concern(subject=case, source=Source.REPORT, level=Level.RED, by=by)
    except Exception as error:
        log.error("Nobody could be told of case %s: %s", case.pk, type(error).__name__)
