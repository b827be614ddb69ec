"""What the holder of a report's code reads: plain words, what happens next and when, no blame (S14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from moderation.enums import ReportOutcome
from moderation.models import Report
from safeguarding import queries as holds


@dataclass(frozen=True, slots=True)
class Story:
    """Where a report is: `heading`, then `words`, one sentence each."""

    heading: str
    words: list[str]


def story(report: Report) -> Story:
    """Return what became of `report`, in the language of the page."""
    match report.outcome:
        case ReportOutcome.FINE:
            return Story(
                _("We looked at the film"),
                [
                    _("A person watched it again, and thought about what you told us."),
                    _("We think the film is all right. So it stays."),
                    _("Thank you for telling us. You did the right thing."),
                ],
            )
        case ReportOutcome.TAKEN_DOWN:
            return Story(
                _("We took the film down"),
                [_("You were right to tell us. Nobody can see it any more."), _("Thank you.")],
            )
        case ReportOutcome.GONE:
            return Story(
                _("The film is not here any more"),
                [_("It was taken back. Nobody can see it any more."), _("Thank you for telling us.")],
            )
    words = [
        _("You told us on %(day)s.") % {"day": day(report.told_at)},
        _("By %(moment)s a person looks at the film.") % {"moment": moment(report.due_at)},
    ]
    if report.subject is not None and holds.is_held(report.subject):
        words.append(_("Until then nobody can see the film."))
    if report.is_late:
        words.append(_("We are later than we said. We are sorry. We have not forgotten you."))
    return Story(_("We are looking at it"), words)


def day(at: datetime) -> str:
    """'21 November 2026'."""
    return date_format(localtime(at), "DATE_FORMAT")


def moment(at: datetime) -> str:
    """'21 November 2026 at 5 p.m.', as the language writes it."""
    return date_format(localtime(at), "DATETIME_FORMAT")
