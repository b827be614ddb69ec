"""When somebody answers: on which days, on England's bank holidays, and in words that stay true when kept.

Pure: moments and days in, facts out. What is kept longer than a minute (a copy, a saved page) says hours in
words and never 'open now'.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from help_at_hand.enums import Day
from safeguarding.clocks import LONDON, is_bank_holiday

MIDNIGHT = time(0)
FORESEEN = timedelta(days=14)  # days that differ are told so long before
# As they stand inside a line: many languages write them small there, and Django's names are for headings.
_DAYS = (
    pgettext_lazy("in a line", "Monday"),
    pgettext_lazy("in a line", "Tuesday"),
    pgettext_lazy("in a line", "Wednesday"),
    pgettext_lazy("in a line", "Thursday"),
    pgettext_lazy("in a line", "Friday"),
    pgettext_lazy("in a line", "Saturday"),
    pgettext_lazy("in a line", "Sunday"),
)


@dataclass(frozen=True, slots=True)
class Span:
    """From `opens` until `closes` on one day; a `closes` of midnight is the end of that day."""

    opens: time
    closes: time

    @property
    def whole_day(self) -> bool:
        return self.opens == self.closes == MIDNIGHT


@dataclass(frozen=True, slots=True)
class Timetable:
    """`week` holds the open days by Day; without Day.BANK_HOLIDAY bank holidays are closed.

    `special` holds days that differ, None for one that is closed.
    """

    week: Mapping[int, Span]
    special: Mapping[date, Span | None] = field(default_factory=dict)

    def on(self, day: date) -> Span | None:
        """Return the hours of `day`, None when nobody answers."""
        if day in self.special:
            return self.special[day]
        return self.week.get(Day.BANK_HOLIDAY if is_bank_holiday(day) else day.weekday())

    def open_until(self, moment: datetime) -> datetime | None:
        """Return when whoever answers at `moment` stops, None when nobody does. Nights are not joined."""
        day = moment.astimezone(LONDON).date()
        span = self.on(day)
        if span is None:
            return None
        opens, closes = _bounds(day, span)
        return closes if opens <= moment < closes else None

    def opens_next(self, moment: datetime) -> datetime | None:
        """Return when somebody answers again after `moment`, None when not within FORESEEN."""
        day = moment.astimezone(LONDON).date()
        for ahead in range(FORESEEN.days + 1):
            span = self.on(day + timedelta(days=ahead))
            if span is not None:
                opens, _closes = _bounds(day + timedelta(days=ahead), span)
                if opens > moment:
                    return opens
        return None

    def changes_at(self, moment: datetime) -> datetime | None:
        """Return until when what `now_in_words` says stays true, None when nothing is foreseen."""
        return self.open_until(moment) or self.opens_next(moment)


def spelled(timetable: Timetable) -> list[str]:
    """Return the hours in the language of the page, a line for each run of days that are alike."""
    if not timetable.week:
        return []
    lines = []
    for first, last in _runs(timetable.week):
        if first == last:
            days = str(_DAYS[first])
        elif (first, last) == (Day.MONDAY, Day.SUNDAY):
            days = _("Every day")
        else:
            days = pgettext("days", "%(first)s to %(last)s") % {
                "first": _DAYS[first],
                "last": _DAYS[last],
            }
        lines.append(_line(days, timetable.week.get(first)))
    lines.append(_line(_("Bank holidays"), timetable.week.get(Day.BANK_HOLIDAY)))
    return lines


def ahead(timetable: Timetable, today: date) -> list[str]:
    """Return the days soon that are not like others of their kind, each with its date: true for ever."""
    found = []
    for number in range(FORESEEN.days + 1):
        day = today + timedelta(days=number)
        if timetable.on(day) != timetable.week.get(day.weekday()):
            found.append(_line(_dated(day), timetable.on(day)))
    return found


def now_in_words(timetable: Timetable, moment: datetime) -> str:
    """Return whether somebody answers now, for a page that nobody keeps; '' when no hours are known.

    No sentence ends with a time: '10 p.m.' brings a dot of its own.
    """
    if not timetable.week:
        return ""
    until = timetable.open_until(moment)
    if until is not None:
        local = until.astimezone(LONDON)
        if local.time() == MIDNIGHT:
            return _("We answer now. Until midnight somebody picks up.")
        return _("We answer now. Until %(time)s somebody picks up.") % {"time": _clock(local.time())}
    opens = timetable.opens_next(moment)
    if opens is None:
        return _("We do not answer right now.")
    local = opens.astimezone(LONDON)
    words = {"time": _clock(local.time()), "day": _dated(local.date())}
    if local.date() == moment.astimezone(LONDON).date():
        return _("We do not answer right now. From %(time)s today we do.") % words
    return _("We do not answer right now. From %(time)s on %(day)s we do.") % words


def _runs(week: Mapping[int, Span]) -> Iterator[tuple[int, int]]:
    first = int(Day.MONDAY)
    for day in range(Day.TUESDAY, Day.BANK_HOLIDAY + 1):
        if day == Day.BANK_HOLIDAY or week.get(day) != week.get(first):
            yield first, day - 1
            first = day


def _line(days: str, span: Span | None) -> str:
    if span is None:
        return _("%(days)s: closed") % {"days": days}
    if span.whole_day:
        return _("%(days)s: all day and all night") % {"days": days}
    times = {"days": days, "opens": _clock(span.opens), "closes": _clock(span.closes)}
    return _("%(days)s: %(opens)s to %(closes)s") % times


def _bounds(day: date, span: Span) -> tuple[datetime, datetime]:
    last = day + timedelta(days=1) if span.closes == MIDNIGHT else day
    return datetime.combine(day, span.opens, LONDON), datetime.combine(last, span.closes, LONDON)


def _clock(at: time) -> str:
    return date_format(datetime.combine(date.min, at), "TIME_FORMAT")


def _dated(day: date) -> str:
    return f"{_DAYS[day.weekday()]}, {date_format(day, 'DATE_FORMAT')}"
