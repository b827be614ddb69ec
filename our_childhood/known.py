"""Everything we hold about a film and the child who made it: told in plain words, and as a file (S9).

Two things are never told: who looks after a child (S7), so that nobody who looks over a shoulder or
finds a file learns it, and other people's addresses, of which only the beginning is shown.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import storage
from consent import queries as consent
from consent.enums import Party
from geography.names import region_name
from moderation import queries as moderation
from moderation.enums import Verdict
from our_childhood import people, prompts, tombstone
from our_childhood.models import Film
from safeguarding import queries as safeguarding
from video.enums import RenditionKind
from video.models import Rendition

_LOOKED = ("film.opened", "film.seen")
_VERDICTS: dict[str, Promise] = {
    Verdict.APPROVE: gettext_lazy("Somebody watched it and said yes"),
    Verdict.REFUSE: gettext_lazy("Somebody watched it and said no"),
    Verdict.ASK_CHANGE: gettext_lazy("Somebody asked for a new one"),
    Verdict.HOLD: gettext_lazy("Somebody needed more time"),
}

Fact = tuple[str, str]


def facts(film: Film) -> list[Fact]:
    """Return (what, words) of all that is known, for the page; a film taken back has none."""
    told: list[Fact] = [
        (_("Its name"), film.title),
        (_("What it is about"), _question(film)),
        (_("How old you are"), film.get_age_band_display()),
        (_("Where you live"), _region(film)),
        (_("Others in it"), str(len([one for one in consent.people(film) if one.number > 1]))),
    ]
    told += [(_("Who we wrote to"), hint) for hint in _hints(film)]
    told += [
        (_("What it shows"), film.description),
        (_("What is said in it"), film.transcript),
        (_("Words on the film"), film.captions),
    ]
    return [(what, words) for what, words in told if words]


def moments(film: Film) -> list[Fact]:
    """Return (what, when) of what happened to it; who at our place did it is theirs."""
    found = [(film.received_at, _("Your film came in"))]
    found += [(answer.answered_at, _said(answer)) for answer in _answers(film)]
    found += [(one.decided_at, str(_VERDICTS[one.verdict])) for one in moderation.decisions(film)]
    looks = safeguarding.trail(film).filter(act__in=_LOOKED, actor__startswith="user:")
    first_of_day = {localtime(at).date(): at for at in reversed(looks.values_list("at", flat=True))}
    found += [(at, _("Somebody here looked at it")) for at in first_of_day.values()]
    if film.released_at is not None:
        found.append((film.released_at, _("Everyone can see it")))
    return [(what, _moment(at)) for at, what in sorted(found, key=lambda one: one[0])]


def export(film: Film) -> dict[str, Any]:
    """Return all of it for a machine to read; keys in English, moments in ISO 8601."""
    return {
        "title": film.title,
        "question": film.prompt.question if film.prompt is not None else None,
        "age_band": film.age_band,
        "region": film.region.code if film.region is not None else None,
        "language": film.language,
        "description": film.description,
        "transcript": film.transcript,
        "captions": film.captions,
        "received_at": _iso(film.received_at),
        "public_since": _iso(film.released_at),
        "others_in_it": len([one for one in consent.people(film) if one.number > 1]),
        "we_wrote_to": _hints(film),
        "answers": [
            {
                "person": answer.signatory.person.number,
                "yes": answer.yes,
                "at": _iso(answer.answered_at),
                "words": answer.wording.text,
            }
            for answer in _answers(film)
        ],
        "decisions": [
            {
                "at": _iso(one.decided_at),
                "decision": one.verdict,
                "reply": one.reason.reply if one.reason is not None else None,
            }
            for one in moderation.decisions(film)
        ],
        "file": _file_facts(film),
    }


def archive(film: Film) -> Iterator[bytes]:
    """Yield a ZIP of `export` and the film itself, piece by piece, in flat memory.

    The film as we made it for the site, or for review: the file that was sent may say where it was
    filmed, and is deleted soon. A frozen film is not copied (S17). Raises storage.StorageError.
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w") as packed:
        packed.writestr("my-film.json", json.dumps(export(film), ensure_ascii=False, indent=2))
        yield sink.take()
        if (rendition := _best(film)) is not None:
            with packed.open(zipfile.ZipInfo("my-film.mp4"), "w", force_zip64=True) as member:
                for piece in storage.private().pieces(rendition.key):
                    member.write(piece)
                    yield sink.take()
    yield sink.take()


class _Sink(io.RawIOBase):
    """Takes what zipfile writes and gives it away at once; it cannot be sought in."""

    def __init__(self) -> None:
        self._waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._waiting.append(bytes(piece))
        return len(piece)

    def take(self) -> bytes:
        whole, self._waiting = b"".join(self._waiting), []
        return whole


def _best(film: Film) -> Rendition | None:
    if film.video is None or film.video.erased_at is not None or tombstone.frozen(film):
        return None
    playable = [
        one
        for one in film.video.renditions.all()
        if one.kind in (RenditionKind.STREAM, RenditionKind.PREVIEW) and one.codec in ("h264", "")
    ]
    return max(playable, key=lambda one: (one.kind == RenditionKind.STREAM, one.height), default=None)


def _file_facts(film: Film) -> dict[str, Any] | None:
    if film.video is None:
        return None
    return {"bytes": film.video.size, "sha256": film.video.sha256, "found": film.video.source}


def _answers(film: Film) -> list[Any]:
    rows = consent.answers(film).select_related("wording", "signatory__person").order_by("answered_at", "id")
    return [answer for answer in rows if answer.party != Party.AUTHORITY]


def _said(answer: Any) -> str:
    if answer.party == Party.CHILD:
        return _("You said yes") if answer.yes else _("You said no")
    return _("Somebody we asked answered")  # nobody learns who said no (S19)


def _hints(film: Film) -> list[str]:
    asked = consent.asks(film).filter(contact__isnull=False).select_related("contact", "signatory")
    return list(
        dict.fromkeys(
            people.masked(one.contact.email)
            for one in asked.order_by("id")
            if one.contact is not None and one.party != Party.AUTHORITY
        )
    )


def _question(film: Film) -> str:
    return prompts.in_language(film.prompt).question if film.prompt is not None else _("My own idea")


def _region(film: Film) -> str:
    if film.region is None:
        return _("You did not say")
    return str(region_name(film.region))


def _moment(moment: datetime) -> str:
    return date_format(localtime(moment), "DATETIME_FORMAT")


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None
