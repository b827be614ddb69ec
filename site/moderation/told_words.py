"""What the holder of a report's code reads: plain words, what happens next and when, no blame (S14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moderation.enums import ReportOutcome
from moderation.models import Report
from moderation.reviewed import Reviewed
from safeguarding import queries as holds


@dataclass(frozen=True, slots=True)
class Story:
    """Where a report is: `heading`, then `words`, one sentence each."""

    heading: str
    words: list[str]


@dataclass(frozen=True, slots=True)
class About:
    """What the pages about a report call the thing: our own sentences, each whole, to be translated."""

    tell_us: str | Promise
    what: str | Promise
    put_away: str | Promise
    looked: str | Promise
    again: str | Promise
    fine: str | Promise
    taken_down: str | Promise
    gone: str | Promise
    by_when: str | Promise
    hidden: str | Promise


FILM = About(
    tell_us=gettext_lazy("Tell us about this film"),
    what=gettext_lazy("What is wrong with this film?"),
    put_away=gettext_lazy("We put the film away until a person has looked at it."),
    looked=gettext_lazy("We looked at the film"),
    again=gettext_lazy("A person watched it again, and thought about what you told us."),
    fine=gettext_lazy("We think the film is all right. So it stays."),
    taken_down=gettext_lazy("We took the film down"),
    gone=gettext_lazy("The film is not here any more"),
    by_when=gettext_lazy("By %(moment)s a person looks at the film."),
    hidden=gettext_lazy("Until then nobody can see the film."),
)
IT = About(
    tell_us=gettext_lazy("Tell us about this"),
    what=gettext_lazy("What is wrong with it?"),
    put_away=gettext_lazy("We put it away until a person has looked at it."),
    looked=gettext_lazy("We looked at it"),
    again=gettext_lazy("A person read it again, and thought about what you told us."),
    fine=gettext_lazy("We think it is all right. So it stays."),
    taken_down=gettext_lazy("We took it down"),
    gone=gettext_lazy("It is not here any more"),
    by_when=gettext_lazy("By %(moment)s a person looks at it."),
    hidden=gettext_lazy("Until then nobody can see it."),
)


def story(report: Report) -> Story:
    """Return what became of `report`, in the language of the page."""
    about = IT if isinstance(report.subject, Reviewed) else FILM
    match report.outcome:
        case ReportOutcome.FINE:
            thanks = _("Thank you for telling us. You did the right thing.")
            return Story(str(about.looked), [str(about.again), str(about.fine), thanks])
        case ReportOutcome.TAKEN_DOWN:
            right = _("You were right to tell us. Nobody can see it any more.")
            return Story(str(about.taken_down), [right, _("Thank you.")])
        case ReportOutcome.GONE:
            back = _("It was taken back. Nobody can see it any more.")
            return Story(str(about.gone), [back, _("Thank you for telling us.")])
    words = [
        _("You told us on %(day)s.") % {"day": day(report.told_at)},
        str(about.by_when) % {"moment": moment(report.due_at)},
    ]
    if report.subject is not None and holds.is_held(report.subject):
        words.append(str(about.hidden))
    if report.is_late:
        words.append(_("We are later than we said. We are sorry. We have not forgotten you."))
    return Story(_("We are looking at it"), words)


def day(at: datetime) -> str:
    """'21 November 2026'."""
    return date_format(localtime(at), "DATE_FORMAT")


def moment(at: datetime) -> str:
    """'21 November 2026 at 5 p.m.', as the language writes it."""
    return date_format(localtime(at), "DATETIME_FORMAT")
