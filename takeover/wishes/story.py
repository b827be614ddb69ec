"""What a child reads about its wish: where it is, what happens next (S5)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from takeover.wishes.enums import WishState
from takeover.wishes.models import Wish


@dataclass(frozen=True, slots=True)
class Story:
    """`heading`, then `words`, one sentence each; whether it can still be taken back."""

    heading: str
    words: list[str]
    can_take_back: bool


def tell(wish: Wish) -> Story:
    """Return where `wish` is, in the language of the page."""
    state = wish.state
    match state:
        case WishState.WITHDRAWN | WishState.OVER:
            words = [
                _("It is off the site."),
                _erased(wish),
                _("We keep only these days. No name is in them."),
            ]
        case WishState.REFUSED:
            words = [
                wish.reply.reply if wish.reply else _("You did nothing wrong."),
                _("You can make another wish."),
            ]
        case WishState.HELD:
            words = [_("We need more time to read it."), _("You did nothing wrong.")]
        case WishState.PUBLISHED:
            words = [_("It is on the wall of wishes."), _("If a place says yes, you can read it here.")]
        case _:
            words = [
                _("Two people on our team read each wish."),
                _("It can take a week. Nobody else can see it yet."),
            ]
    over = state in (WishState.WITHDRAWN, WishState.OVER)
    return Story(heading=str(state.label), words=words, can_take_back=not over)


def _erased(wish: Wish) -> str:
    moment = wish.erased_at
    if moment is None:
        return _("We delete the words within a day.")
    return _("We deleted the words on %(day)s.") % {"day": date_format(localtime(moment), "DATE_FORMAT")}
