"""What in a text could say who or where a child is (S20), or that one is harmed (S21).

A hit is shown, never acted upon. Words of harm are the lists that staff edit (safeguarding/harm.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from safeguarding import harm


@dataclass(frozen=True)
class Hit:
    """`what` says what it may be; `words` is the piece of text."""

    what: str | Promise
    words: str


# Each pattern is linear: no nested repetition, so no text can make it slow.
_PATTERNS: tuple[tuple[str | Promise, re.Pattern[str]], ...] = (
    (_("e-mail address"), re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,63}")),
    (_("web address"), re.compile(r"(?:https?://|www\.)\S{2,200}", re.IGNORECASE)),
    (_("account name"), re.compile(r"(?<![\w@.])@[A-Za-z0-9_.]{3,30}")),
    (_("phone number"), re.compile(r"(?<!\d)(?:\+\d{1,3}[ -]?|0)(?:\d[ -]?){8,11}\d(?!\d)")),
    (_("postcode"), re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b", re.IGNORECASE)),
    (
        _("street address"),
        re.compile(
            r"\b\d{1,4}[a-z]? [A-Z][a-z]{2,20} (?:Road|Street|Lane|Avenue|Close|Drive|Way|Crescent|Terrace)\b"
        ),
    ),
    (
        _("school or club"),
        re.compile(
            r"\b[A-Z][\w'’.]{1,20} (?:[A-Z][\w'’.]{1,20} ){0,3}(?:School|Academy|College|Nursery|Primary)\b"
        ),
    ),
    (
        _("a name"),
        re.compile(r"\b(?:[Mm]y name is|[Mm]y name's|I am called|I'm called|[Cc]all me) [A-Z][\w'’-]{1,30}"),
    ),
    (_("a name"), re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir)\.? [A-Z][\w'’-]{1,30}")),
    (_("an age or birthday"), re.compile(r"\b(?:I am|I'm) \d{1,2}\b|\b[Mm]y birthday is\b")),
    (
        _("social media"),
        re.compile(r"\b(?:snapchat|insta(?:gram)?|tiktok|whatsapp|discord|roblox|youtube)\b", re.IGNORECASE),
    ),
)


def hits(*texts: str) -> list[Hit]:
    """Return everything in `texts` a reviewer should look at, harm first, each piece once."""
    found: dict[str, Hit] = {}
    for text in texts:
        for harmful in harm.found_in(text):
            found.setdefault(harmful.words.lower(), Hit(_("words of harm (S21)"), harmful.words))
    for text in texts:
        for what, pattern in _PATTERNS:
            for match in pattern.finditer(text):
                found.setdefault(match[0].lower(), Hit(what, match[0].strip()))
    return list(found.values())


class NotCaptions(ValueError):
    """The text is no WebVTT we would play. The message says which line and why."""


_TIMES = re.compile(
    r"^(?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3}) --> (?:(\d{2,}):)?([0-5]\d):([0-5]\d)\.(\d{3})(?: .*)?$"
)


def check_captions(text: str, *, longest_ms: int | None = None) -> int:
    """Return how many cues WebVTT `text` has; `longest_ms` is the film's length in milliseconds.

    Raises NotCaptions.
    """
    lines = text.replace("\r\n", "\n").lstrip("\ufeff").split("\n")
    if not lines[0].startswith("WEBVTT"):
        raise NotCaptions(_("The first line must be WEBVTT."))
    starts: list[int] = []
    for number, line in enumerate(lines, 1):
        if "-->" not in line:
            continue
        match = _TIMES.match(line.strip())
        if match is None:
            raise NotCaptions(_("Line %(n)s: write times like 00:01.000 --> 00:04.000.") % {"n": number})
        begin, end = _ms(match.groups()[:4]), _ms(match.groups()[4:])
        if end <= begin:
            raise NotCaptions(_("Line %(n)s: the end must come after the beginning.") % {"n": number})
        if longest_ms is not None and begin > longest_ms:
            raise NotCaptions(_("Line %(n)s: this is after the end of the film.") % {"n": number})
        if number == len(lines) or not lines[number].strip():
            raise NotCaptions(_("Line %(n)s: there are no words below these times.") % {"n": number})
        starts.append(begin)
    if not starts:
        raise NotCaptions(_("There is not a single caption."))
    if any(later < earlier for earlier, later in pairwise(starts)):
        raise NotCaptions(_("Captions must come in the order they are spoken."))
    return len(starts)


def _ms(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest
