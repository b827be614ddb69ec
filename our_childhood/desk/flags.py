"""What machines found in a film, and where: in one place, for a person to look at. Nothing here blocks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from moderation import memory, text_checks
from our_childhood.enums import AgeBand
from our_childhood.models import Film
from safeguarding import harm

_CUE = re.compile(r"(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.\d{3} -->")


@dataclass(frozen=True, slots=True)
class Flag:
    """One finding: `what` it may be, the `words` if there are any, `where`, and `seconds` into the film."""

    what: str
    where: str
    words: str = ""
    seconds: float | None = None
    urgent: bool = False

    @property
    def clock(self) -> str:
        """When in the film, as '1:23'; '' for a finding without a moment."""
        return "" if self.seconds is None else _clock(self.seconds)


@dataclass(frozen=True, slots=True)
class Findings:
    """All that was found in one film, most urgent first; `notes` say how the film is, `unseen` what was not
    looked at."""

    found: list[Flag] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)
    trouble: str = ""


def panel(film: Film) -> Findings:
    """Return what parts/flags.html shows; a memory that holds nothing costs one query."""
    found = [*_in_words(film), *_in_pictures(film)]
    found.sort(key=lambda flag: (not flag.urgent, flag.seconds is None, flag.seconds or 0.0))
    video = film.video
    return Findings(
        found=found,
        notes=_notes(film),
        unseen=[_("Flashing: this film was made ready before we looked for it.")] if _unlooked(film) else [],
        trouble=video.trouble if video is not None else "",
    )


def _clock(seconds: float) -> str:
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d}"


def _unlooked(film: Film) -> bool:
    source = film.video.source if film.video is not None else {}
    return bool(source) and "flashes" not in source


def _in_words(film: Film) -> list[Flag]:
    """S20, S21: what could say who or where a child is, and words of harm, each with its place."""
    places = {
        _("title"): film.title,
        _("description"): film.description,
        _("transcript"): film.transcript,
        _("captions"): film.captions,
    }
    flags = []
    for where, text in places.items():
        harms = {match.words.casefold(): match for match in harm.found_in(text)}
        flags += [
            _worded(_("words of harm"), match.words, where, text, urgent=True) for match in harms.values()
        ]
        flags += [
            _worded(str(hit.what), hit.words, where, text)
            for hit in text_checks.hits(text)
            if not any(hit.words.casefold() in known or known in hit.words.casefold() for known in harms)
        ]
    return flags


def _worded(what: str, words: str, where: str, text: str, *, urgent: bool = False) -> Flag:
    return Flag(what, where, words, seconds=_cue_before(text, words), urgent=urgent)


def _cue_before(text: str, words: str) -> float | None:
    """Return when the caption with `words` begins, in seconds; None where the text is no caption."""
    at = text.casefold().find(words.casefold())
    cues = list(_CUE.finditer(text, 0, max(at, 0)))
    if not cues:
        return None
    hours, minutes, seconds = (int(part or 0) for part in cues[-1].groups())
    return float(hours * 3600 + minutes * 60 + seconds)


def _in_pictures(film: Film) -> list[Flag]:
    if film.video is None:
        return []
    source: dict[str, Any] = film.video.source
    flags = [
        Flag(
            _("red flashing, more than three times a second")
            if one["kind"] == "red"
            else _("flashing, more than three times a second"),
            _("%(start)s to %(end)s") % {"start": _clock(one["start"]), "end": _clock(one["end"])},
            seconds=float(one["start"]),
            urgent=True,
        )
        for one in source.get("flashes", [])
    ]
    if source.get("findings", {}).get("damaged"):
        flags.append(Flag(_("some pictures of the file were damaged"), _("see whether it plays to its end")))
    # A film that has been refused would be like itself.
    if film.refused_at is None:
        flags += [_like(one) for one in memory.look(film.video.fingerprints)]
    return flags


def _like(one: memory.Likeness) -> Flag:
    where = ngettext(
        "%(count)s picture of %(of)s, %(why)s in %(month)s",
        "%(count)s pictures of %(of)s, %(why)s in %(month)s",
        one.pictures,
    )
    return Flag(
        _("looks like a film that was here before"),
        where
        % {
            "count": one.pictures,
            "of": one.of,
            "why": one.why.label,
            "month": date_format(one.month, "F Y"),
        },
    )


def _notes(film: Film) -> list[str]:
    notes = []
    if film.video is not None and film.video.hide_picture:
        notes.append(
            _("A voice alone: our picture stands where the film's was. Nobody can see the original.")
        )
    if film.video is not None and film.video.hide_sound:
        notes.append(_("Pictures alone: the sound was taken out. Nobody can hear the original."))
    if film.others_in_film:
        notes.append(_("Others are in it."))
    if film.age_band in (AgeBand.UNDER_7, AgeBand.UNDER_10):
        notes.append(_("A young child."))
    return notes
