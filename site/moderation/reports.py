"""Telling us about something public, and what comes of it (S14; docs/features/reports-and-appeals.md).

A report hides nothing by itself, but for AT_ONCE: what harms more by staying a day than by going a
day. That rule is fenced in against those who would use it (docs/adr/0096).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone, translation

from consent import withdrawal
from moderation import promises, queries
from moderation.enums import Check, ReportOutcome, Unfit, Verdict
from moderation.models import Report
from moderation.permissions import may_settle
from moderation.report_reasons import ReportReason
from outbox.actions import post
from people import codes, keyed
from people.models import Contact
from safeguarding import actions as safeguarding
from safeguarding import audit
from safeguarding import queries as holds
from safeguarding.enums import Level, Source
from safeguarding.models import Concern
from safeguarding.permissions import LEADS

BY = "reporter"
HOLD = holds.HIDES_ONLY  # the reason of a hold that a report placed; whoever settles the report lifts it
AT_ONCE = frozenset({ReportReason.NOT_ASKED, ReportReason.PLACE, ReportReason.LAW})
MOST_HELD = 10  # things held by reports at a time; beyond that a person has to place the hold
WORDS_KEPT = timedelta(days=30)  # after the outcome
BY_STAFF = "staff"  # the route of a withdrawal
_FORM = "report-form"


class NotFit(PermissionDenied):
    """This person cannot settle this. `why` says everything that is in the way."""

    def __init__(self, why: list[Unfit]) -> None:
        self.why = why
        super().__init__(" ".join(str(one.label) for one in why))


class Told(NamedTuple):
    """A report that has come in, and the code under which its outcome is told."""

    report: Report
    code: str
    is_new: bool = False


@transaction.atomic
def tell(
    *,
    subject: Model,
    what: Iterable[str],
    words: str,
    language: str,
    form: str,
    email: str = "",
    may_hold: bool = True,
) -> Told:
    """Take a report of `subject`. `form` is a secret of the page it was written on: the same page sent
    twice is one report with one code (F8). `email` is where to write once; "" for nowhere.

    `may_hold` is False for somebody who has put away enough for one day.
    """
    key = keyed.digest(_FORM, form)
    known = Report.objects.filter(form_key=key).first()
    if known is not None:
        return Told(known, codes.again(known, form) or "")
    what = [code for code in ReportReason.values if code in set(what)]
    urgent = bool(AT_ONCE.intersection(what))
    now, published = timezone.now(), promises.times()
    try:
        with transaction.atomic():
            report = Report.objects.create(
                subject=subject,
                what=what,
                words=words,
                has_words=bool(words),
                language=language,
                form_key=key,
                urgent=urgent,
                due_at=promises.working_hours(published.urgent_hours, start=now)
                if urgent
                else promises.working_days(published.report_days, start=now),
            )
    except IntegrityError:
        known = Report.objects.get(form_key=key)
        return Told(known, codes.again(known, form) or "")
    if email:
        Contact.objects.create(subject=report, email=email, language=language)
    code = codes.issue(report, form)
    if urgent and may_hold and _may_be_held(subject):
        safeguarding.hold(subject=subject, reason=HOLD, by=BY)
        Report.objects.filter(pk=report.pk).update(held_it=True)
        report.held_it = True
    audit.record(
        by=BY,
        act="report.told",
        subject=report,
        about=audit.reference(subject),
        what=what,
        held=report.held_it,
    )
    if ReportReason.LAW in what:
        _raise_once(subject, is_hidden=holds.is_held(subject))
    return Told(report, code, is_new=True)


@transaction.atomic
def hold(*, report: Report, user: Any) -> None:
    """Put what the report is about away until somebody settles it. Raises NotFit."""
    _must_be_fit(objections(report, user))
    if report.subject is not None:
        safeguarding.hold(subject=report.subject, reason=HOLD, by=audit.actor(user), user=user)


@transaction.atomic
def close(*, report: Report, outcome: ReportOutcome, user: Any) -> None:
    """Settle a report and tell whoever sent it. Raises NotFit.

    FINE lets the film go on if nothing else urgent is open about it; TAKEN_DOWN takes it back for
    good and settles every report of it.
    """
    subject = queries.lock(report.subject)
    report = Report.objects.get(pk=report.pk)
    _must_be_fit(objections(report, user, outcome))
    if outcome == ReportOutcome.TAKEN_DOWN:
        for each in Report.objects.open().about(subject):
            _close(each, outcome, user=user)
        withdrawal.withdraw(subject=subject, by=audit.actor(user), route=BY_STAFF)
        return
    _close(report, outcome, user=user, digest=_digest(subject))
    urgent = Report.objects.open().about(subject).filter(urgent=True)
    placed = holds.open_holds(subject).first()
    if placed is not None and placed.reason == HOLD and not urgent.exists():
        safeguarding.lift(subject=subject, by=audit.actor(user), user=user)


@transaction.atomic
def subject_gone(*, subject: Model, by: str) -> None:
    """Settle what is open about something that was taken back.

    A hold stays: it freezes nothing, and a withdrawal waits for nobody who lifts one at this moment.
    """
    for report in Report.objects.open().about(subject):
        _close(report, ReportOutcome.GONE, by=by)


@transaction.atomic
def erase_words_about(*, subject: Model) -> int:
    """Forget what was written about something that has to be forgotten itself; return how many (S8)."""
    return Report.objects.about(subject).filter(has_words=True).update(words="", has_words=False)


@transaction.atomic
def erase_words() -> int:
    """Forget what was written in reports that were settled WORDS_KEPT ago; return how many (S1)."""
    old = Report.objects.filter(closed_at__lte=timezone.now() - WORDS_KEPT, has_words=True)
    return old.update(words="", has_words=False)


def objections(report: Report, user: Any, outcome: ReportOutcome | None = None) -> list[Unfit]:
    """Return everything that keeps `user` from settling `report` as `outcome` (None: from touching it)."""
    found = []
    if not may_settle(user, "view_report"):
        found.append(Unfit.NOT_A_MEMBER)
    if report.closed_at is not None or report.subject is None:
        found.append(Unfit.SETTLED)
        return found
    if outcome == ReportOutcome.FINE:
        approved = queries.decisions(report.subject).filter(decided_by=user, verdict=Verdict.APPROVE)
        if approved.exists():
            found.append(Unfit.APPROVED_IT)
        if not queries.has_seen(report.subject, user, _digest(report.subject)):
            found.append(Unfit.NOT_SEEN)
    if outcome == ReportOutcome.TAKEN_DOWN and not user.groups.filter(name=LEADS).exists():
        found.append(Unfit.NOT_A_LEAD)
    return found


def _may_be_held(subject: Model) -> bool:
    """Whether a report may put `subject` away by itself: no person has looked at this very content since
    it was approved and found nothing wrong, and reports do not hold too much already."""
    if holds.is_held(subject):
        return False
    looked_at = Report.objects.about(subject).filter(
        outcome=ReportOutcome.FINE, urgent=True, digest=_digest(subject)
    )
    held = Report.objects.open().filter(held_it=True)
    return not looked_at.exists() and held.count() < MOST_HELD


def _raise_once(subject: Model, *, is_hidden: bool) -> None:
    """Tell the safeguarding leads; at once when the thing can still be seen. One open concern is enough."""
    for concern in Concern.objects.open().filter(source=Source.REPORT, subject_id=str(subject.pk)):
        if concern.subject == subject:
            return
    level = Level.AMBER if is_hidden else Level.RED
    safeguarding.raise_concern(subject=subject, source=Source.REPORT, level=level, by=BY)


def _digest(subject: Any) -> str:
    return str(queries.as_submitted(subject).review_digest(Check.EDITORIAL))


def _must_be_fit(why_not: list[Unfit]) -> None:
    if why_not:
        raise NotFit(why_not)


def _close(
    report: Report, outcome: ReportOutcome, *, user: Any = None, by: str = "", digest: str = ""
) -> None:
    rows = Report.objects.open().filter(pk=report.pk)
    if not rows.update(outcome=outcome, closed_at=timezone.now(), closed_by=user, digest=digest):
        return
    audit.record(
        by=by or audit.actor(user), act="report.closed", subject=report, outcome=outcome.value, digest=digest
    )
    for contact in Contact.objects.about(report):
        with translation.override(contact.language):
            address = settings.SITE_URL + reverse("moderation:report-told")
        post(
            key=f"report-news:{report.pk}:{contact.pk}",
            to=contact.email,
            template="report_news",
            context={"address": address},
            language=contact.language,
            subject_ref=audit.reference(report),
        )
        contact.delete()
