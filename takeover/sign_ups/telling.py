"""How a booking stands, in words for whoever asked for it: a timeline, what is missing, and why it waits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moderation.checked import CheckState
from places import queries as places
from places import rules as places_rules
from places.enums import State
from places.models import Booking
from takeover.challenges import showing
from takeover.challenges.models import Challenge
from takeover.sign_ups import queries
from takeover.sign_ups.enums import Missing
from takeover.sign_ups.models import SignUp

GROUP_WORDS = {
    CheckState.WAITING: gettext_lazy(
        "Somebody on our team looks at your group, once. You can ask for places now; we keep them meanwhile."
    ),
    CheckState.ASKED: gettext_lazy("Read our question below and answer it. We keep your places meanwhile."),
    CheckState.CHECKED: gettext_lazy("We have checked your group. You can ask for places."),
    CheckState.ENDED: gettext_lazy("It is a while since we checked your group. We look at it again."),
    CheckState.REFUSED: gettext_lazy("Read why below. You can change what you told us; then we look again."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """`moments` as components/timeline.html has them; `missing` and `rules` are sentences."""

    state: str
    lead: str
    moments: list[dict[str, str]]
    missing: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    can_say_coming: bool = False


def state_word(sign_up: SignUp) -> str:
    """Return one line about how a booking stands."""
    booking = sign_up.booking
    assert booking is not None
    words: dict[str, str | Promise] = {
        State.HELD: _("Kept for you"),
        State.CONFIRMED: _("Sure"),
        State.WAITING: _("On the waiting list"),
        State.CANCELLED: _("Cancelled"),
        State.EXPIRED: _("Gone: the answers came too late"),
        State.REFUSED: _("Gone: somebody said no"),
        State.ATTENDED: _("You were there"),
        State.ABSENT: _("You did not come"),
    }
    return str(words[booking.state])


def tell(sign_up: SignUp, today: date) -> Told:
    """Say how it stands, and what happens next."""
    booking = sign_up.booking
    assert booking is not None
    asked = {"what": _("You asked"), "state": "done", "words": _day(booking.asked_at)}
    sure = {"what": _("Your places are sure"), "state": "next", "words": ""}
    if booking.state == State.WAITING:
        here = {"what": state_word(sign_up), "state": "here", "words": _in_line(booking)}
        return Told(state_word(sign_up), _in_line(booking), [asked, here, sure], rules=places_rules.told())
    if booking.state == State.HELD:
        missing = queries.missing(sign_up, today)
        until = _("We keep your places until %(day)s.") % {"day": _day(booking.held_until)}
        here = {"what": state_word(sign_up), "state": "here", "words": until}
        return Told(
            state_word(sign_up),
            until,
            [asked, here, sure],
            missing=[str(one.label) for one in missing],
            can_say_coming=Missing.WORD in missing,
        )
    if sign_up.firm:
        done = {"what": _("Your places are sure"), "state": "done", "words": ""}
        day = {"what": _("The day"), "state": "next", "words": showing.when(sign_up.challenge)}
        return Told(state_word(sign_up), _("See you there."), [asked, done, day])
    over = {"what": state_word(sign_up), "state": "stopped", "words": ""}
    return Told(state_word(sign_up), _("You have no places here any more."), [asked, over])


def row(sign_up: SignUp, today: date) -> dict[str, object]:
    """Return what a list says of a booking; no query."""
    booking = sign_up.booking
    assert booking is not None
    return {
        "sign_up": sign_up,
        "title": sign_up.challenge.title,
        "when": showing.when(sign_up.challenge),
        "places": booking.size,
        "state": state_word(sign_up),
        "live": sign_up.live,
        "until": _day(booking.held_until) if booking.state == State.HELD else "",
    }


def clashes(bookings: Iterable[Booking]) -> list[str]:
    """Return the titles of what somebody has at the same time."""
    keys = [booking.allotment.subject_id for booking in bookings]
    titles = Challenge.objects.filter(Q(pk__in=keys)) if keys else Challenge.objects.none()
    return list(titles.order_by("pk").values_list("title", flat=True))


def _in_line(booking: Booking) -> str:
    before = (places.place_in_line(booking) or 1) - 1
    if not before:
        return _("You are next.")
    return _("Ahead of you on the list: %(number)s.") % {"number": before}


def _day(moment: object) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT")  # type: ignore[arg-type]
