"""What everybody reads of a challenge: a card in a list, its own page. Never its address (S12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from geography.names import region_name
from places import queries as places
from places.models import Allotment
from takeover.challenges.enums import Access
from takeover.challenges.models import Challenge
from takeover.models import Season

_SHORT = {
    Access.STEP_FREE: _("Step-free"),
    Access.TOILET: _("Wheelchair toilet"),
    Access.QUIET: _("Quiet room"),
    Access.LOOP: _("Hearing loop"),
    Access.SIGN: _("Sign language"),
    Access.PARKING: pgettext_lazy("a place for cars at the door", "Parking"),
}


class SignUp(Enum):
    """What somebody can do about a challenge today."""

    OPEN = auto()
    WAITING_LIST = auto()
    NOT_YET = auto()
    CLOSED = auto()
    BEGUN = auto()
    OVER = auto()
    CALLED_OFF = auto()


@dataclass(frozen=True, slots=True)
class Card:
    """One challenge in words. `where` is (authority, region); `access` (code, short words)."""

    challenge: Challenge
    url: str
    when: str
    ages: str
    groups: str
    where: tuple[str, str | Promise]
    sign_up: SignUp
    places: str
    access: list[tuple[str, str | Promise]]


def cards(challenges: Iterable[Challenge], now: datetime) -> list[Card]:
    """Return a card for each of `challenges`, with the places there are at this moment; one query."""
    shown = list(challenges)
    allotments = places.allotments_of(shown)
    return [card(challenge, allotments.get(str(challenge.pk)), now) for challenge in shown]


def card(challenge: Challenge, allotment: Allotment | None, now: datetime) -> Card:
    """Return `challenge` in words, in the reader's language."""
    sign_up = sign_up_to(challenge, allotment, now)
    return Card(
        challenge=challenge,
        url=reverse("challenges:challenge", args=[challenge.pk]),
        when=when(challenge),
        ages=gettext("Ages %(youngest)s to %(oldest)s")
        % {"youngest": challenge.youngest, "oldest": challenge.oldest},
        groups=_groups(challenge.smallest_group, challenge.largest_group),
        where=(challenge.authority.name, region_name(challenge.authority.region)),
        sign_up=sign_up,
        places=_places(sign_up, allotment),
        access=[(code, _SHORT[Access(code)]) for code in challenge.access if code in Access.values],
    )


def sign_up_to(challenge: Challenge, allotment: Allotment | None, now: datetime) -> SignUp:
    """Return what can be done about `challenge` (with its season), the weightiest first."""
    today = timezone.localdate(now)
    if challenge.called_off_at is not None:
        return SignUp.CALLED_OFF
    if challenge.ends_at <= now:
        return SignUp.OVER
    if challenge.starts_at <= now:
        return SignUp.BEGUN
    if allotment is None or allotment.closed_at is not None:
        return SignUp.CLOSED
    if today < challenge.season.children_from_date:
        return SignUp.NOT_YET
    if today > challenge.season.children_until_date:
        return SignUp.CLOSED
    return SignUp.OPEN if allotment.left else SignUp.WAITING_LIST


def ask_url(challenge: Challenge, sign_up: SignUp) -> str:
    """Return where places are asked for, or '' where they cannot be."""
    asks = sign_up in (SignUp.OPEN, SignUp.WAITING_LIST)
    return reverse("sign_ups:ask", args=[challenge.pk]) if asks else ""


def when(challenge: Challenge) -> str:
    """Return the days and hours in words."""
    facts = {
        "first": _weekday(challenge.first_date),
        "last": _weekday(challenge.last_date),
        "starts": time_format(challenge.starts_time),
        "ends": time_format(challenge.ends_time),
    }
    if challenge.first_date == challenge.last_date:
        return gettext("%(first)s, %(starts)s to %(ends)s") % facts
    return gettext("%(first)s to %(last)s, each day %(starts)s to %(ends)s") % facts


def sign_up_words(season: Season, today: date) -> str:
    """Return when children can sign up for `season`, as it stands today."""
    if today < season.children_from_date:
        return gettext("You can look now. You can sign up from %(day)s.") % {
            "day": date_format(season.children_from_date)
        }
    if today <= season.children_until_date:
        return gettext("You can sign up now, until %(day)s.") % {
            "day": date_format(season.children_until_date)
        }
    return gettext("Sign-up is over. You can still look.")


def _weekday(day: date) -> str:
    return f"{date_format(day, 'l')} {date_format(day)}"


def _groups(smallest: int, largest: int) -> str:
    if smallest == largest:
        return ngettext("For %(size)s person", "Groups of %(size)s", largest) % {"size": largest}
    return gettext("Groups of %(smallest)s to %(largest)s") % {"smallest": smallest, "largest": largest}


def _places(sign_up: SignUp, allotment: Allotment | None) -> str:
    if sign_up is SignUp.CALLED_OFF:
        return gettext("Called off")
    if sign_up is SignUp.OVER:
        return gettext("It is over")
    if sign_up is SignUp.BEGUN:
        return gettext("It has begun")
    if sign_up is SignUp.CLOSED or allotment is None:
        return gettext("Sign-up is closed")
    if not allotment.left:
        return gettext("Full: waiting list")
    return ngettext("%(left)s place left", "%(left)s places left", allotment.left) % {"left": allotment.left}
