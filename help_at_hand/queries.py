"""Whom to call, wherever it can be read from: the database, the kept copy, or this module."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from help_at_hand import copies
from help_at_hand.facts import Help
from help_at_hand.models import HelpText


def from_database(language: str) -> Help | None:
    """The editors' help page in `language`, None when they wrote none. Raises django.db.Error."""
    text = HelpText.objects.filter(locale__language_code=language).prefetch_related("lines").first()
    return text.facts() if text is not None else None


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
