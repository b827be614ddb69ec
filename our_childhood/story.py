"""Where a film is, told to the child who made it: plain words, what happens next, no blame."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consent.enums import Party
from our_childhood import gate, tombstone
from our_childhood.enums import FilmState
from our_childhood.models import Film
from video import refusals
from video.enums import Stage

Moment = dict[str, str]
Mark = Literal["done", "here", "stopped", "next"]

_WORDS: dict[FilmState, Promise] = {
    FilmState.ARRIVING: gettext_lazy("It came in. Now we turn it into a film that every phone can play."),
    FilmState.UNREADABLE: gettext_lazy("You did nothing wrong. You can send your film again."),
    FilmState.WAITING_FOR_YOU: gettext_lazy("Our words to you have changed. Do you still say yes?"),
    FilmState.WAITING_FOR_OTHERS: gettext_lazy("Each person in it has to say yes. Nobody can see it yet."),
    FilmState.WAITING_FOR_GROWN_UP: gettext_lazy("We sent them an e-mail. They can say yes or no."),
    FilmState.IN_REVIEW: gettext_lazy("Two people watch every film first. It can take a week."),
    FilmState.HELD: gettext_lazy("We need more time to think about your film. You did nothing wrong."),
    FilmState.CHANGE_ASKED: gettext_lazy("You can film it again and send the new one."),
    FilmState.REFUSED: gettext_lazy("You did nothing wrong. You can make another film."),
    FilmState.RELEASING: gettext_lazy("Two people said yes. Look again in a few minutes."),
    FilmState.PUBLISHED: gettext_lazy("Your film is on the site. You can still take it back."),
    FilmState.WITHDRAWN: gettext_lazy("Nobody can see it any more."),
}


@dataclass(frozen=True, slots=True)
class Story:
    """Everything /my-film/ says about one film."""

    state: FilmState
    heading: str
    words: str
    reply: str = ""
    moments: list[Moment] = field(default_factory=list)
    can_take_down: bool = True
    can_send_new: bool = False
    waits_for_grown_up: bool = False
    waits_for_you: bool = False
    can_see_people: bool = False
    receipt: list[tuple[str, str]] = field(default_factory=list)


def state(film: Film) -> FilmState:
    """Return where the film is; the order below is the order of precedence."""
    if film.withdrawn_at:
        return FilmState.WITHDRAWN
    if film.refused_at:
        return FilmState.REFUSED
    if film.video is None or film.video.stage == Stage.REFUSED:
        return FilmState.UNREADABLE
    if film.held_at:
        return FilmState.HELD
    if film.change_asked_at:
        return FilmState.CHANGE_ASKED
    if film.live:
        return FilmState.PUBLISHED if film.released_at else FilmState.RELEASING
    if waits := _waits(film):
        return waits
    if film.video.stage in (Stage.RECEIVED, Stage.STUCK) or film.review_asked_at is None:
        return FilmState.ARRIVING
    return FilmState.IN_REVIEW


def _waits(film: Film) -> FilmState | None:
    """Return whose yes the film waits for, the child's own first."""
    missing = gate.standing(film).missing
    if any(voice.party == Party.CHILD for voice in missing):
        return FilmState.WAITING_FOR_YOU
    if any(voice.number == 1 for voice in missing):
        return FilmState.WAITING_FOR_GROWN_UP
    return FilmState.WAITING_FOR_OTHERS if missing else None


def tell(film: Film) -> Story:
    """Return the film's story in the language of the page."""
    now = state(film)
    reply = ""
    if now in (FilmState.REFUSED, FilmState.CHANGE_ASKED) and film.reply is not None:
        reply = film.reply.reply
    elif now == FilmState.UNREADABLE and film.video is not None and film.video.refusal:
        reply = str(refusals.sentence(film.video.refusal))
    return Story(
        state=now,
        heading=str(now.label),
        words=str(_WORDS[now]),
        reply=reply,
        moments=_moments(film, now),
        can_take_down=now != FilmState.WITHDRAWN,
        can_send_new=now in (FilmState.CHANGE_ASKED, FilmState.UNREADABLE),
        waits_for_grown_up=now == FilmState.WAITING_FOR_GROWN_UP,
        waits_for_you=now == FilmState.WAITING_FOR_YOU,
        can_see_people=now not in (FilmState.WITHDRAWN, FilmState.REFUSED),
        receipt=_receipt(film),
    )


def _moments(film: Film, now: FilmState) -> list[Moment]:
    if now == FilmState.WITHDRAWN:
        return []
    told = [(_("Your film came in"), _day(film.received_at))]
    if film.needs_guardian or now == FilmState.WAITING_FOR_GROWN_UP:
        told.append((_("Your grown-up says yes"), ""))
    if film.others_in_film:
        told.append((_("The others in it say yes"), ""))
    told += [(_("Two people watch it"), ""), (_("Everyone can see it"), _day(film.released_at))]
    last = len(told) - 1
    here = {
        FilmState.ARRIVING: 0,
        FilmState.UNREADABLE: 0,
        FilmState.WAITING_FOR_YOU: 0,
        FilmState.WAITING_FOR_GROWN_UP: 1,
        FilmState.WAITING_FOR_OTHERS: last - 2,
        FilmState.RELEASING: last,
        FilmState.PUBLISHED: last,
    }.get(now, last - 1)
    stopped = now in (FilmState.UNREADABLE, FilmState.REFUSED, FilmState.HELD, FilmState.CHANGE_ASKED)
    moments = []
    for index, (what, words) in enumerate(told):
        mark: Mark = "next"
        if index < here or now == FilmState.PUBLISHED:
            mark = "done"
        elif index == here:
            mark = "stopped" if stopped else "here"
        moments.append({"what": what, "words": words if index <= here else "", "state": mark})
    return moments


def _receipt(film: Film) -> list[tuple[str, str]]:
    if film.withdrawn_at is None:
        return []
    gone = _moment(film.withdrawn_at)
    if film.erased_at is None and tombstone.frozen(film):
        kept = _("The law says we must keep one copy locked away for now.")
        return [(_("Taken off the site"), gone), (_("Film, pictures and sound"), kept)]
    if film.erased_at:
        files = _moment(film.erased_at)
    else:
        latest = _moment(film.withdrawn_at + tombstone.ERASED_WITHIN)
        files = _("We are deleting them now. It takes a few minutes. Latest: %(moment)s") % {"moment": latest}
    return [
        (_("Taken off the site"), gone),
        (_("Name, words and e-mail addresses deleted"), gone),
        (_("Film, pictures and sound deleted"), files),
    ]


def _day(moment: datetime | None) -> str:
    return date_format(localtime(moment), "DATE_FORMAT") if moment else ""


def _moment(moment: datetime) -> str:
    return date_format(localtime(moment), "DATETIME_FORMAT")
