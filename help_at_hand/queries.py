"""Whom to call, wherever it can be read from: the database, the kept copy, or this module."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from help_at_hand import copies, hours
from help_at_hand.facts import Help
from help_at_hand.models import HelpSettings, HelpText
from safeguarding.clocks import LONDON


@dataclass(frozen=True, slots=True)
class Now:
    """What is true for the moment only: whether somebody answers, days soon that differ, until when."""

    at: datetime
    words: str
    ahead: list[str]
    is_open: bool
    seconds: float | None


def timetable() -> hours.Timetable:
    """Return the opening hours. Raises django.db.Error."""
    kept = HelpSettings.objects.prefetch_related("hours", "special_days").first()
    return kept.timetable() if kept is not None else hours.Timetable({})


def from_database(language: str, open_at: hours.Timetable | None = None) -> Help | None:
    """The editors' help page in `language`, None when they wrote none. Raises django.db.Error."""
    text = HelpText.objects.filter(locale__language_code=language).prefetch_related("lines", "parts").first()
    if text is None:
        return None
    with translation.override(language):
        return text.facts(tuple(hours.spelled(open_at if open_at is not None else timetable())))


def now(open_at: hours.Timetable, moment: datetime) -> Now:
    """Return what can be said about `moment`, in the language of the page."""
    changes = open_at.changes_at(moment)
    return Now(
        at=moment,
        words=hours.now_in_words(open_at, moment),
        ahead=hours.ahead(open_at, moment.astimezone(LONDON).date()),
        is_open=open_at.open_until(moment) is not None,
        seconds=(changes - moment) / timedelta(seconds=1) if changes is not None else None,
    )


def renew_copies() -> int:
    """Renew this machine's copy in every language; return how many changed. Raises OSError."""
    open_at = timetable()
    renewed = 0
    for language, _name in settings.LANGUAGES:
        facts = from_database(language, open_at)
        renewed += facts is not None and copies.keep(language, facts)
    return renewed


def without_database(language: str) -> Help:
    """What can be said while everything else is down: the kept copy, else what is built in."""
    return copies.read(language) or built_in(language)


def built_in(language: str) -> Help:
    """The last resort. The number is one Ofcom keeps free for drama; 999 is real."""
    with translation.override(language):
        return Help(
            heading=_("Get help now"),
            lead=_("You can talk to a person. It is free. You do not have to say your name."),
            phone="08081 570 131",
            hours=_("Every day, 8 in the morning to 10 at night."),
            emergency=_("Are you hurt, or is someone about to hurt you? Call 999. It is free."),
        )
