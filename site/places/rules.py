"""The waiting list's rules in the words of whoever waits. places.line is what they describe."""

from __future__ import annotations

from django.utils.translation import gettext as _

from places.line import MOST_PASSES, SAVE_UNTIL


def told() -> list[str]:
    """Return the rules, one short paragraph each, in the reader's language."""
    return [
        _("The list goes by who asked first. Nobody can buy or swap a turn."),
        _("Your group stays together. You all get a place, or you all wait."),
        _(
            "A big group may need more places than are free. Then a small group can go first. "
            "That can happen to you up to %(times)s times. After that we save places for you."
        )
        % {"times": MOST_PASSES},
        _("In the last %(days)s days we do not save places. We give them to the first group that fits.")
        % {"days": SAVE_UNTIL.days},
        _("When you get places, we tell you. We also tell you how long you have to say yes."),
        _("Once it has begun, the list is over."),
    ]
